/// Decodes the character references that web exports leave in names: `r&amp;b` is "r&b".
///
/// Knows the five references of XML, the ones common in song files, and all numeric ones (`&#39;`, `&#x27;`).
/// Unknown references are left as they are.
enum HTMLEntities {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—", "hellip": "…",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "eacute": "é", "egrave": "è", "aacute": "á", "agrave": "à",
    "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "ccedil": "ç", "auml": "ä", "ouml": "ö", "uuml": "ü",
    "szlig": "ß", "oslash": "ø", "aring": "å",
  ]

  /// The longest reference looked for, between `&` and `;`.
  private static let longest = 10

  static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var decoded = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      decoded += rest[..<start]
      let body = rest[rest.index(after: start)...]
      if let end = body.prefix(longest + 1).firstIndex(of: ";"), let character = character(named: body[..<end]) {
        decoded += character
        rest = body[body.index(after: end)...]
      } else {
        decoded += "&"
        rest = body
      }
    }
    return decoded + rest
  }

  private static func character(named name: Substring) -> String? {
    guard name.first == "#" else { return named[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, number >= 32, let scalar = Unicode.Scalar(number) else { return nil }
    return String(Character(scalar))
  }
}
