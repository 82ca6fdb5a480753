extension GaussianClassifier: StoredModel {
  public static let kind = "gaussian"

  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write(classNames, as: "classes")
    writer.write(featureNames, as: "features")
    NormalScores.write(scores, to: &writer)
    writer.write(densities.coefficients, as: "densities")
  }

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
