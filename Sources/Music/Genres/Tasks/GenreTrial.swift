public import Learning

/// One split of a task's songs made ready: what models learn from, and what they are tested on.
public struct GenreTrial: Sendable, Codable {
  /// The task's rows on either side.
  public let split: Split
  /// The features to learn from, a row for each of `split.train`.
  public let train: FeatureMatrix
  /// The genres of the rows to learn from.
  public let trainLabels: ClassLabels
  /// For each row to learn from the number of its artist and song in the task: models that blend others keep rows of one number together.
  public let trainGroups: [Int32]
  /// The features to test on, a row for each of `split.test`.
  public let test: FeatureMatrix
  /// The genres of the rows to test on.
  public let testLabels: ClassLabels
  /// Which rows to test on are of one artist or song, and so no independent evidence.
  public let testGroups: RowGroups
  /// For each row to test on the genres under which its song stands: any of them is right.
  public let acceptable: [[Int32]]
  /// How many rows to test on are of an artist or a song that stands on the other side too. On an honest split none is.
  public let familiarCount: Int

  /// - Precondition: the split is one of the task's rows.
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

  /// What a model that has learned from this trial names right, with intervals from resamples left to the caller.
  ///
  /// - Parameter rankCount: how many genres of each row are kept, the likeliest first.
  /// - Throws: what the model throws; ``LearningError/emptyTestSet`` when there are no rows to test on.
  public func evaluation(of model: any Classifier, rankCount: Int = 3) throws -> Evaluation {
    try Evaluation(
      actual: testLabels, probabilities: model.probabilities(for: test.selectingColumns(model.featureNames)),
      acceptable: acceptable, rankCount: rankCount)
  }
}
