/// The Debian packages with fonts for the scripts that basic fonts lack.
enum FontPackage {
  /// - Parameter text: characters that no installed font has.
  /// - Returns: nil when no package has one of them: private characters mean nothing without the font that they were made for.
  static func package(for text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      // Hangul, CJK symbols, kana, ideographs, full-width forms.
      case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F,
        0xFF00...0xFFEF, 0x20000...0x323AF:
        return "fonts-noto-cjk"
      case 0x2600...0x27BF, 0x1F000...0x1FAFF: return "fonts-noto-color-emoji"
      default:
        switch scalar.properties.generalCategory {
        case .privateUse, .unassigned, .surrogate: continue
        default: return "fonts-noto-core"
        }
      }
    }
    return nil
  }
}
