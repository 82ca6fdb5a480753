public import Runs

extension TableContent {
  /// The table as GitHub's Markdown, its numbers as they are shown: at the right, and missing ones empty. What Markdown
  /// or HTML would take for markup is escaped; line ends become `<br>`.
  public var markdown: String {
    guard !columns.isEmpty else { return "" }
    func line(_ cells: [String]) -> String { cells.map { "| \($0)\($0.isEmpty ? "" : " ")" }.joined() + "|\n" }
    let head =
      line(columns.map { Self.escapedForMarkdown($0.name) }) + line(columns.map { $0.kind == .text ? "---" : "---:" })
    return rows.reduce(into: head) { result, row in
      result += line(row.map { Self.escapedForMarkdown($0.text ?? "") })
    }
  }

  private static func escapedForMarkdown(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "$": result += "\\\(character)"
      case "\n", "\r", "\r\n": result += "<br>"
      default: result.append(character)
      }
    }
    return result
  }
}
