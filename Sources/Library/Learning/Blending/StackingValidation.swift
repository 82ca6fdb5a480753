/// Finds the weights of a blend when all rows are to be learned from: stacking with one held-out part (D. H. Wolpert,
/// "Stacked generalization", Neural Networks 5, 1992).
///
/// Each model has a validation model, trained the same way on four fifths of the groups (artists), whose predictions
/// for the last fifth show what it is worth beside the others on rows that it has not seen. A model is trained once,
/// however many blends it takes part in.
///
///     let validation = try StackingValidation(training: features, labels: labels, groups: groups)
///     let sound = try validation.part(forest), words = try validation.part(wordModel)
///     let blend = try validation.blend([sound, words])
public struct StackingValidation: Sendable {
  /// Trains a model on rows that belong to groups.
  public typealias Training = (FeatureMatrix, ClassLabels, _ groups: [Int32]) throws(LearningError) -> any Classifier

  /// A model that is ready to be blended.
  public struct Part: Sendable {
    /// Trained on all rows.
    public let model: any Classifier
    /// Trained on the rows that are not held out.
    fileprivate let validationModel: any Classifier
  }

  private struct Rows: Sendable {
    var features: FeatureMatrix
    var labels: ClassLabels
    var groups: [Int32]
    var items: [Int32]

    func selecting(_ rows: [Int]) -> Rows {
      Rows(
        features: features.selectingRows(rows), labels: labels.selectingRows(rows), groups: rows.map { groups[$0] },
        items: rows.map { items[$0] })
    }

    func train(_ training: Training) throws(LearningError) -> any Classifier {
      try training(features, labels, groups)
    }
  }

  private let all: Rows
  private let training: Rows
  private let heldOut: Rows

  /// - Parameters:
  ///   - features: of all rows.
  ///   - labels: the class of each row.
  ///   - groups: a number for each row; rows of one number are never parted.
  ///   - items: a number for each row; rows of one number are one thing, such as a song under several genres, which
  ///     counts once when rows are pooled. Nil when all rows are different things.
  ///   - seed: which groups are held out.
  /// - Throws: what ``Split/grouped(_:by:testFraction:seed:)`` throws.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, groups: [Int32], items: [Int32]? = nil,
    seed: UInt64 = 42
  ) throws(LearningError) {
    let split = try Split.grouped(labels, by: RowGroups(linking: [groups]), seed: seed)
    all = Rows(
      features: features, labels: labels, groups: groups, items: items ?? (0..<Int32(labels.count)).map { $0 })
    training = all.selecting(split.train)
    heldOut = all.selecting(split.test)
  }

  /// Trains a model on all rows, and its validation model.
  public func part(_ training: Training) throws(LearningError) -> Part {
    try part(all.train(training), training)
  }

  /// Trains the validation model of a model that was trained on all rows already.
  public func part(_ model: any Classifier, _ training: Training) throws(LearningError) -> Part {
    Part(model: model, validationModel: try self.training.train(training))
  }

  /// The models together, each with the weight that its validation model's predictions for the rows held out are worth
  /// beside the others'.
  public func blend(_ parts: [Part]) throws(LearningError) -> BlendedClassifier {
    let fitted = try BlendedClassifier(
      parts.map(\.validationModel), labels: training.labels, validatedOn: heldOut.features, labels: heldOut.labels)
    return try BlendedClassifier(parts.map(\.model), weights: fitted.weights, labels: all.labels)
  }

  /// The models together, hearing the rows of a group together: with weights that are found on the groups held out.
  ///
  /// What a row itself says and what the other rows of its group say are two opinions, weighed as those of two models
  /// are: so that the true classes of the rows held out are most likely.
  /// - Parameter parts: one model, or several that are blended first.
  public func pool(_ parts: [Part]) throws(LearningError) -> PooledClassifier {
    let (model, validationModel): (any Classifier, any Classifier)
    if let only = parts.first, parts.count == 1 {
      (model, validationModel) = (only.model, only.validationModel)
    } else {
      let fitted = try BlendedClassifier(
        parts.map(\.validationModel), labels: training.labels, validatedOn: heldOut.features, labels: heldOut.labels)
      (model, validationModel) = (
        try BlendedClassifier(parts.map(\.model), weights: fitted.weights, labels: all.labels), fitted
      )
    }
    let priors = training.labels.logPriors
    let rows = try PooledRows(groups: heldOut.groups, items: heldOut.items, rowCount: heldOut.labels.count)
    // Two weights need no more rows than this.
    let some = rows.pieces(ofRows: max(2000, 10_000_000 / max(1, priors.count)))[0]
    let given = try validationModel.probabilities(
      for: heldOut.features.selectingRows(some.rows).seen(by: validationModel))
    let evidence = Evidence.of(given, logPriors: priors)
    let others = some.sumsOfOthers(evidence, classCount: priors.count)
    let fit = BlendWeights(
      evidence: [evidence, others], logPriors: priors, truth: some.rows.map { heldOut.labels.codes[$0] })
    return try PooledClassifier(
      model, labels: all.labels, weights: .init(own: fit.weights[0], others: fit.weights[1]))
  }
}
