extension LogisticRegression: StoredModel {
  /// What model files call this type: `logistic regression`.
  public static let kind = "logistic regression"

  /// Writes the names, the settings, the scaler if any, the weights, the intercepts, and whether training converged.
  public func write(to writer: inout ModelWriter) {
    writer.write(featureNames, as: "features")
    writer.write(classNames, as: "classes")
    writer.section("settings") { settings.write(to: &$0) }
    if let scaler { writer.section("scaler") { scaler.write(to: &$0) } }
    writer.write(weights.flatMap { $0 }, as: "weights")
    writer.write(intercepts, as: "intercepts")
    if let hasConverged { writer.write([hasConverged ? 1 : 0], as: "has converged") }
  }

  /// Reads the weights: one row for each class, or a single one for two classes.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    featureNames = try reader.featureNames("features")
    classNames = try reader.classNames("classes", atLeast: 2)
    settings = try Settings(from: reader.section("settings"))
    scaler =
      settings.standardizes ? try StandardScaler(from: reader.section("scaler"), featureNames: featureNames) : nil
    let (width, models) = (featureNames.count, classNames.count == 2 ? 1 : classNames.count)
    let all = try reader.finiteDoubles("weights", count: models * width)
    weights = (0..<models).map { Array(all[$0 * width..<($0 + 1) * width]) }
    intercepts = try reader.finiteDoubles("intercepts", count: models)
    hasConverged = reader.contains("has converged") ? try reader.integers("has converged").first == 1 : nil
  }
}

extension LogisticRegression.Settings {
  fileprivate func write(to writer: inout ModelWriter) {
    writer.write([scheme.rawValue], as: "scheme")
    writer.write([cost, tolerance], as: "cost and tolerance")
    writer.write([maximumIterations, standardizes ? 1 : 0], as: "iterations and scaling")
  }

  fileprivate init(from reader: ModelReader) throws(ModelFileError) {
    guard let scheme = try reader.strings("scheme").first.flatMap(LogisticRegression.Scheme.init) else {
      throw reader.unsound("scheme")
    }
    let numbers = try reader.finiteDoubles("cost and tolerance", count: 2)
    let counts = try reader.integers("iterations and scaling")
    guard counts.count == 2 else { throw reader.unsound("iterations and scaling") }
    self.init(
      scheme: scheme, cost: numbers[0], maximumIterations: counts[0], tolerance: numbers[1],
      standardizes: counts[1] == 1)
  }
}
