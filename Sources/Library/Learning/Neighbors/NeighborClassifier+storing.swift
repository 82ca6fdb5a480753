extension NeighborClassifier: StoredModel {
  /// What model files call this type: `neighbours`.
  public static let kind = "neighbours"

  /// Writes the names, the settings, how features are scaled, and all training rows with their classes.
  public func write(to writer: inout ModelWriter) {
    writer.write(classNames, as: "classes")
    writer.write(featureNames, as: "features")
    writer.write([settings.weighting.rawValue, settings.metric.rawValue], as: "weighting and metric")
    writer.write([settings.neighborCount], as: "neighbour count")
    writer.section("space") { space.write(to: &$0) }
    writer.write(search.points, as: "points")
    writer.write(codes, as: "codes")
    if let rowWeights { writer.write(rowWeights, as: "row weights") }
  }

  /// Reads the training rows and how distances between them are measured.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    let classNames = try reader.classNames("classes", atLeast: 2)
    let featureNames = try reader.featureNames("features")
    let choices = try reader.strings("weighting and metric")
    guard choices.count == 2, let weighting = Weighting(rawValue: choices[0]), let metric = Metric(rawValue: choices[1])
    else { throw reader.unsound("weighting and metric") }
    let counts = try reader.integers("neighbour count")
    guard counts.count == 1, counts[0] > 0 else { throw reader.unsound("neighbour count") }
    let codes = try reader.codes("codes", below: classNames.count)
    guard !codes.isEmpty else { throw reader.unsound("codes") }
    let rowWeights = reader.contains("row weights") ? try reader.finiteDoubles("row weights", count: codes.count) : nil
    guard rowWeights?.allSatisfy({ $0 > 0 }) ?? true else { throw reader.unsound("row weights") }
    self.init(
      classNames: classNames, featureNames: featureNames,
      settings: Settings(neighborCount: counts[0], weighting: weighting, metric: metric),
      space: try NeighborSpace(metric, from: reader.section("space"), featureNames: featureNames),
      search: NeighborSearch(
        try reader.finiteFloats("points", count: codes.count * featureNames.count), size: featureNames.count),
      codes: codes, rowWeights: rowWeights)
  }
}

extension NeighborSpace {
  fileprivate func write(to writer: inout ModelWriter) {
    switch self {
    case .standardized(let scaler): scaler.write(to: &writer)
    case .learned(let scores, let whitening):
      NormalScores.write(scores, to: &writer)
      writer.write(whitening, as: "whitening")
    }
  }

  fileprivate init(
    _ metric: NeighborClassifier.Metric, from reader: ModelReader, featureNames: [String]
  ) throws(ModelFileError) {
    switch metric {
    case .standardized: self = .standardized(try StandardScaler(from: reader, featureNames: featureNames))
    case .learned:
      self = .learned(
        try NormalScores.read(from: reader, count: featureNames.count),
        whitening: try reader.finiteDoubles("whitening", count: featureNames.count * featureNames.count))
    }
  }
}
