/// Finds out how much models are worth beside each other when all rows are to be learned from.
///
/// Each model has an understudy, trained on four fifths of the groups (artists), which shows on the last fifth what it tells of rows that it has not
/// seen. A model is trained once, however many blends it takes part in.
///
///     let rehearsal = try BlendRehearsal(training: features, labels: labels, groups: groups)
///     let sound = try rehearsal.part(forest), words = try rehearsal.part(wordModel)
///     let blend = try rehearsal.blend([sound, words])
public struct BlendRehearsal: Sendable {
  /// Trains a model on rows that belong to groups.
  public typealias Training = (FeatureMatrix, ClassLabels, _ groups: [Int32]) throws(LearningError) -> any Classifier

  /// A model that is ready to be blended.
  public struct Part: Sendable {
    /// Trained on all rows.
    public let model: any Classifier
    fileprivate let understudy: any Classifier
  }

  private struct Rows: Sendable {
    var features: FeatureMatrix
    var labels: ClassLabels
    var groups: [Int32]

    func selecting(_ rows: [Int]) -> Rows {
      Rows(
        features: features.selectingRows(rows), labels: labels.selectingRows(rows), groups: rows.map { groups[$0] })
    }

    func train(_ training: Training) throws(LearningError) -> any Classifier {
      try training(features, labels, groups)
    }
  }

  private let all: Rows
  private let rehearsed: Rows
  private let unseen: Rows

  /// - Parameters:
  ///   - groups: a number for each row; rows of one number are never parted.
  ///   - seed: which groups the understudies do not see.
  /// - Throws: what ``Split/grouped(_:by:testFraction:seed:)`` throws.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, groups: [Int32], seed: UInt64 = 42
  ) throws(LearningError) {
    let split = try Split.grouped(labels, by: RowGroups(linking: [groups]), seed: seed)
    all = Rows(features: features, labels: labels, groups: groups)
    rehearsed = all.selecting(split.train)
    unseen = all.selecting(split.test)
  }

  /// Trains a model and its understudy.
  public func part(_ training: Training) throws(LearningError) -> Part {
    try part(all.train(training), training)
  }

  /// The understudy of a model that was trained on all rows already.
  public func part(_ model: any Classifier, _ training: Training) throws(LearningError) -> Part {
    Part(model: model, understudy: try rehearsed.train(training))
  }

  /// Models that judge together, each as much as its understudy's judgement of unseen rows is worth beside the others'.
  public func blend(_ parts: [Part]) throws(LearningError) -> BlendedClassifier {
    let fitted = try BlendedClassifier(
      parts.map(\.understudy), labels: rehearsed.labels, validatedOn: unseen.features, labels: unseen.labels)
    return try BlendedClassifier(parts.map(\.model), weights: fitted.weights, labels: all.labels)
  }
}
