import Runs
import SwiftSyntax

/// Finds characters that are not visible and that let code read otherwise than it runs.
enum UnseenCharacters {
  static func warnings(in text: SourceText, tree: SourceFileSyntax) -> [Diagnostic] {
    // All of them are beyond ASCII.
    guard text.bytes.contains(where: { $0 >= 0x80 }) else { return [] }
    return (0..<text.lineCount).compactMap { line in
      var offset = text.lineRange(line).lowerBound
      for scalar in text.lineText(line).unicodeScalars {
        if scalar.turnsDirection { return turning(scalar, at: offset, in: text) }
        if scalar.isUnseen, case .code = tree.place(of: offset) { return unseen(scalar, at: offset, in: text) }
        offset += UTF8.width(scalar)
      }
      return nil
    }
  }

  private static func turning(_ scalar: Unicode.Scalar, at offset: Int, in text: SourceText) -> Diagnostic {
    text.diagnostic(
      .bidirectionalControl, .warning, at: offset,
      "\(scalar.codePoint) turns the direction of the text, so that this line may read otherwise than it runs",
      hint: "take it out; in a string write `\\u{\(scalar.codePoint.dropFirst(2))}`")
  }

  private static func unseen(_ scalar: Unicode.Scalar, at offset: Int, in text: SourceText) -> Diagnostic {
    text.diagnostic(
      .unseenCharacter, .warning, at: offset, "\(scalar.codePoint) stands in the code here, and nobody sees it",
      hint: "take it out: names with and without it are two names")
  }
}

extension Unicode.Scalar {
  /// Of no width, and allowed in names.
  fileprivate var isUnseen: Bool {
    switch value {
    case 0xAD, 0x180E, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }

  fileprivate var codePoint: String { "U+" + String(value, radix: 16, uppercase: true) }
}
