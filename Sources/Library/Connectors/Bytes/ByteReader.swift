/// Reads numbers and pieces from bytes one behind the other, never beyond their end.
///
/// The bytes have to outlive the reader.
struct ByteReader {
  let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  var remaining: Int { bytes.count - position }

  /// The next bytes.
  mutating func take(_ count: Int) throws(TableReadingError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - position else { throw .damaged("The file ends too early.") }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  mutating func skip(_ count: Int) throws(TableReadingError) { _ = try take(count) }

  mutating func byte() throws(TableReadingError) -> UInt8 {
    guard position < bytes.count else { throw .damaged("The file ends too early.") }
    defer { position += 1 }
    return bytes[position]
  }

  /// A number as it stands in memory, lowest byte first.
  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type
  ) throws(TableReadingError) -> Number {
    Number(littleEndian: try take(MemoryLayout<Number>.size).loadUnaligned(as: Number.self))
  }

  /// A number of seven bits a byte, lowest first.
  mutating func variableNumber() throws(TableReadingError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .damaged("A number has too many bytes.")
  }

  /// A number whose lowest bit is its sign.
  mutating func zigzagNumber() throws(TableReadingError) -> Int64 {
    let value = try variableNumber()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}
