/// A table in GitHub's Markdown, numbers at the right. What Markdown or HTML would take for markup is escaped; line
/// ends become `<br>`.
public struct MarkdownFormat: TableFormat {
  /// Has no settings.
  public init() {}

  /// `md`.
  public var pathExtension: String { "md" }

  /// Writes the column names and the line below them, which aligns numbers at the right; nothing without columns.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) {
    guard !frame.columns.isEmpty else { return }
    for name in frame.columnNames { output.write("| " + MarkdownFormat.escaped(name) + " ") }
    output.write("|\n")
    for column in frame.columns { output.write(column.isNumeric ? "| ---: " : "| --- ") }
    output.write("|\n")
  }

  /// Writes one line for each row; the cell of a missing value is empty.
  ///
  /// - Parameter firstRow: is not used.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    for row in 0..<frame.rowCount {
      for column in frame.columns {
        output.write("| ")
        if let text = column.text(at: row) { output.write(MarkdownFormat.escaped(text) + " ") }
      }
      output.write("|\n")
    }
  }

  /// Writes nothing: the last row ends the table.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) {}

  static func escaped(_ text: String) -> String {
    var result = ""
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\r": result += "<br>"
      case "\n": if !previousWasReturn { result += "<br>" }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension TableFormat where Self == MarkdownFormat {
  /// A pipe table, as GitHub reads it.
  public static func markdown() -> MarkdownFormat { MarkdownFormat() }
}
