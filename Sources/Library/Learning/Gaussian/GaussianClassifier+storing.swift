extension GaussianClassifier: StoredModel {
  /// What model files call this type: `gaussian`.
  public static let kind = "gaussian"

  /// Writes the names, the normal scores of each feature, and the coefficients of the class densities.
  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write(classNames, as: "classes")
    writer.write(featureNames, as: "features")
    NormalScores.write(scores, to: &writer)
    writer.write(densities.coefficients, as: "densities")
  }

  /// Reads the normal scores and the class densities.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    classNames = try reader.classNames("classes")
    featureNames = try reader.strings("features")
    scores = try NormalScores.read(from: reader, count: featureNames.count)
    guard !classNames.isEmpty,
      let densities = QuadraticForms(
        size: featureNames.count, classCount: classNames.count, coefficients: try reader.floats("densities"))
    else { throw reader.unsound("densities") }
    self.densities = densities
  }
}

extension NormalScores {
  static func write(_ features: [NormalScores], to writer: inout ModelWriter) {
    for (feature, score) in features.enumerated() {
      writer.write(score.values, as: "values \(feature)")
      writer.write(score.scores, as: "scores \(feature)")
    }
  }

  /// - Parameter count: of features.
  static func read(from reader: ModelReader, count: Int) throws(ModelFileError) -> [NormalScores] {
    var features: [NormalScores] = []
    for feature in 0..<count {
      guard
        let score = NormalScores(
          values: try reader.doubles("values \(feature)"), scores: try reader.doubles("scores \(feature)"))
      else { throw reader.unsound("values \(feature)") }
      features.append(score)
    }
    return features
  }
}
