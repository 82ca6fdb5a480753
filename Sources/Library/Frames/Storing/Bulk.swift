/// An array that encodes into the ``BulkWriter`` of its encoder, and where there is none as any array does.
///
///     struct Measured: Codable {
///       @Bulk var values: [Double]
///     }
@propertyWrapper
public struct Bulk<Element: BitwiseCopyable & Codable & Sendable>: Codable, Sendable {
  /// The values.
  public var wrappedValue: [Element]

  /// Values to be stored as one block.
  public init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

  /// Writes the values as one block and encodes its place; encodes a plain array when the encoder has no
  /// ``BulkWriter``.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    guard let writer = encoder.userInfo[.bulkWriter] as? BulkWriter else { return try container.encode(wrappedValue) }
    try container.encode(writer.write(wrappedValue))
  }

  /// Reads the block at the decoded place; decodes a plain array when the decoder has no ``BulkReader``.
  ///
  /// - Throws: `DecodingError` when the block is not among the stored bytes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let reader = decoder.userInfo[.bulkReader] as? BulkReader else {
      wrappedValue = try container.decode([Element].self)
      return
    }
    guard let found = reader.array(Element.self, at: try container.decode(BulkPlace.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "The array is not among the bytes.")
    }
    wrappedValue = found
  }
}

extension Bulk: Equatable where Element: Equatable {}
extension Bulk: Hashable where Element: Hashable {}

extension KeyedEncodingContainer {
  /// Encodes values as one block, as ``Bulk`` does; ``decodeBulk(_:forKey:)`` reads them.
  ///
  /// - Throws: what the encoder throws.
  public mutating func encode<Element>(bulk elements: [Element], forKey key: Key) throws
  where Element: BitwiseCopyable & Codable & Sendable {
    try encode(Bulk(wrappedValue: elements), forKey: key)
  }
}

extension KeyedDecodingContainer {
  /// Values that were stored as one block.
  public func decodeBulk<Element>(_ type: Element.Type, forKey key: Key) throws -> [Element]
  where Element: BitwiseCopyable & Codable & Sendable {
    try decode(Bulk<Element>.self, forKey: key).wrappedValue
  }
}
