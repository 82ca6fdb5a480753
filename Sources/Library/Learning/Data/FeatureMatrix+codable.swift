import Frames

extension FeatureMatrix: Codable {
  private enum CodingKeys: String, CodingKey { case names, columns, words }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(names, forKey: .names)
    try container.encode(columns.map { Bulk(wrappedValue: $0) }, forKey: .columns)
    try container.encode(words, forKey: .words)
  }

  /// - Throws: ``LearningError`` for columns that make no matrix.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .names)
    let columns = try container.decode([Bulk<Double>].self, forKey: .columns).map(\.wrappedValue)
    guard names.count == columns.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .columns, in: container, debugDescription: "There is not one column for every name.")
    }
    try self.init(names: names, columns: columns)
    for bags in try container.decode([WordBags].self, forKey: .words) { self = try self.with(bags) }
  }
}
