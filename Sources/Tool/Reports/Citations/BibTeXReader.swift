/// BibTeX: `@article{key, author = {…}, year = 2001}`.
struct BibTeXReader {
  private let text: [UInt8]
  private var at = 0
  private var abbreviations: [String: String] = [
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
  ]

  static func references(in text: String) throws(UnreadableBibliography) -> [Reference] {
    var reader = BibTeXReader(text: Array(text.utf8))
    return try reader.references()
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func references() throws(UnreadableBibliography) -> [Reference] {
    var result: [Reference] = []
    // What stands between entries is a comment.
    while let sign = text[at...].firstIndex(of: UInt8(ascii: "@")) {
      at = sign + 1
      let kind = word().lowercased()
      skipBlanks()
      guard at < text.count, text[at] == UInt8(ascii: "{") || text[at] == UInt8(ascii: "(") else { continue }
      let start = at
      at += 1
      switch kind {
      case "comment", "preamble":
        at = start
        _ = try group()
      case "string":
        for (name, value) in try fields() { abbreviations[name] = value }
      default:
        skipBlanks()
        let key = word()
        guard !key.isEmpty else { throw mistake("an entry of the kind `\(kind)` has no key") }
        skipBlanks()
        if at < text.count, text[at] == UInt8(ascii: ",") { at += 1 }
        result.append(Self.reference(key, kind, try fields()))
      }
    }
    return result
  }

  private func mistake(_ message: String) -> UnreadableBibliography {
    UnreadableBibliography(message: message, line: text[..<min(at, text.count)].count { $0 == 10 } + 1)
  }

  private mutating func skipBlanks() {
    while at < text.count, text[at] <= 32 { at += 1 }
  }

  /// Everything up to a blank or a sign that has a meaning.
  private mutating func word() -> String {
    let word = text[at...].prefix { $0 > 32 && !"{}(),=\"#@".utf8.contains($0) }
    at = word.endIndex
    return String(decoding: word, as: UTF8.self)
  }

  /// `name = value, …` up to the end of the entry.
  private mutating func fields() throws(UnreadableBibliography) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    while true {
      skipBlanks()
      guard at < text.count else { throw mistake("an entry has no end") }
      if text[at] == UInt8(ascii: "}") || text[at] == UInt8(ascii: ")") {
        at += 1
        return fields
      }
      if text[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      let name = word().lowercased()
      skipBlanks()
      guard !name.isEmpty, at < text.count, text[at] == UInt8(ascii: "=") else {
        throw mistake("expected `name = value`")
      }
      at += 1
      fields.append((name, try value()))
    }
  }

  /// Texts in braces or quotation marks, numbers and abbreviations, joined by `#`.
  private mutating func value() throws(UnreadableBibliography) -> String {
    var result = ""
    while true {
      skipBlanks()
      guard at < text.count else { throw mistake("an entry has no end") }
      switch text[at] {
      case UInt8(ascii: "{"): result += try group()
      case UInt8(ascii: "\""): result += try quoted()
      default:
        let name = word()
        guard !name.isEmpty else { throw mistake("expected a value") }
        result += abbreviations[name.lowercased()] ?? name
      }
      skipBlanks()
      guard at < text.count, text[at] == UInt8(ascii: "#") else { return result }
      at += 1
    }
  }

  private mutating func group() throws(UnreadableBibliography) -> String {
    let start = at + 1
    var depth = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "{"), UInt8(ascii: "("): if text[at] == text[start - 1] { depth += 1 }
      case UInt8(ascii: "}") where text[start - 1] == UInt8(ascii: "{"),
        UInt8(ascii: ")") where text[start - 1] == UInt8(ascii: "("):
        depth -= 1
      default: break
      }
      at += 1
      if depth == 0 { return String(decoding: text[start..<(min(at, text.count) - 1)], as: UTF8.self) }
    }
    at = start
    throw mistake("a brace has no end")
  }

  private mutating func quoted() throws(UnreadableBibliography) -> String {
    let start = at + 1
    var depth = 0
    at = start
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\"") where depth == 0:
        at += 1
        return String(decoding: text[start..<(at - 1)], as: UTF8.self)
      default: break
      }
      at += 1
    }
    at = start
    throw mistake("a quotation mark has no end")
  }

  private static func reference(_ key: String, _ kind: String, _ fields: [(name: String, value: String)]) -> Reference {
    let values = Dictionary(fields, uniquingKeysWith: { first, _ in first })
    func value(_ names: String...) -> String { names.lazy.compactMap { values[$0] }.first.map(LaTeXText.plain) ?? "" }
    var reference = Reference(key: key)
    reference.authors = names(values["author"])
    reference.editors = names(values["editor"])
    reference.title = value("title")
    reference.year = value("year").isEmpty ? String(value("date").prefix(4)) : value("year")
    reference.container = value("journal", "journaltitle", "booktitle")
    reference.volume = value("volume")
    reference.issue = value("number", "issue")
    reference.pages = value("pages").replacing("-", with: "–").replacing("––", with: "–")
    reference.publisher = value("publisher", "institution", "school", "organization", "howpublished")
    reference.doi = value("doi")
    reference.url = values["url"] ?? ""
    return reference
  }

  /// `Breiman, Leo and Leo Breiman and {The Authors}`
  private static func names(_ text: String?) -> [Reference.Name] {
    guard let text else { return [] }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.split(separator: "and").map { parts in
      let name = parts.joined(separator: " ")
      if name.hasPrefix("{"), name.hasSuffix("}") { return Reference.Name(family: LaTeXText.plain(name)) }
      let pieces = name.split(separator: ",", maxSplits: 1).map { LaTeXText.plain(String($0)) }
      if pieces.count == 2 { return Reference.Name(family: pieces[0], given: pieces[1]) }
      // Small words such as `van` belong to the family name.
      let plain = parts.map { LaTeXText.plain(String($0)) }
      let start = plain.dropLast().firstIndex { $0.first?.isLowercase == true } ?? max(plain.count - 1, 0)
      return Reference.Name(
        family: plain[start...].joined(separator: " "), given: plain[..<start].joined(separator: " "))
    }
  }
}

/// Text as BibTeX files have it, with braces and the commands for accents.
enum LaTeXText {
  private static let accents: [Character: Character] = [
    "\"": "\u{308}", "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}",
    "c": "\u{327}", "v": "\u{30C}", "u": "\u{306}", "H": "\u{30B}", "k": "\u{328}", "r": "\u{30A}",
  ]
  private static let letters: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "textquoteright": "’", "LaTeX": "LaTeX",
  ]

  /// The text without braces and commands.
  static func plain(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "{", "}": continue
      case "~": result.append(" ")
      case "\\": readCommand(from: &rest, into: &result)
      case "-" where rest.first == "-":
        rest = rest.drop { $0 == "-" }
        result.append("–")
      default: result.append(character)
      }
    }
    return result.split(whereSeparator: \.isWhitespace).joined(separator: " ").precomposed
  }

  private static func readCommand(from rest: inout Substring, into result: inout String) {
    guard let first = rest.first else { return }
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    if name.isEmpty {
      rest.removeFirst()
      guard let accent = accents[first] else { return result.append(first) }
      return append(accent, from: &rest, into: &result)
    }
    rest = rest[name.endIndex...]
    if name.count == 1, let accent = accents[Character(String(name))], rest.first == "{" || rest.first == " " {
      return append(accent, from: &rest, into: &result)
    }
    rest = rest.drop { $0 == " " }
    result += letters[String(name)] ?? ""
  }

  private static func append(_ accent: Character, from rest: inout Substring, into result: inout String) {
    rest = rest.drop { $0 == "{" || $0 == " " || $0 == "\\" }
    guard let letter = rest.popFirst() else { return }
    result.append(letter)
    result.unicodeScalars.append(contentsOf: accent.unicodeScalars)
  }
}

extension String {
  /// Letters with their accents in one piece where there is one: NFC for the Latin letters of names.
  fileprivate var precomposed: String {
    var result = String.UnicodeScalarView()
    for character in self {
      let scalars = character.unicodeScalars
      if scalars.count == 2, let whole = Self.wholes[String(character)] {
        result.append(whole)
      } else {
        result.append(contentsOf: scalars)
      }
    }
    return String(result)
  }

  private static let wholes: [String: Unicode.Scalar] = Dictionary(
    (0xC0...0x17F).compactMap { value -> (String, Unicode.Scalar)? in
      // Characters compare equal whichever way they are written.
      Unicode.Scalar(value as Int).map { (String($0), $0) }
    }, uniquingKeysWith: { first, _ in first })
}
