/// A table of FlatBuffers, in which Arrow writes its metadata. No access leaves the bytes.
struct FlatTable {
  private let bytes: UnsafeRawBufferPointer
  private let position: Int
  private let fields: Int
  private let fieldCount: Int

  private static let broken = TableReadingError.damaged("The file's metadata cannot be read.")

  /// The table that the bytes are.
  init(_ bytes: UnsafeRawBufferPointer) throws(TableReadingError) {
    try self.init(bytes, at: Int(try FlatTable.number(UInt32.self, bytes, 0)))
  }

  private init(_ bytes: UnsafeRawBufferPointer, at position: Int) throws(TableReadingError) {
    self.bytes = bytes
    self.position = position
    fields = position - Int(try FlatTable.number(Int32.self, bytes, position))
    let size = Int(try FlatTable.number(UInt16.self, bytes, fields))
    guard size >= 4, size <= bytes.count - fields else { throw FlatTable.broken }
    fieldCount = (size - 4) / 2
  }

  private static func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, _ bytes: UnsafeRawBufferPointer, _ place: Int
  ) throws(TableReadingError) -> Number {
    guard place >= 0, place <= bytes.count - MemoryLayout<Number>.size else { throw broken }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
  }

  /// Where a field stands; nil when it is left out.
  private func place(_ field: Int) throws(TableReadingError) -> Int? {
    guard field < fieldCount else { return nil }
    let offset = Int(try FlatTable.number(UInt16.self, bytes, fields + 4 + field * 2))
    return offset == 0 ? nil : position + offset
  }

  func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ field: Int, _ type: Number.Type, default value: Number = 0
  ) throws(TableReadingError) -> Number {
    guard let place = try place(field) else { return value }
    return try FlatTable.number(type, bytes, place)
  }

  func boolean(_ field: Int) throws(TableReadingError) -> Bool { try number(field, UInt8.self) != 0 }

  func table(_ field: Int) throws(TableReadingError) -> FlatTable? {
    guard let place = try place(field) else { return nil }
    return try FlatTable(bytes, at: place + Int(try FlatTable.number(UInt32.self, bytes, place)))
  }

  /// Where the elements of a vector start, and how many there are.
  private func vector(_ field: Int, stride: Int) throws(TableReadingError) -> (start: Int, count: Int)? {
    guard let place = try place(field) else { return nil }
    let start = place + Int(try FlatTable.number(UInt32.self, bytes, place))
    let count = Int(try FlatTable.number(UInt32.self, bytes, start))
    guard count <= (bytes.count - start - 4) / stride else { throw FlatTable.broken }
    return (start + 4, count)
  }

  func text(_ field: Int) throws(TableReadingError) -> String? {
    guard let (start, count) = try vector(field, stride: 1) else { return nil }
    return String(decoding: bytes[start..<start + count], as: UTF8.self)
  }

  func tables(_ field: Int) throws(TableReadingError) -> [FlatTable] {
    guard let (start, count) = try vector(field, stride: 4) else { return [] }
    var tables: [FlatTable] = []
    for number in 0..<count {
      let place = start + number * 4
      tables.append(try FlatTable(bytes, at: place + Int(try FlatTable.number(UInt32.self, bytes, place))))
    }
    return tables
  }

  /// A vector of whole numbers, or of structures of so many of them.
  func integers(_ field: Int, perElement: Int = 1) throws(TableReadingError) -> [Int] {
    guard let (start, count) = try vector(field, stride: 8 * perElement) else { return [] }
    var numbers: [Int] = []
    for number in 0..<count * perElement {
      numbers.append(Int(try FlatTable.number(Int64.self, bytes, start + number * 8)))
    }
    return numbers
  }
}
