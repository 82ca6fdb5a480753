import SwiftSyntax

/// Finds where code breaks off from Swift's grammar: what is missing and what is too much.
///
/// The parser's own diagnostics word this more richly, but making them stops the process for some inputs, and a reader
/// of files must never stop.
final class SyntaxErrors: SyntaxAnyVisitor {
  struct Found: Equatable {
    var offset: Int
    var message: String
    /// The bracket that was not closed.
    var opener: Int?
  }

  private var found: [Found] = []

  static func find(in tree: some SyntaxProtocol) -> [Found] {
    guard tree.hasError else { return [] }
    let finder = SyntaxErrors(viewMode: .all)
    finder.walk(tree)
    if finder.found.isEmpty {
      let start = tree.positionAfterSkippingLeadingTrivia.utf8Offset
      finder.found.append(Found(offset: start, message: "this cannot be read as Swift"))
    }
    return finder.found
  }

  private func report(_ found: Found) {
    if self.found.last?.offset != found.offset { self.found.append(found) }
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    guard node.hasError else { return .skipChildren }
    guard node.is(UnexpectedNodesSyntax.self) else { return .visitChildren }
    let text = node.trimmedDescription.prefix { !$0.isNewline }
    let shown = text.count > 30 ? text.prefix(30) + "..." : text
    if !shown.isEmpty {
      report(Found(offset: node.positionAfterSkippingLeadingTrivia.utf8Offset, message: "unexpected `\(shown)`"))
    }
    return .skipChildren
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    guard token.presence == .missing else { return .skipChildren }
    let before = token.previousToken(viewMode: .sourceAccurate)
    let offset = (before?.endPositionBeforeTrailingTrivia ?? token.position).utf8Offset
    report(
      Found(
        offset: offset, message: "expected \(Self.name(of: token))",
        opener: Self.opener(of: token).map { $0.positionAfterSkippingLeadingTrivia.utf8Offset }))
    return .skipChildren
  }

  private static func name(of token: TokenSyntax) -> String {
    switch token.parent?.kind {
    case .missing, .missingExpr: return "an expression"
    case .missingDecl: return "a declaration"
    case .missingStmt: return "a statement"
    case .missingType: return "a type"
    case .missingPattern: return "a pattern"
    default: break
    }
    if case .identifier = token.tokenKind { return "a name" }
    return token.text.isEmpty ? "more" : "`\(token.text)`"
  }

  /// The bracket or quote that a missing one would close.
  private static func opener(of token: TokenSyntax) -> TokenSyntax? {
    let opening: Set<String>
    switch token.tokenKind {
    case .rightBrace: opening = ["{"]
    case .rightParen: opening = ["("]
    case .rightSquare: opening = ["["]
    case .stringQuote, .multilineStringQuote: opening = [token.text]
    default: return nil
    }
    return token.parent?.children(viewMode: .sourceAccurate).lazy.compactMap { $0.as(TokenSyntax.self) }
      .first { opening.contains($0.text) }
  }
}
