/// A list of strings as Python prints it: `['A', "B's"]`, the way many song files hold the artists of a song.
enum ListLiteral {
  /// The strings of the list, or nil when the bytes are not one whole list literal of strings.
  ///
  /// Strings are in single or double quotes; `\\`, `\'`, `\"`, `\n`, `\r`, `\t`, `\xHH`, `\uHHHH` and `\UHHHHHHHH` are
  /// resolved.
  static func strings(in utf8: some BidirectionalCollection<UInt8>) -> [String]? {
    if let only = onlyString(in: utf8) { return [only] }
    var reader = Reader(bytes: Array(utf8))
    return reader.list()
  }

  /// The string of a list of one without escapes, which most lists are; nil for any other.
  private static func onlyString(in utf8: some BidirectionalCollection<UInt8>) -> String? {
    guard utf8.first == UInt8(ascii: "["), utf8.last == UInt8(ascii: "]") else { return nil }
    let quoted = utf8.dropFirst().dropLast()
    guard let quote = quoted.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), quoted.last == quote,
      quoted.count > 1
    else { return nil }
    let string = quoted.dropFirst().dropLast()
    guard !string.contains(where: { $0 == quote || $0 == UInt8(ascii: "\\") }) else { return nil }
    return String(decoding: string, as: UTF8.self)
  }

  /// Whether the bytes may be a list literal; a cheap test before parsing.
  static func isLikely(_ utf8: some Collection<UInt8>) -> Bool {
    utf8.first == UInt8(ascii: "[")
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func list() -> [String]? {
      skipBlanks()
      guard take("[") else { return nil }
      var strings: [String] = []
      skipBlanks()
      while !take("]") {
        guard let string = string() else { return nil }
        strings.append(string)
        skipBlanks()
        if take(",") {
          skipBlanks()
        } else if peek != UInt8(ascii: "]") {
          return nil
        }
      }
      skipBlanks()
      return position == bytes.count ? strings : nil
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard peek == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    private mutating func skipBlanks() {
      while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
    }

    private mutating func string() -> String? {
      guard let quote = peek, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
      position += 1
      var content: [UInt8] = []
      while let byte = peek {
        position += 1
        if byte == quote { return String(decoding: content, as: UTF8.self) }
        if byte == UInt8(ascii: "\\") {
          guard let resolved = escape() else { return nil }
          content += resolved
        } else {
          content.append(byte)
        }
      }
      return nil
    }

    private mutating func escape() -> [UInt8]? {
      guard let byte = peek else { return nil }
      position += 1
      switch byte {
      case UInt8(ascii: "n"): return [10]
      case UInt8(ascii: "r"): return [13]
      case UInt8(ascii: "t"): return [9]
      case UInt8(ascii: "x"): return scalar(digits: 2)
      case UInt8(ascii: "u"): return scalar(digits: 4)
      case UInt8(ascii: "U"): return scalar(digits: 8)
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return [byte]
      default: return [UInt8(ascii: "\\"), byte]
      }
    }

    private mutating func scalar(digits: Int) -> [UInt8]? {
      guard position + digits <= bytes.count else { return nil }
      let text = String(decoding: bytes[position..<position + digits], as: UTF8.self)
      guard let number = UInt32(text, radix: 16), let scalar = Unicode.Scalar(number) else { return nil }
      position += digits
      return Array(String(Character(scalar)).utf8)
    }
  }
}

extension ListLiteral {
  /// The list as Python prints it: single quotes, double ones around strings that hold a single quote and no double
  /// one.
  static func literal(of strings: [String]) -> String {
    let quoted = strings.map { string in
      let quote = string.contains("'") && !string.contains("\"") ? "\"" : "'"
      var body = ""
      for scalar in string.unicodeScalars {
        switch scalar {
        case "\\": body += "\\\\"
        case "'" where quote == "'": body += "\\'"
        case "\n": body += "\\n"
        case "\r": body += "\\r"
        case "\t": body += "\\t"
        default: body.unicodeScalars.append(scalar)
        }
      }
      return quote + body + quote
    }
    return "[" + quoted.joined(separator: ", ") + "]"
  }
}
