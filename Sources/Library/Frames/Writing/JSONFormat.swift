/// An array of objects, one a line for each row, members in the order of the columns. Missing values, NaN and
/// infinities are `null`.
public struct JSONFormat: TableFormat {
  /// Has no settings.
  public init() {}

  /// `json`.
  public var pathExtension: String { "json" }

  /// Opens the array.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) { output.write("[") }

  /// Writes one object for each row; missing values, NaN and infinities are `null`.
  ///
  /// - Parameter firstRow: 0 for the first rows of the array; otherwise a comma comes before them.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    let objects = JSONObjects(frame)
    for row in 0..<frame.rowCount {
      output.write(firstRow + row == 0 ? "\n" : ",\n")
      objects.write(row, to: &output)
    }
  }

  /// Closes the array.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) { output.write("\n]\n") }

  /// A JSON string; also safe inside a script element, since `<` is escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "<", "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Rows of a frame as objects.
struct JSONObjects {
  private let frame: DataFrame
  private let names: [String]

  init(_ frame: DataFrame) {
    self.frame = frame
    names = frame.columnNames.map { JSONFormat.quoted($0) + ":" }
  }

  func write(_ row: Int, to output: inout TextBuffer) {
    output.write("{")
    for (position, column) in frame.columns.enumerated() {
      if position > 0 { output.write(",") }
      output.write(names[position])
      switch column {
      case .double(let column):
        output.write(column[row].flatMap { $0.isFinite ? $0.description : nil } ?? "null")
      case .integer, .boolean:
        output.write(column.text(at: row) ?? "null")
      default:
        output.write(column.text(at: row).map(JSONFormat.quoted) ?? "null")
      }
    }
    output.write("}")
  }
}

extension TableFormat where Self == JSONFormat {
  /// An array of objects, one for each row.
  public static func json() -> JSONFormat { JSONFormat() }
}
