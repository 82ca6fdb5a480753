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
