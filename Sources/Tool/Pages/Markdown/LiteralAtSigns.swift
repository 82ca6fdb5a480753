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
