/// A `<table>` with head and body. Cells of numbers have the class `number`; every text is escaped.
public struct HTMLFormat: TableFormat {
  /// The caption above the table; nil for none.
  public var caption: String?

  /// A table with a caption or without.
  public init(caption: String? = nil) { self.caption = caption }

  /// `html`.
  public var pathExtension: String { "html" }

  /// Opens the table and its body and writes the caption, where there is one, and the row of column names.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) {
    output.write("<table>\n")
    if let caption { output.write("<caption>" + HTMLFormat.escaped(caption) + "</caption>\n") }
    output.write("<thead>\n<tr>")
    for column in frame.columns {
      output.write(column.isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      output.write(HTMLFormat.escaped(column.name) + "</th>")
    }
    output.write("</tr>\n</thead>\n<tbody>\n")
  }

  /// Writes one `<tr>` for each row; the cell of a missing value is empty.
  ///
  /// - Parameter firstRow: is not used.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    for row in 0..<frame.rowCount {
      output.write("<tr>")
      for column in frame.columns {
        output.write(column.isNumeric ? "<td class=\"number\">" : "<td>")
        if let text = column.text(at: row) { output.write(HTMLFormat.escaped(text)) }
        output.write("</td>")
      }
      output.write("</tr>\n")
    }
  }

  /// Closes the body and the table.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) { output.write("</tbody>\n</table>\n") }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension TableFormat where Self == HTMLFormat {
  /// A table element.
  public static func html(caption: String? = nil) -> HTMLFormat { HTMLFormat(caption: caption) }
}
