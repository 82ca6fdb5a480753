import Frames

extension ClassProbabilities: Codable {
  private enum CodingKeys: String, CodingKey { case classNames, rowCount, values }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(classNames, forKey: .classNames)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(Bulk(values), forKey: .values)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .classNames)
    let rowCount = try container.decode(Int.self, forKey: .rowCount)
    let values = try container.decode(Bulk<Float>.self, forKey: .values).elements
    guard rowCount >= 0, rowCount.multipliedReportingOverflow(by: names.count) == (values.count, false) else {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container, debugDescription: "There is not one probability for every row and class.")
    }
    self.init(classNames: names, rowCount: rowCount, values: values)
  }
}
