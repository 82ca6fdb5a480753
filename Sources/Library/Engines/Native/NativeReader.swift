import Frames
import Summaries

/// Reads ClickHouse's `Native` format: blocks of columns, each with its name, its type and its values.
struct NativeReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The columns of all blocks, one behind the other; none where there is no block.
  static func columns(_ bytes: UnsafeRawBufferPointer) throws(DataSourceError) -> [AnyColumn] {
    var reader = NativeReader(bytes)
    var all: [NativeColumn] = []
    while reader.position < bytes.count {
      let columns = try reader.count(atMost: 100_000, "columns")
      let rows = try reader.count(atMost: Int(Int32.max), "rows")
      if all.isEmpty {
        for _ in 0..<columns {
          let (name, type) = try reader.heading()
          all.append(NativeColumn(name: name, type: type))
          try all[all.count - 1].read(rows, &reader)
        }
        continue
      }
      guard columns == all.count else { throw damaged("A block has \(columns) columns, and not \(all.count).") }
      for number in all.indices {
        let (name, type) = try reader.heading()
        guard name == all[number].name, type == all[number].type else {
          throw damaged("The column \"\(all[number].name)\" is another one in a later block.")
        }
        try all[number].read(rows, &reader)
      }
    }
    var columns: [AnyColumn] = []
    for column in all { columns.append(try column.column()) }
    guard Set(columns.map(\.name)).count == columns.count else { throw damaged("Two columns have one name.") }
    return columns
  }

  static func damaged(_ message: String) -> DataSourceError {
    DataSourceError(kind: .damaged, message: "The server's answer is damaged. " + message)
  }

  private static let tooShort = damaged("It ends too early.")

  private mutating func heading() throws(DataSourceError) -> (name: String, type: NativeType) {
    let name = try text(atMost: 1 << 16)
    return (name, try NativeType(try text(atMost: 1 << 16), of: name))
  }

  /// A number of seven bits a byte, lowest first.
  mutating func count(atMost limit: Int, _ what: String) throws(DataSourceError) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard position < bytes.count else { throw Self.tooShort }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        guard value <= limit else { throw Self.damaged("It has \(value) \(what).") }
        return Int(value)
      }
    }
    throw Self.damaged("A number has too many bytes.")
  }

  mutating func take(_ count: Int) throws(DataSourceError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - position else { throw Self.tooShort }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  mutating func text(atMost limit: Int) throws(DataSourceError) -> String {
    String(decoding: try take(try count(atMost: limit, "bytes in a text")), as: UTF8.self)
  }
}

/// A column as its values come, block by block.
private struct NativeColumn {
  let name: String
  let type: NativeType
  private var integers: [Int] = []
  private var doubles: [Double] = []
  private var codes: [Int32] = []
  private var texts = DistinctTexts()
  private var missing: [Int] = []

  init(name: String, type: NativeType) {
    self.name = name
    self.type = type
  }

  private var count: Int {
    switch type.value {
    case .double: doubles.count
    case .text: codes.count
    case .integer, .boolean, .date, .moment: integers.count
    }
  }

  mutating func read(_ rows: Int, _ reader: inout NativeReader) throws(DataSourceError) {
    if type.isNullable {
      let start = count
      let mask = try reader.take(rows)
      for row in 0..<rows where mask[row] != 0 { missing.append(start + row) }
    }
    if let names = type.names {
      let values = try reader.take(rows * type.bytes)
      for row in 0..<rows {
        let number =
          type.bytes == 1
          ? Int(values.loadUnaligned(fromByteOffset: row, as: Int8.self))
          : Int(values.loadUnaligned(fromByteOffset: row * 2, as: Int16.self))
        codes.append(texts.code(of: names[number] ?? String(number)))
      }
      return
    }
    switch type.value {
    case .text:
      if type.bytes > 0 {
        let values = try reader.take(rows * type.bytes)
        for row in 0..<rows {
          var text = UnsafeRawBufferPointer(rebasing: values[row * type.bytes..<(row + 1) * type.bytes])
          while let last = text.last, last == 0 { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
          append(text)
        }
        return
      }
      for _ in 0..<rows { append(try reader.take(try reader.count(atMost: Int(Int32.max), "bytes in a text"))) }
    case .double:
      let values = try reader.take(rows * type.bytes)
      doubles.reserveCapacity(doubles.count + rows)
      for row in 0..<rows {
        if type.isWhole {
          // Decimal numbers are whole ones with a point.
          doubles.append(Double(type.integer(values, row)) / type.divisor)
        } else if type.bytes == 4 {
          doubles.append(Double(values.loadUnaligned(fromByteOffset: row * 4, as: Float.self)))
        } else {
          doubles.append(values.loadUnaligned(fromByteOffset: row * 8, as: Double.self))
        }
      }
    case .integer, .boolean, .date, .moment:
      let values = try reader.take(rows * type.bytes)
      integers.reserveCapacity(integers.count + rows)
      for row in 0..<rows { integers.append(type.integer(values, row)) }
    }
  }

  private mutating func append(_ text: UnsafeRawBufferPointer) {
    text.withMemoryRebound(to: UInt8.self) { codes.append(texts.code(of: $0)) }
  }

  func column() throws(DataSourceError) -> AnyColumn {
    switch type.value {
    case .double:
      let nans = doubles.indices.lazy.filter { doubles[$0].isNaN }
      let all = missing.isEmpty ? Array(nans) : Set(missing + nans).sorted()
      return .double(Column(name: name, values: doubles, missingRows: all))
    case .integer:
      guard !type.exceedsIntegers || integers.allSatisfy({ $0 >= 0 }) else {
        throw DataSourceError(
          kind: .unsupported, place: "the column \"\(name)\"", message: "It holds whole numbers of more than 63 bits.")
      }
      return .integer(Column(name: name, values: integers, missingRows: missing))
    case .boolean: return .boolean(Column(name: name, values: integers.map { $0 != 0 }, missingRows: missing))
    case .date:
      let isMissing = Set(missing)
      return .date(
        Column(
          name: name,
          contents: integers.enumerated().map { row, day in
            isMissing.contains(row) ? nil : type.date(day)
          }))
    case .moment:
      let isMissing = Set(missing)
      return .timestamp(
        Column(
          name: name,
          contents: integers.enumerated().map { row, time in isMissing.contains(row) ? nil : type.moment(time) }))
    case .text:
      if texts.firstBroken != nil {
        throw NativeReader.damaged("The column \"\(name)\" holds bytes that are no text.")
      }
      var codes = codes
      for row in missing { codes[row] = -1 }
      return .string(Column(name: name, codes: codes, pieces: [(0..<codes.count, texts)]))
    }
  }
}
