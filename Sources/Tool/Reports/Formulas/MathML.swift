import Pages

/// MathML as `blahtexml` writes it, made ready for a page: nothing but known elements and attributes, letters in place of
/// `mathvariant`, which browsers no longer read, and numbers in one piece.
enum MathML {
  /// Nil where the text holds anything but MathML.
  static func checked(_ text: Substring) -> HTML? {
    // By bytes: an accent that stands alone would be one character with the bracket before it.
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    var element = Element(name: "", variant: nil)
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      append(rest[..<open], of: element, to: &result)
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")),
        let tag = tag(String(decoding: rest[(open + 1)..<close], as: UTF8.self), &element)
      else { return nil }
      result += tag.utf8
      rest = rest[(close + 1)...]
    }
    append(rest, of: element, to: &result)
    return HTML(markup: Array(withWholeNumbers(String(decoding: result, as: UTF8.self)).utf8))
  }

  /// What the text that follows stands in.
  private struct Element {
    var name: Substring
    var variant: Substring?
  }

  private static let elements: Set<Substring> = [
    "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot",
    "mover",
    "munder", "munderover", "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose", "mmultiscripts", "mprescripts",
    "none",
  ]
  private static let attributes: Set<Substring> = [
    "accent", "accentunder", "columnalign", "columnspacing", "depth", "displaystyle", "height", "linethickness",
    "lspace", "maxsize", "minsize", "notation", "rowspacing", "rspace", "scriptlevel", "stretchy", "voffset", "width",
    "form", "fence", "separator", "symmetric", "movablelimits",
  ]

  /// A tag with the attributes that browsers know; nil for any other.
  private static func tag(_ content: String, _ element: inout Element) -> String? {
    let isEnd = content.hasPrefix("/")
    let isEmpty = content.hasSuffix("/")
    let inside = (isEnd ? content.dropFirst() : content[...]).drop { $0 == " " }
    let name = inside.prefix { $0.isASCII && $0.isLetter }
    guard elements.contains(name) else { return nil }
    element = Element(name: isEnd || isEmpty ? "" : name, variant: nil)
    if isEnd { return "</\(name)>" }
    var result = "<\(name)"
    var rest = inside[name.endIndex...]
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].drop { $0 == " " }
      let quoted = rest[rest.index(after: equals)...]
      guard let quote = quoted.first, quote == "\"" || quote == "'", let end = quoted.dropFirst().firstIndex(of: quote)
      else { return nil }
      let value = quoted[quoted.index(after: quoted.startIndex)..<end]
      let isPlain = value.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || " .-%#".utf8.contains(byte)
      }
      guard isPlain else { return nil }
      if key == "mathvariant" {
        if value == "normal" { result += " mathvariant=\"normal\"" } else { element.variant = value }
      } else if attributes.contains(key) {
        // Lengths have units, also that of nothing.
        result += " \(key)=\"\(value == "0" && key != "scriptlevel" ? "0em" : value)\""
      }
      rest = quoted[quoted.index(after: end)...]
    }
    return result + (isEmpty ? "/>" : ">")
  }

  /// Accents that stand above a letter as signs of their own, and the minus sign.
  private static let signs: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{300}": "`", "\u{301}": "´", "\u{302}": "ˆ", "\u{303}": "˜", "\u{306}": "˘", "\u{307}": "˙",
    "\u{308}": "¨", "\u{30C}": "ˇ", "\u{20D7}": "→", "-": "−",
  ]

  /// The text of the program is escaped already; only letters and signs change.
  private static func append(_ text: ArraySlice<UInt8>, of element: Element, to result: inout [UInt8]) {
    if text.isEmpty { return }
    if text.contains(UInt8(ascii: "&")) || element.variant == nil && element.name != "mo" {
      result += text
      return
    }
    var changed = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let letter = element.variant.map { MathematicalLetters.letter(scalar, in: $0) } ?? scalar
      changed.append(element.name == "mo" ? signs[letter] ?? letter : letter)
    }
    result += String(changed).utf8
  }

  /// `1.96` comes as a number, a point and a number.
  private static func withWholeNumbers(_ text: String) -> String {
    text.replacing(/<mn>([0-9]+)<\/mn><mo lspace="0em" rspace="0em">\.<\/mo><mn>([0-9]+)<\/mn>/) {
      "<mn>\($0.1).\($0.2)</mn>"
    }
  }
}

/// The letters of Unicode's Mathematical Alphanumeric Symbols.
enum MathematicalLetters {
  /// The first capital letter, small letter and digit of each style.
  private static let starts: [Substring: (capital: UInt32, small: UInt32, digit: UInt32?)] = [
    "bold": (0x1D400, 0x1D41A, 0x1D7CE), "italic": (0x1D434, 0x1D44E, nil), "bold-italic": (0x1D468, 0x1D482, 0x1D7CE),
    "script": (0x1D49C, 0x1D4B6, nil), "bold-script": (0x1D4D0, 0x1D4EA, nil), "fraktur": (0x1D504, 0x1D51E, nil),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8), "bold-fraktur": (0x1D56C, 0x1D586, nil),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2), "bold-sans-serif": (0x1D5D4, 0x1D5EE, 0x1D7EC),
    "sans-serif-italic": (0x1D608, 0x1D622, 0x1D7E2), "sans-serif-bold-italic": (0x1D63C, 0x1D656, 0x1D7EC),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
  ]

  /// Letters that Unicode had before the others.
  private static let older: [UInt32: UInt32] = [
    0x1D455: 0x210E, 0x1D49D: 0x212C, 0x1D4A0: 0x2130, 0x1D4A1: 0x2131, 0x1D4A3: 0x210B, 0x1D4A4: 0x2110,
    0x1D4A7: 0x2112, 0x1D4A8: 0x2133, 0x1D4AD: 0x211B, 0x1D4BA: 0x212F, 0x1D4BC: 0x210A, 0x1D4C4: 0x2134,
    0x1D506: 0x212D, 0x1D50B: 0x210C, 0x1D50C: 0x2111, 0x1D515: 0x211C, 0x1D51D: 0x2128, 0x1D53A: 0x2102,
    0x1D53F: 0x210D, 0x1D545: 0x2115, 0x1D547: 0x2119, 0x1D548: 0x211A, 0x1D549: 0x211D, 0x1D551: 0x2124,
  ]

  static func letter(_ scalar: Unicode.Scalar, in style: Substring) -> Unicode.Scalar {
    guard let start = starts[style] else { return scalar }
    let value: UInt32? =
      switch scalar.value {
      case 0x41...0x5A: start.capital + scalar.value - 0x41
      case 0x61...0x7A: start.small + scalar.value - 0x61
      case 0x30...0x39: start.digit.map { $0 + scalar.value - 0x30 }
      default: nil
      }
    return value.flatMap { Unicode.Scalar(older[$0] ?? $0) } ?? scalar
  }
}
