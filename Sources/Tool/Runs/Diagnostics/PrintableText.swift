extension StringProtocol {
  /// The text as terminals and plain text may show it: control characters, which move the cursor or change colors, as
  /// their pictures, those that turn the direction of the text as U+FFFD. Line ends and tabs stay.
  public var printable: String {
    guard unicodeScalars.contains(where: { $0.picture != nil }) else { return String(self) }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.picture ?? $0 }))
  }

  /// ``printable`` on one line, for names and titles: what ends lines is shown as its picture, too.
  public var printableLine: String {
    guard unicodeScalars.contains(where: { $0.picture != nil || $0.value < 32 || $0.endsLine }) else {
      return String(self)
    }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          if let picture = scalar.picture { return picture }
          if scalar.value < 32 { return Unicode.Scalar(scalar.value + 0x2400) ?? "?" }
          return scalar.endsLine ? "\u{2424}" : scalar
        }))
  }
}

extension Unicode.Scalar {
  /// Whether the character embeds, overrides or isolates a direction: what stands behind it may be shown in another
  /// order than it has.
  public var turnsDirection: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }

  /// What is shown in place of a character that does something to a terminal; nil for all others.
  fileprivate var picture: Unicode.Scalar? {
    switch value {
    case 9, 10: nil
    case 0..<32: Unicode.Scalar(value + 0x2400)
    case 127: "\u{2421}"
    case 128..<160: "\u{FFFD}"
    default: turnsDirection ? "\u{FFFD}" : nil
    }
  }

  fileprivate var endsLine: Bool { value == 0x2028 || value == 0x2029 }
}
