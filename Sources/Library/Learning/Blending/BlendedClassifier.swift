/// Several models that judge together: each class's probability is the product of what the models give it, each to the
/// power of its weight.
///
/// A logarithmic opinion pool: models that see different things (sound, year, words) add their evidence, and what all
/// of them know already, how frequent classes are, is counted once.
public struct BlendedClassifier: Classifier {
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// The features of all models, each once, in the order in which the models name them first.
  public let featureNames: [String]
  /// The words of all models, model after model; a name may stand here more than once.
  public var wordNames: [String] { models.flatMap(\.wordNames) }
  /// Whether all models do.
  public var handlesMissing: Bool { models.allSatisfy(\.handlesMissing) }
  /// The models, each with its weight.
  public let models: [any Classifier]
  /// How much each model's judgement counts, in the order of `models`.
  public let weights: [Double]
  let logPriors: [Float]

  /// - Parameters:
  ///   - models: of the same classes. Each is given those of the features that it knows.
  ///   - labels: the rows that the models were trained on, which tell how frequent classes are.
  public init(_ models: [any Classifier], weights: [Double], labels: ClassLabels) throws(LearningError) {
    precondition(models.count == weights.count, "a weight for every model")
    guard !models.isEmpty else { throw .invalidSetting(name: "models", value: "none", expected: "one or more") }
    for model in models where model.classNames != labels.classNames {
      throw .invalidSetting(
        name: "The classes of a model", value: "\(model.classNames.count) others", expected: "those of the labels")
    }
    self.init(checked: models, weights: weights, classNames: labels.classNames, logPriors: labels.logPriors)
  }

  /// - Parameter models: one or more, all of these classes, each with a weight.
  init(checked models: [any Classifier], weights: [Double], classNames: [String], logPriors: [Float]) {
    var names: [String] = []
    for name in models.flatMap(\.featureNames) where !names.contains(name) { names.append(name) }
    featureNames = names
    self.classNames = classNames
    self.models = models
    self.weights = weights
    self.logPriors = logPriors
  }

  /// Finds the weights on rows that the models have not seen.
  ///
  /// - Parameters:
  ///   - labels: the rows that the models were trained on.
  ///   - validation: other rows, of other groups where rows belong together, with their classes.
  public init(
    _ models: [any Classifier], labels: ClassLabels, validatedOn validation: FeatureMatrix,
    labels validationLabels: ClassLabels
  ) throws(LearningError) {
    let even = try BlendedClassifier(
      models, weights: models.map { _ in 1 / Double(models.count) }, labels: labels)
    var codes: [Int32] = []
    for name in validationLabels.classNames { codes.append(try labels.code(of: name)) }
    // A handful of weights needs no more rows than this.
    let step = max(1, validation.rowCount / 4000)
    let rows = Array(stride(from: 0, to: validation.rowCount, by: step))
    let some = validation.selectingRows(rows)
    var evidence: [[Float]] = []
    for model in models { evidence.append(try even.evidence(of: model, for: some)) }
    let fit = BlendWeights(
      evidence: evidence, logPriors: even.logPriors, truth: rows.map { codes[Int(validationLabels.codes[$0])] })
    try self.init(models, weights: fit.weights, labels: labels)
  }

  /// The share of each class times what the models say for it, each to the power of its weight; each row adds up to 1.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)`` for a missing feature, or what a model throws. Models
  ///   of weight 0 are not asked.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    var logits: [Float] = []
    logits.reserveCapacity(features.rowCount * classNames.count)
    for _ in 0..<features.rowCount { logits += logPriors }
    for (model, weight) in zip(models, weights) where weight != 0 {
      let evidence = try evidence(of: model, for: features)
      let weight = Float(weight)
      for position in logits.indices { logits[position] += weight * evidence[position] }
    }
    Softmax.apply(to: &logits, classCount: classNames.count)
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: logits)
  }

  /// How much more likely a model holds each class than its share of the rows, as a logarithm.
  private func evidence(of model: any Classifier, for features: FeatureMatrix) throws(LearningError) -> [Float] {
    Evidence.of(try model.probabilities(for: features.seen(by: model)), logPriors: logPriors)
  }
}

extension FeatureMatrix {
  /// The features that a model which judges with others was trained on.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)`` when one is missing.
  func seen(by model: any Classifier) throws(LearningError) -> FeatureMatrix {
    model.featureNames.isEmpty || model.featureNames == names ? self : try selectingColumns(model.featureNames)
  }
}

extension BlendedClassifier: StoredModel {
  /// What model files call this type: `blend`.
  public static let kind = "blend"

  /// Writes the classes, the weights, the logarithms of the class shares and every model.
  /// - Throws: ``ModelFileError/Reason/cannotBeStored(_:)`` when one of the models is no ``StoredModel``.
  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write(classNames, as: "classes")
    writer.write(weights, as: "weights")
    writer.write(logPriors, as: "log priors")
    for (number, model) in models.enumerated() { try writer.write(model, as: "model \(number)") }
  }

  /// Reads the models and their weights. All models have to be of the same classes, in the same order.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    let classNames = try reader.classNames("classes")
    let weights = try reader.finiteDoubles("weights")
    guard !weights.isEmpty else { throw reader.unsound("weights") }
    var models: [any Classifier] = []
    for number in weights.indices {
      let model = try reader.model("model \(number)")
      guard model.classNames == classNames else { throw reader.unsound("model \(number)") }
      models.append(model)
    }
    let logPriors = try reader.finiteFloats("log priors", count: classNames.count)
    self.init(checked: models, weights: weights, classNames: classNames, logPriors: logPriors)
  }
}
