/// A type that a parameter can have, read from its literal.
///
/// In a matrix the program is compiled once for all points: what varies is no literal in it, but is read when it starts.
public protocol ReadFromLiteral {
  /// Takes the value off the beginning of a text; nil where none stands there.
  /// - Parameter text: a literal as the runner writes it, on one line.
  static func take(from text: inout Substring) -> Self?
}

extension Bool: ReadFromLiteral {
  /// Reads `true` or `false`.
  public static func take(from text: inout Substring) -> Bool? {
    for (word, value) in [("true", true), ("false", false)] where text.hasPrefix(word) {
      text = text.dropFirst(word.count)
      return value
    }
    return nil
  }
}

extension Int: ReadFromLiteral {
  /// Reads a decimal number without a point.
  public static func take(from text: inout Substring) -> Int? { text.takeNumber().flatMap { Int($0) } }
}

extension Double: ReadFromLiteral {
  /// Reads a decimal number.
  public static func take(from text: inout Substring) -> Double? { text.takeNumber().flatMap { Double($0) } }
}

extension String: ReadFromLiteral {
  /// Reads a text in quotes, with `\\`, `\"`, `\n`, `\r`, `\t` and `\u{…}` for what cannot stand in it.
  public static func take(from text: inout Substring) -> String? {
    guard text.first == "\"" else { return nil }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars.dropFirst()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        text = Substring(rest)
        return String(result)
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "u":
          let digits = rest.dropFirst().prefix { $0 != "}" }
          guard let number = UInt32(String(digits), radix: 16), let named = Unicode.Scalar(number) else { return nil }
          result.append(named)
          rest = rest.dropFirst(digits.count + 2)
        default: result.append(escaped)
        }
      default: result.append(scalar)
      }
    }
    return nil
  }
}

extension Array: ReadFromLiteral where Element: ReadFromLiteral {
  /// Reads elements in brackets, parted by commas.
  public static func take(from text: inout Substring) -> [Element]? {
    guard text.first == "[" else { return nil }
    text.removeFirst()
    var result: [Element] = []
    while true {
      text = text.drop { $0.isWhitespace || $0 == "," }
      if text.first == "]" {
        text.removeFirst()
        return result
      }
      guard let element = Element.take(from: &text) else { return nil }
      result.append(element)
    }
  }
}

extension Substring {
  fileprivate mutating func takeNumber() -> Substring? {
    let number = prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    self = dropFirst(number.count)
    return number.isEmpty ? nil : number
  }
}
