extension String {
  /// The text as it can stand on a line and in a file: line ends, tabs and other control characters have no place on a
  /// line; code points that are no characters have none in a file.
  package var drawable: String {
    guard utf8.contains(where: { $0 < 32 || $0 == 127 || $0 == 0xEF || $0 >= 0xF0 || $0 == 0xC2 }) else { return self }
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      if scalar.properties.generalCategory == .control { return " " }
      return scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
