import Frames

extension PlottableColumn: Codable {
  private enum CodingKeys: String, CodingKey { case label, kind, numbers, names }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(label, forKey: .label)
    try container.encode(kind, forKey: .kind)
    try container.encode(bulk: numbers, forKey: .numbers)
    if isCategorical { try container.encode(names, forKey: .names) }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(Kind.self, forKey: .kind)
    let numbers = try container.decodeBulk(Double.self, forKey: .numbers)
    let names = kind == .category ? try container.decode([String].self, forKey: .names) : []
    guard kind != .category || numbers.allSatisfy({ $0.isNaN || names.indices.contains(Int(exactly: $0) ?? -1) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: container, debugDescription: "Rows have names that are not there.")
    }
    self.init(label: try container.decode(String.self, forKey: .label), numbers: numbers, names: names, kind: kind)
  }
}
