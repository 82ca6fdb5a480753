/// A sign written as `\@` or `&#64;` is a letter and starts no cross-reference, and `\^` and `\~` raise and lower
/// nothing. cmark makes plain signs of them, so they are marked with private characters on their way through it.
enum LiteralSigns {
  private static let entity: Unicode.Scalar = "\u{FFF00}"
  /// What stands for a backslash and the sign.
  private static let escapes: [(sign: Unicode.Scalar, mark: Unicode.Scalar)] = [
    ("@", "\u{FFF01}"), ("^", "\u{FFF06}"), ("~", "\u{FFF07}"),
  ]

  static func marked(_ markdown: String) -> String {
    guard markdown.utf8.contains(where: { "@^~".utf8.contains($0) }) || markdown.contains("&#64;") else {
      return markdown
    }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    var rest = markdown.unicodeScalars[...]
    while let character = rest.first {
      if isEscaped, let escape = escapes.first(where: { $0.sign == character }) {
        result.removeLast()
        result.append(escape.mark)
        rest.removeFirst()
      } else if !isEscaped, character == "&", rest.starts(with: "&#64;".unicodeScalars) {
        result.append(entity)
        rest = rest.dropFirst(5)
      } else {
        result.append(character)
        rest.removeFirst()
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return String(result)
  }

  /// The text with its signs, after references were looked for.
  static func restoredText(_ text: String) -> String {
    guard hasMarks(text) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { sign(of: $0) ?? $0 }))
  }

  /// Code with what the author wrote.
  static func restoredCode(_ text: String) -> String {
    guard hasMarks(text) else { return text }
    return text.unicodeScalars.map { scalar in
      guard let sign = sign(of: scalar) else { return String(scalar) }
      return scalar == entity ? "&#64;" : "\\\(sign)"
    }.joined()
  }

  private static func hasMarks(_ text: String) -> Bool {
    // All of them begin with this byte.
    text.utf8.contains(0xF3) && text.unicodeScalars.contains { sign(of: $0) != nil }
  }

  private static func sign(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard (0xFFF00...0xFFF07).contains(scalar.value) else { return nil }
    return scalar == entity ? "@" : escapes.first { $0.mark == scalar }?.sign
  }
}
