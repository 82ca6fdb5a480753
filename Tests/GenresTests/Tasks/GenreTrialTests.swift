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
    let learned = Set(random.split.train.map { task.groups.codes[$0] })
    #expect(random.familiarCount > 0)
    #expect(random.familiarCount == random.split.test.filter { learned.contains(task.groups.codes[$0]) }.count)
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
}
