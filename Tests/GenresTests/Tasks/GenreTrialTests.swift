import Frames
import Learning
import Testing

@testable import Genres

@Suite struct GenreTrialTests {
  private let task: GenreTask

  init() throws {
    task = try GenreTask(Songs(contentsOf: InstalledData.path("sample.csv.gz")), minimumSongs: 40, minimumGenres: 8)
  }

  @Test func holdsTheRowsOfBothSides() throws {
    let trial = GenreTrial(task, try task.randomSplit(seed: 3))
    #expect(trial.train.rowCount == trial.split.train.count && trial.test.rowCount == trial.split.test.count)
    #expect(
      trial.trainLabels.classNames == task.labels.classNames && trial.testLabels.classNames == task.labels.classNames)
    for (place, row) in trial.split.test.enumerated() {
      #expect(trial.testLabels.codes[place] == task.labels.codes[row])
      #expect(trial.acceptable[place] == task.acceptable[row])
    }
    for (place, row) in trial.split.train.enumerated() {
      #expect(trial.trainLabels.codes[place] == task.labels.codes[row])
      #expect(trial.trainGroups[place] == task.groups.codes[row])
    }
    #expect(trial.test.words.map(\.name) == task.features.words.map(\.name))
  }

  @Test func countsTestRowsOfFamiliarArtistsAndSongs() throws {
    #expect(GenreTrial(task, try task.artistSplit(seed: 3)).familiarCount == 0)
    let random = GenreTrial(task, try task.randomSplit(seed: 3))
    let artists = Set(random.split.train.flatMap { task.artists[$0] })
    let songs = Set(random.split.train.map { task.songCodes[$0] })
    #expect(random.familiarCount > 0)
    #expect(
      random.familiarCount
        == random.split.test.count { !artists.isDisjoint(with: task.artists[$0]) || songs.contains(task.songCodes[$0]) }
    )
  }

  @Test func evaluatesAModelOnTheOtherSide() throws {
    let trial = GenreTrial(task, try task.artistSplit(seed: 3))
    let sound = try trial.train.selectingColumns(AudioFeature.names)
    let model = try GaussianClassifier(training: sound, labels: trial.trainLabels)
    let evaluation = try trial.evaluation(of: model)
    let predicted = try model.predict(trial.test.selectingColumns(AudioFeature.names))
    let right = zip(predicted.codes, trial.testLabels.codes).count { $0 == $1 }
    #expect(evaluation[.accuracy] == Double(right) / Double(trial.test.rowCount))
    #expect(evaluation[.acceptableAccuracy] >= evaluation[.accuracy])
  }

  /// Some genres have test rows only: no index of theirs may be out of place.
  @Test func evaluatesBothStepsOverAllGenres() throws {
    let all = try GenreTask(
      Songs(contentsOf: InstalledData.path("sample.csv.gz")), minimumSongs: 2, parents: ["pop", "rock", "metal"])
    let trial = GenreTrial(all, try all.artistSplit(seed: 3))
    let model = try HierarchicalClassifier(
      training: trial.train, labels: trial.trainLabels, parents: all.parents, descent: .bestParent
    ) { (features, labels) throws(LearningError) in
      try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 10, seed: 1))
    }
    let evaluation = try trial.evaluation(of: model)
    let level1 = try trial.parentEvaluation(of: model, parents: all.parents)
    let level2 = try trial.evaluation(withinParentsOf: model, parents: all.parents)
    #expect(evaluation[.accuracy] > 1 / Double(all.labels.classCount))
    // The whole is right where the parent is right and the genre within it is.
    let both = zip(level1.isRight, level2.isRight).count { $0 && $1 }
    #expect(evaluation.isRight.count { $0 } == both)
  }

  @Test func hearsAnArtistsSongsTogether() throws {
    let trial = GenreTrial(task, try task.artistSplit(seed: 3))
    let sound = try trial.train.selectingColumns(AudioFeature.names)
    let validation = try StackingValidation(
      training: sound, labels: trial.trainLabels, groups: trial.trainGroups, items: trial.trainSongs, seed: 1)
    let model = try validation.pool([
      validation.part { (features, labels, _) throws(LearningError) in
        try ForestClassifier(
          training: features, labels: labels, settings: .init(treeCount: 5, maximumDepth: 8, seed: 1))
      }
    ])
    let (alone, together) = (try trial.evaluation(of: model), try trial.evaluation(pooling: model))
    #expect(together.rowCount == alone.rowCount)
    if model.weights.others > 0 { #expect(together.predicted != alone.predicted) }
  }
}
