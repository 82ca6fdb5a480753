import Frames
import Summaries

/// Writes rows of a frame in ClickHouse's `Native` format. Numbers keep their bits.
enum NativeWriter {
  /// The type that a table needs for a column.
  static func type(_ column: AnyColumn) throws(DataSourceError) -> String {
    if let seconds = column.secondsSince1970 {
      // What the types of dates and times of every version hold: whole seconds from 1970 to the end of 2105.
      let isHeld = seconds.allSatisfy { $0.isNaN || ($0 >= 0 && $0 < 4_291_747_200 && $0 == $0.rounded()) }
      guard isHeld else {
        throw DataSourceError(
          kind: .unsupported, place: "the column \"\(column.name)\"",
          message:
            "It holds dates before 1970 or after 2105, or parts of seconds, for which ClickHouse 18 has no type.",
          hint: "Write it as text, or as a number.")
      }
    }
    let type =
      switch column.type {
      case .double, .duration: "Float64"
      case .integer: "Int64"
      case .boolean: "UInt8"
      case .date: "Date"
      case .timestamp: "DateTime"
      case .string, .timeOfDay: "String"
      }
    return column.missingCount > 0 ? "Nullable(\(type))" : type
  }

  /// One block of rows.
  static func block(_ frame: DataFrame, rows: Range<Int>, types: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(frame.columns.count, to: &bytes)
    append(rows.count, to: &bytes)
    for (column, type) in zip(frame.columns, types) {
      append(column.name, to: &bytes)
      append(type, to: &bytes)
      if type.hasPrefix("Nullable") { for row in rows { bytes.append(column.isNil(at: row) ? 1 : 0) } }
      append(column, rows, to: &bytes)
    }
    return bytes
  }

  private static func append(_ column: AnyColumn, _ rows: Range<Int>, to bytes: inout [UInt8]) {
    func numbers<Number: BitwiseCopyable>(_ value: (Int) -> Number) {
      for row in rows { withUnsafeBytes(of: value(row)) { bytes.append(contentsOf: $0) } }
    }
    switch column {
    case .double(let column):
      let values = column.doubles
      numbers { values[$0].bitPattern }
    case .integer(let column):
      let values = column.denseValues
      numbers { Int64(values[$0]) }
    case .boolean(let column):
      let values = column.denseValues
      numbers { UInt8(values[$0] ? 1 : 0) }
    case .duration: numbers { (column.doubles?[$0] ?? .nan).bitPattern }
    case .date, .timestamp:
      let seconds = column.secondsSince1970 ?? []
      let isDate = column.type == .date
      if isDate {
        numbers { UInt16(truncatingIfNeeded: seconds[$0].isNaN ? 0 : Int(seconds[$0] / 86_400)) }
      } else {
        numbers { UInt32(truncatingIfNeeded: seconds[$0].isNaN ? 0 : Int(seconds[$0])) }
      }
    case .string, .timeOfDay: for row in rows { append(column.text(at: row) ?? "", to: &bytes) }
    }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }
}
