/// Reads little-endian numbers out of bytes, never beyond their end.
struct ByteCursor {
  private let bytes: UnsafeRawBufferPointer
  var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many bytes come after the offset.
  var left: Int { bytes.count - offset }

  /// - Parameter offset: so that the number lies inside.
  func load<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, at offset: Int) -> Number {
    Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  /// nil at the end.
  mutating func next<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) -> Number? {
    guard left >= MemoryLayout<Number>.size else { return nil }
    defer { offset += MemoryLayout<Number>.size }
    return load(type, at: offset)
  }

  /// nil when that many bytes are not left or are not UTF-8.
  mutating func nextText(_ count: Int) -> String? {
    guard count <= left, let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
      return nil
    }
    offset += count
    return text
  }
}
