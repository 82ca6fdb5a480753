/// The name of a genre, cleaned of the traces of exports, and the plain words it consists of.
///
///     GenreName("\"children's r&amp;b\"").text    // children's r&b
///     GenreName("Música Açoriana").words          // ["musica", "acoriana"]
///     GenreName("k-pop").words                    // ["k-", "pop"]
public struct GenreName: Sendable, Hashable {
  /// The name without surrounding quotes and blanks, character references decoded.
  public let text: String
  /// The words in lower case without accents and apostrophes, split at everything that is neither letter nor digit.
  /// A single letter before a hyphen keeps the hyphen, because it abbreviates a longer word ("k-pop", "j-rock").
  public let words: [String]

  /// - Parameter raw: the name as a file has it.
  public init(_ raw: String) {
    text = Self.cleaned(raw)
    words = Self.words(of: text)
  }

  /// The name without surrounding quotes and blanks, character references decoded; missing when nothing remains.
  static func cleaned(_ raw: String) -> String {
    if isClean(raw.utf8) { return raw }
    var text = HTMLEntities.decode(raw)[...]
    while let first = text.first, let last = text.last {
      if first.isWhitespace {
        text.removeFirst()
      } else if last.isWhitespace {
        text.removeLast()
      } else if text.count > 1, first == "\"", last == "\"" {
        text = text.dropFirst().dropLast()
      } else {
        break
      }
    }
    return String(text)
  }

  /// A cheap test that most names pass: letters, digits or other visible ASCII characters at both ends, and no
  /// reference.
  private static func isClean(_ utf8: String.UTF8View) -> Bool {
    func isPlain(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 && byte != UInt8(ascii: "\"") }
    guard let first = utf8.first, let last = utf8.last, isPlain(first), isPlain(last) else { return false }
    return !utf8.contains(UInt8(ascii: "&"))
  }

  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 128 {
        switch scalar {
        case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
        case "A"..."Z": word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
        case "'", "`": continue
        case "-" where word.utf8.count == 1 && words.last?.hasSuffix("-") != true:
          words.append(word + "-")
          word = ""
        default: finish()
        }
      } else if let folded = PlainLetters.folding[scalar] {
        word += folded
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word += scalar.properties.lowercaseMapping
      } else if scalar != "’" && scalar.properties.generalCategory != .nonspacingMark {
        finish()
      }
    }
    finish()
    return words

    func finish() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
  }
}

/// Letters of the Latin scripts without their accents.
enum PlainLetters {
  static let folding: [Unicode.Scalar: String] = {
    let table: [(String, String)] = [
      ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęěə"), ("g", "ĝğġģ"), ("h", "ĥħ"),
      ("i", "ìíîïĩīĭįı"),
      ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏőơ"), ("r", "ŕŗř"), ("s", "śŝşšș"),
      ("t", "ţťŧț"),
      ("u", "ùúûüũūŭůűųư"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"),
    ]
    var folding: [Unicode.Scalar: String] = [:]
    for (plain, accented) in table {
      for scalar in accented.unicodeScalars {
        folding[scalar] = plain
        for upper in scalar.properties.uppercaseMapping.unicodeScalars where upper.value >= 128 {
          folding[upper] = plain
        }
      }
    }
    return folding
  }()
}
