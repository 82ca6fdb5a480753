import Frames
public import Learning

/// One split of a task's songs: the rows to train on and the rows to test on.
public struct GenreTrial: Sendable, Codable {
  /// The task's rows on each side.
  public let split: Split
  /// The features to train on, a row for each of `split.train`.
  public let train: FeatureMatrix
  /// The genres of the rows to train on.
  public let trainLabels: ClassLabels
  /// For each row to train on the group of its artist and song in the task. Models that validate inside the training
  /// rows keep a group together.
  public let trainGroups: [Int32]
  /// For each row to train on the number of its song.
  public let trainSongs: [Int32]
  /// The features to test on, a row for each of `split.test`.
  public let test: FeatureMatrix
  /// The genres of the rows to test on.
  public let testLabels: ClassLabels
  /// The groups of test rows of one artist or song, which are not independent of each other.
  public let testGroups: RowGroups
  /// For each test row the number of its song.
  public let testSongs: [Int32]
  /// For each test row the genres of its song; a prediction of any of them is correct.
  public let acceptable: [[Int32]]
  /// The artists of both sides, guests too: none is on both for ``GenreTask/artistSplit(seed:)``.
  public let artists: MemberOverlap
  /// The songs of both sides: none is on both for ``GenreTask/artistSplit(seed:)``.
  public let songs: MemberOverlap
  /// The number of test rows of which an artist or the song also occurs among the training rows; 0 for
  /// ``GenreTask/artistSplit(seed:)``.
  public let familiarCount: Int

  /// - Parameters:
  ///   - task: the songs.
  ///   - split: rows of the task.
  public init(_ task: GenreTask, _ split: Split) {
    self.split = split
    train = task.features.selectingRows(split.train)
    trainLabels = task.labels.selectingRows(split.train)
    trainGroups = split.train.map { task.groups.codes[$0] }
    trainSongs = split.train.map { task.songCodes[$0] }
    test = task.features.selectingRows(split.test)
    testLabels = task.labels.selectingRows(split.test)
    testGroups = RowGroups(linking: [split.test.map { task.groups.codes[$0] }])
    testSongs = split.test.map { task.songCodes[$0] }
    acceptable = split.test.map { task.acceptable[$0] }
    let songs = task.songCodes.map { [$0] }
    artists = split.overlap(of: task.artists)
    self.songs = split.overlap(of: songs)
    familiarCount = zip(split.isFamiliar(members: task.artists), split.isFamiliar(members: songs)).count { $0 || $1 }
  }

  /// How well a model that was trained on ``train`` predicts the test rows.
  ///
  /// - Parameters:
  ///   - model: trained on this trial.
  ///   - rankCount: how many of the most likely genres of each row are recorded.
  /// - Throws: what the model throws; ``LearningError/emptyTestSet`` when there are no rows to test on.
  public func evaluation(of model: some Classifier, rankCount: Int = 10) throws -> Evaluation {
    try Evaluation(
      of: model, on: test.selectingColumns(model.featureNames), testLabels, acceptable: acceptable, rankCount: rankCount
    )
  }
}

extension GenreTrial {
  /// How well a model predicts the test rows when it hears the songs of an artist together.
  /// - Parameters:
  ///   - model: trained on this trial.
  ///   - rankCount: how many of the most likely genres of each row are recorded.
  public func evaluation(pooling model: PooledClassifier, rankCount: Int = 10) throws -> Evaluation {
    let features = try test.selectingColumns(model.featureNames)
    if test.rowCount * model.classNames.count <= Evaluation.probabilityLimit {
      return try Evaluation(
        actual: testLabels,
        probabilities: model.probabilities(for: features, groups: testGroups.codes, items: testSongs),
        acceptable: acceptable, rankCount: rankCount)
    }
    return try Evaluation(
      actual: testLabels,
      ranked: model.ranked(top: rankCount, for: features, groups: testGroups.codes, items: testSongs),
      acceptable: acceptable)
  }

  /// How well a model tells parents apart, the first of its two steps.
  public func parentEvaluation(of model: HierarchicalClassifier, parents: ClassLabels) throws -> Evaluation {
    try Evaluation(
      actual: testLabels.parents(parents),
      probabilities: model.parentProbabilities(for: test.selectingColumns(model.featureNames)), rankCount: 3)
  }

  /// How well a model tells the genres of each parent apart when the parent is known, the second of its two steps.
  public func evaluation(withinParentsOf model: HierarchicalClassifier, parents: ClassLabels) throws -> Evaluation {
    try Evaluation(
      actual: testLabels,
      ranked: model.ranked(
        top: 3, for: test.selectingColumns(model.featureNames), withinParents: testLabels.parents(parents)),
      acceptable: acceptable)
  }
}
