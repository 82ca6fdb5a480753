import Frames
import Summaries

/// A type of ClickHouse, as far as its values have a place in a column.
struct NativeType: Equatable {
  /// What a column holds.
  enum Value { case integer, double, boolean, text, date, moment }

  private(set) var value: Value
  /// Of a value as it is sent; 0 for texts of any length.
  private(set) var bytes: Int
  private(set) var isNullable = false
  /// Whether values are sent as whole numbers, and those with a sign.
  private(set) var isWhole = true
  private var isSigned = true
  /// What decimal numbers and times are counted in.
  private(set) var divisor = 1.0
  private var perSecond = 1
  /// The names of an enumeration.
  private(set) var names: [Int: String]?

  /// - Parameter name: of the column, for errors.
  init(_ text: String, of name: String) throws(DataSourceError) {
    var text = text[...]
    func unwrapped(_ wrapper: String) -> Substring? {
      text.hasPrefix(wrapper + "(") && text.hasSuffix(")") ? text.dropFirst(wrapper.count + 1).dropLast() : nil
    }
    // Over HTTP these are sent as the values that they stand for.
    if let inner = unwrapped("LowCardinality") { text = inner }
    if let inner = unwrapped("Nullable") {
      text = inner
      isNullable = true
    }
    func argument(_ number: Int) -> Int? {
      guard let start = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
      let parts = text[text.index(after: start)...].dropLast().split(separator: ",")
      return number < parts.count ? Int(parts[number].drop { $0 == " " }) : nil
    }
    let word = text.prefix { $0 != "(" }
    switch word {
    case "Int8", "Int16", "Int32", "Int64": (value, bytes) = (.integer, Int(word.dropFirst(3))! / 8)
    case "UInt8", "UInt16", "UInt32", "UInt64":
      (value, bytes, isSigned) = (.integer, Int(word.dropFirst(4))! / 8, false)
    case "Float32": (value, bytes, isWhole) = (.double, 4, false)
    case "Float64": (value, bytes, isWhole) = (.double, 8, false)
    case "Bool": (value, bytes, isSigned) = (.boolean, 1, false)
    case "String": (value, bytes) = (.text, 0)
    case "FixedString":
      guard let size = argument(0), (1...1 << 16).contains(size) else { throw Self.unknown(text, name) }
      (value, bytes) = (.text, size)
    case "Nothing": (value, bytes) = (.integer, 1)
    case "Date": (value, bytes, isSigned) = (.date, 2, false)
    case "Date32": (value, bytes) = (.date, 4)
    case "DateTime": (value, bytes, isSigned) = (.moment, 4, false)
    case "DateTime64":
      guard let digits = argument(0), (0...9).contains(digits) else { throw Self.unknown(text, name) }
      (value, bytes) = (.moment, 8)
      for _ in 0..<digits { perSecond *= 10 }
    case "Decimal":
      guard let precision = argument(0), let scale = argument(1), precision <= 18, (0...18).contains(scale) else {
        throw Self.unknown(text, name)
      }
      (value, bytes) = (.double, precision <= 9 ? 4 : 8)
      for _ in 0..<scale { divisor *= 10 }
    case "Enum8", "Enum16":
      (value, bytes) = (.text, word == "Enum8" ? 1 : 2)
      names = Self.names(text)
    default: throw Self.unknown(text, name)
    }
  }

  private static func unknown(_ type: Substring, _ name: String) -> DataSourceError {
    DataSourceError(
      kind: .unsupported, place: "the column \"\(name)\"",
      message: "It holds values of type \(type), which are not read.",
      hint: "Name the columns to read, or ask for toString of it in a view.")
  }

  /// `Enum8('a' = 1, 'b' = 2)`.
  private static func names(_ text: Substring) -> [Int: String] {
    var names: [Int: String] = [:]
    var rest = text.drop { $0 != "(" }.dropFirst()
    while let start = rest.firstIndex(of: "'") {
      rest = rest[rest.index(after: start)...]
      var name = ""
      while let character = rest.popFirst(), character != "'" {
        if character == "\\" { name += rest.popFirst().map { String($0) } ?? "" } else { name.append(character) }
      }
      guard let sign = rest.firstIndex(of: "=") else { break }
      let number = rest[rest.index(after: sign)...].drop { $0 == " " }.prefix { $0.isNumber || $0 == "-" }
      if let value = Int(number) { names[value] = name }
      rest = rest.drop { $0 != "," }
    }
    return names
  }

  /// Whether values may be larger than those of `Int`.
  var exceedsIntegers: Bool { value == .integer && bytes == 8 && !isSigned }

  /// The type of a column in a frame.
  var columnType: CSVType {
    switch value {
    case .integer: .integer
    case .double: .double
    case .boolean: .boolean
    case .text: .string
    case .date: .date
    case .moment: .timestamp
    }
  }

  func integer(_ values: UnsafeRawBufferPointer, _ row: Int) -> Int {
    switch (bytes, isSigned) {
    case (1, true): Int(values.loadUnaligned(fromByteOffset: row, as: Int8.self))
    case (1, false): Int(values.loadUnaligned(fromByteOffset: row, as: UInt8.self))
    case (2, true): Int(values.loadUnaligned(fromByteOffset: row * 2, as: Int16.self))
    case (2, false): Int(values.loadUnaligned(fromByteOffset: row * 2, as: UInt16.self))
    case (4, true): Int(values.loadUnaligned(fromByteOffset: row * 4, as: Int32.self))
    case (4, false): Int(values.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self))
    default: Int(values.loadUnaligned(fromByteOffset: row * 8, as: Int64.self))
    }
  }

  func date(_ day: Int) -> CalendarDate? {
    let civil = CivilDays.date(days: day)
    return CalendarDate(year: civil.year, month: civil.month, day: civil.day)
  }

  func moment(_ time: Int) -> Timestamp {
    let seconds = Int((Double(time) / Double(perSecond)).rounded(.down))
    let rest = time - seconds * perSecond
    return Timestamp(secondsSince1970: seconds, nanosecond: max(0, rest) * (1_000_000_000 / perSecond))
  }
}
