import SwiftSyntax

/// What a byte of a Swift file belongs to, as far as comments that mean something to Songbook are concerned.
enum SourcePlace {
  /// The first byte of a `//` comment.
  case startOfLineComment
  /// Inside any comment.
  case comment
  /// Inside a string, expressions in it included.
  case string
  case code
}

extension SourceFileSyntax {
  func place(of offset: Int) -> SourcePlace {
    let position = AbsolutePosition(utf8Offset: offset)
    guard let token = token(at: position) else { return .code }
    for ancestor in sequence(first: Syntax(token), next: \.parent) where ancestor.is(StringLiteralExprSyntax.self) {
      if ancestor.positionAfterSkippingLeadingTrivia <= position { return .string }
    }
    let isLeading = position < token.positionAfterSkippingLeadingTrivia
    guard isLeading || position >= token.endPositionBeforeTrailingTrivia else { return .code }
    var start = isLeading ? token.position.utf8Offset : token.endPositionBeforeTrailingTrivia.utf8Offset
    for piece in isLeading ? token.leadingTrivia : token.trailingTrivia {
      let end = start + piece.sourceLength.utf8Length
      if offset < end {
        switch piece {
        case .lineComment: return start == offset ? .startOfLineComment : .comment
        case .blockComment, .docBlockComment, .docLineComment: return .comment
        default: return .code
        }
      }
      start = end
    }
    return .code
  }
}
