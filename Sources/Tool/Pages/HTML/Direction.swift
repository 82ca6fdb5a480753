/// From which side a text is written.
public enum Direction {
  /// Whether a language is written from right to left, by its BCP 47 tag: `ar`, `he-IL`, `az-Arab`.
  public static func isRightToLeft(language: String) -> Bool {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }
    guard let name = parts.first else { return false }
    let scripts: Set<Substring> = ["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr"]
    if let script = parts.dropFirst().first(where: { $0.count == 4 && $0.allSatisfy(\.isLetter) }) {
      return scripts.contains(script)
    }
    let languages: Set<Substring> = [
      "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps",
      "sd", "skr", "syr", "ug", "ur", "yi", "ji",
    ]
    return languages.contains(name)
  }

  /// `rtl` or `ltr` by the first letter of a text that has a direction; nil where none has.
  static func first(of text: String) -> String? {
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      return isRightToLeft(scalar) ? "rtl" : "ltr"
    }
    return nil
  }

  /// Whether a text holds letters that are written from right to left.
  public static func holdsRightToLeft(_ text: String) -> Bool {
    // All of them take two bytes or more, the first from 0xD6 on.
    guard text.utf8.contains(where: { $0 >= 0xD6 }) else { return false }
    return text.unicodeScalars.contains(where: isRightToLeft)
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
