import CMarkdown

extension MarkdownDocument {
  /// Reads Markdown. Every text is Markdown; there are no errors.
  /// - Parameter isSmart: whether straight quotes, `--` and `...` become typographic ones.
  public init(_ markdown: String, isSmart: Bool = true) {
    let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 | (isSmart ? CMARK_OPT_SMART : 0)
    let source = Array(LiteralAtSigns.marked(MarkdownBounds.bounded(markdown)).utf8)
    Self.registerExtensions
    let parser = cmark_parser_new(options)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
    }
    source.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    guard let root else {
      self.init(blocks: [])
      return
    }
    var reader = MarkdownTreeReader()
    let blocks = reader.blocks(of: root)
    self.init(blocks: blocks, notes: reader.notes)
  }

  private static let registerExtensions: Void = cmark_gfm_core_extensions_ensure_registered()
}

/// An `@` written as `\@` or `&#64;` is a letter and starts no cross-reference. cmark makes a plain `@` of both, so
/// they are marked with private characters on their way through it.
enum LiteralAtSigns {
  private static let entity = "\u{FFF00}"
  private static let escape = "\u{FFF01}"

  static func marked(_ markdown: String) -> String {
    guard markdown.utf8.contains(UInt8(ascii: "@")) || markdown.contains("&#64;") else { return markdown }
    var result = ""
    var isEscaped = false
    var rest = markdown[...]
    while let character = rest.unicodeScalars.first {
      if isEscaped, character == "@" {
        result.unicodeScalars.removeLast()
        result += escape
        rest.unicodeScalars.removeFirst()
      } else if !isEscaped, character == "&", rest.hasPrefix("&#64;") {
        result += entity
        rest = rest.dropFirst(5)
      } else {
        result.unicodeScalars.append(character)
        rest.unicodeScalars.removeFirst()
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return result
  }

  /// The text with its at signs, after references were looked for.
  static func restoredText(_ text: String) -> String {
    hasMarks(text) ? String(String.UnicodeScalarView(text.unicodeScalars.map { isMark($0) ? "@" : $0 })) : text
  }

  /// Code with what the author wrote.
  static func restoredCode(_ text: String) -> String {
    guard hasMarks(text) else { return text }
    return text.unicodeScalars.map { isMark($0) ? (String($0) == entity ? "&#64;" : "\\@") : String($0) }.joined()
  }

  private static func hasMarks(_ text: String) -> Bool { text.unicodeScalars.contains(where: isMark) }
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0xFFF00 || scalar.value == 0xFFF01 }
}
