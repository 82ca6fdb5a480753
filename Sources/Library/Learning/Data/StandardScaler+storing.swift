extension StandardScaler {
  func write(to writer: inout ModelWriter) {
    writer.write(means, as: "means")
    writer.write(scales, as: "scales")
  }

  init(from reader: ModelReader, featureNames: [String]) throws(ModelFileError) {
    means = try reader.finiteDoubles("means", count: featureNames.count)
    scales = try reader.finiteDoubles("scales", count: featureNames.count)
    guard scales.allSatisfy({ $0 > 0 }) else { throw reader.unsound("scales") }
    self.featureNames = featureNames
  }
}
