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
  /// The features to test on, a row for each of `split.test`.
  public let test: FeatureMatrix
  /// The genres of the rows to test on.
  public let testLabels: ClassLabels
  /// The groups of test rows of one artist or song, which are not independent of each other.
  public let testGroups: RowGroups
  /// For each test row the genres of its song; a prediction of any of them is correct.
  public let acceptable: [[Int32]]
  /// The number of test rows whose artist or song also occurs among the training rows; 0 for
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
    test = task.features.selectingRows(split.test)
    testLabels = task.labels.selectingRows(split.test)
    let codes = split.test.map { task.groups.codes[$0] }
    testGroups = RowGroups(linking: [codes])
    acceptable = split.test.map { task.acceptable[$0] }
    let learned = Set(trainGroups)
    familiarCount = codes.count { learned.contains($0) }
  }

  /// How well a model that was trained on ``train`` predicts the test rows.
  ///
  /// - Parameters:
  ///   - model: trained on this trial.
  ///   - rankCount: how many of the most likely genres of each row are recorded.
  /// - Throws: what the model throws; ``LearningError/emptyTestSet`` when there are no rows to test on.
  public func evaluation(of model: any Classifier, rankCount: Int = 3) throws -> Evaluation {
    try Evaluation(
      actual: testLabels, probabilities: model.probabilities(for: test.selectingColumns(model.featureNames)),
      acceptable: acceptable, rankCount: rankCount)
  }
}
