import Frames

/// A model encodes as the bytes of its file, checksum and all.
extension StoredModel {
  public func encode(to encoder: any Encoder) throws {
    try Bulk(wrappedValue: ModelFile.bytes(of: self)).encode(to: encoder)
  }

  /// - Throws: ``ModelFileError`` for bytes that hold no such model.
  public init(from decoder: any Decoder) throws {
    let path = "the encoded model"
    let bytes = try Bulk<UInt8>(from: decoder).wrappedValue
    self = try ModelFile(MappedFile(copying: bytes, path: path), path: path).model(Self.self)
  }
}
