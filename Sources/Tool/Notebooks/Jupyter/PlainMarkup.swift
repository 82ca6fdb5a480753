import Pages

/// Markdown of other programs without what means nothing in an analysis.
enum PlainMarkup {
  /// Elements that stay, without their attributes.
  private static let elements = Set(MarkdownElement.allCases.map(\.rawValue) + ["br", "details", "summary", "hr"])

  /// A text in which markup, expressions, references and cells begin where they are meant. Code stays as it is.
  static func text(_ markdown: String) -> String {
    let literal = MarkdownLines.literal(in: markdown)
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(lines, literal + Array(repeating: false, count: max(0, lines.count - literal.count))).map {
      line, isCode in
      var text = isCode ? String(line) : plain(String(line))
      // Behind a comment sign it would begin a cell.
      if text.drop(while: { $0 == " " }).hasPrefix("%%") { text = "\\" + text.drop { $0 == " " } }
      return text
    }.joined(separator: "\n")
  }

  private static func plain(_ line: String) -> String {
    // Every second piece is code.
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, piece in
      index.isMultiple(of: 2) ? withoutMarkup(String(piece)) : String(piece)
    }.joined(separator: "`")
  }

  private static func withoutMarkup(_ text: String) -> String {
    var text = text.replacing(/<img\s[^>]*>/.ignoresCase()) { match in
      let tag = String(match.0)
      let source = attribute("src", of: tag) ?? ""
      return source.isEmpty ? "" : "![\(attribute("alt", of: tag) ?? "")](\(MarkdownWriter.percentEncoded(source)))"
    }
    text = text.replacing(/<a\s[^>]*href\s*=\s*["']([^"']*)["'][^>]*>(.*?)<\/a>/.ignoresCase()) { match in
      "[\(match.2)](\(MarkdownWriter.percentEncoded(String(match.1))))"
    }
    text = text.replacing(/<(\/?)([A-Za-z][A-Za-z0-9]*)(\s[^<>]*)?>/) { match in
      let name = match.2.lowercased()
      return elements.contains(name) ? "<\(match.1)\(name)>" : ""
    }
    // `\(` would be an expression, `@name` a source.
    text = text.replacing("\\(", with: "\\\\(")
    return text.replacing(/(^|[\s(\[])@([A-Za-z])/) { "\($0.1)\\@\($0.2)" }
  }

  private static func attribute(_ name: String, of tag: String) -> String? {
    guard let start = tag.firstRange(of: name + "="), let quote = tag[start.upperBound...].first,
      quote == "\"" || quote == "'"
    else { return nil }
    return String(tag[start.upperBound...].dropFirst().prefix { $0 != quote })
  }
}
