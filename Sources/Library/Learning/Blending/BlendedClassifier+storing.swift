extension BlendedClassifier: StoredModel {
  public static let kind = "blend"

  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write(classNames, as: "classes")
    writer.write(weights, as: "weights")
    writer.write(logPriors, as: "log priors")
    for (number, model) in models.enumerated() { try writer.write(model, as: "model \(number)") }
  }

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
