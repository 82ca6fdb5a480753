/// Names as they are shown: what cannot be seen has a sign, and names that look alike differ.
///
/// One form of a name stands in the drawing, its legend, the alternative text and the data.
package enum VisibleNames {
  /// The name with signs for what cannot be seen: `‹empty›` for nothing, `␠` for blanks at its ends and for all of
  /// several in a row, `␊` and the like for control characters, `‹U+FFFE›` for what is no character.
  package static func visible(_ name: String) -> String {
    if name.isEmpty { return "‹empty›" }
    let bytes = name.utf8
    var previous = UInt8(ascii: " ")
    let isPlain = bytes.allSatisfy { byte in
      defer { previous = byte }
      return byte > 32 && byte < 127 || byte == 32 && previous != 32
    }
    if isPlain, previous != 32 { return name }
    let scalars = Array(name.unicodeScalars)
    if !scalars.contains(where: isSeen), scalars.contains(where: { $0 != " " }) {
      return scalars.map { isHidden($0) || $0.properties.isWhitespace ? code($0) : sign($0) }.joined()
    }
    return scalars.indices.map { index -> String in
      guard scalars[index] == " " else { return sign(scalars[index]) }
      let isInside = index > 0 && index < scalars.count - 1 && scalars[index - 1] != " " && scalars[index + 1] != " "
      return isInside ? " " : "␠"
    }.joined()
  }

  /// The names as they are shown, each different from those that are spelt otherwise: one that looks like another says
  /// by which characters it differs.
  package static func visible(_ names: [String]) -> [String] {
    var known = Register()
    return names.map { known.visible($0) }
  }

  /// Names that were shown so far.
  struct Register: Hashable, Sendable {
    private var shown: [Spelling: String] = [:]
    private var looks: Set<String> = []

    mutating func visible(_ name: String) -> String {
      if let known = shown[Spelling(name)] { return known }
      var text = VisibleNames.visible(name)
      if !looks.insert(look(text)).inserted {
        let codes = name.unicodeScalars.filter { !$0.isASCII }.prefix(4).map(code).joined()
        text += codes.isEmpty ? "′" : " \(codes)"
        while !looks.insert(look(text)).inserted { text += "′" }
      }
      shown[Spelling(name)] = text
      return text
    }
  }

  /// A name as it is spelt: canonical equivalents, such as the two forms of é, are two spellings.
  struct Spelling: Hashable, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (one: Spelling, other: Spelling) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }
    func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
  }

  /// What of a name is seen: all blanks look alike, and what has no shape is not there.
  private static func look(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 128 }) { return name }
    return String(
      String.UnicodeScalarView(
        name.unicodeScalars.filter { !isHidden($0) }.map { $0.properties.isWhitespace ? " " : $0 }))
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isDefaultIgnorableCodePoint }

  private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    !isHidden(scalar) && !scalar.properties.isWhitespace
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "‹U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)›"
  }

  private static func sign(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<32: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? code(scalar)
    case 127: return "␡"
    default:
      let isOdd = scalar.properties.isNoncharacterCodePoint || scalar.properties.generalCategory == .control
      return isOdd ? code(scalar) : String(scalar)
    }
  }
}
