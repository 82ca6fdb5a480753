extension Column: Codable {
  private enum CodingKeys: String, CodingKey { case name, values }

  /// Encodes the name and the values.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(storage, forKey: .values)
  }

  /// Decodes the name and the values.
  ///
  /// - Throws: `DecodingError` when something is absent or the stored values do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      storage: try container.decode(WrappedElement.Storage.self, forKey: .values))
  }
}

extension DenseStorage {
  private enum CodingKeys: String, CodingKey { case values, missingRows }

  /// Encodes the values, placeholders included, and the numbers of the missing rows where there are any.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(bulk: values, forKey: .values)
    if missingCount > 0 { try container.encode(bulk: validity.missingRows, forKey: .missingRows) }
  }

  /// Decodes the values and the numbers of the missing rows.
  ///
  /// - Throws: `DecodingError` when a missing row lies outside the column or is named twice.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let values = try container.decodeBulk(Value.self, forKey: .values)
    let missing =
      container.contains(.missingRows) ? try container.decodeBulk(Int.self, forKey: .missingRows) : []
    guard missing.allSatisfy(values.indices.contains), Set(missing).count == missing.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .missingRows, in: container, debugDescription: "Rows without a value are none of the column's.")
    }
    self.init(values: values, validity: Validity(count: values.count, missing: missing))
  }
}

extension TextStorage {
  private enum CodingKeys: String, CodingKey { case codes, texts, offsets, orderedCount }

  /// Encodes the number of each row's text, -1 where it is missing, and the distinct texts.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(bulk: codes, forKey: .codes)
    try container.encode(bulk: pool.bytes, forKey: .texts)
    try container.encode(bulk: pool.offsets, forKey: .offsets)
    if orderedCount > 0 { try container.encode(orderedCount, forKey: .orderedCount) }
  }

  /// Decodes the numbers of the texts and the distinct texts.
  ///
  /// - Throws: `DecodingError` when a row has the number of no text or the texts' bounds are not in order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let codes = try container.decodeBulk(Int32.self, forKey: .codes)
    let bytes = try container.decodeBulk(UInt8.self, forKey: .texts)
    let offsets = try container.decodeBulk(Int.self, forKey: .offsets)
    let ordered = try container.decodeIfPresent(Int.self, forKey: .orderedCount) ?? 0
    guard offsets.first == 0, (0..<offsets.count).contains(ordered), offsets.last == bytes.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      codes.allSatisfy({ $0 >= -1 && Int($0) < offsets.count - 1 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .codes, in: container, debugDescription: "Rows name texts that are not there.")
    }
    self.init(codes: codes, pool: TextPool(bytes: bytes, offsets: offsets), orderedCount: ordered)
  }
}
