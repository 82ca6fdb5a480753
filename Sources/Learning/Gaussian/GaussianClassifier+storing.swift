extension GaussianClassifier: StoredModel {
  public static let kind = "gaussian"

  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write(classNames, as: "classes")
    writer.write(featureNames, as: "features")
    for (feature, score) in scores.enumerated() {
      writer.write(score.values, as: "values \(feature)")
      writer.write(score.scores, as: "scores \(feature)")
    }
    writer.write(densities.coefficients, as: "densities")
  }

  public init(from reader: ModelReader) throws(ModelFileError) {
    classNames = try reader.classNames("classes")
    featureNames = try reader.strings("features")
    var scores: [NormalScores] = []
    for feature in featureNames.indices {
      guard
        let score = NormalScores(
          values: try reader.doubles("values \(feature)"), scores: try reader.doubles("scores \(feature)"))
      else { throw reader.unsound("values \(feature)") }
      scores.append(score)
    }
    self.scores = scores
    guard !classNames.isEmpty,
      let densities = QuadraticForms(
        size: featureNames.count, classCount: classNames.count, coefficients: try reader.floats("densities"))
    else { throw reader.unsound("densities") }
    self.densities = densities
  }
}
