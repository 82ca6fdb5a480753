import SwiftSyntax

extension SyntaxProtocol {
  /// A hash of the tokens alone: comments, blanks and empty lines leave it as it is.
  ///
  /// Whether an operator stands before, behind or between its operands, and whether a token begins a line, belongs to
  /// the code, because Swift reads meaning into both.
  /// - Parameter line: where the code stands in the file; counts only for code that asks for its place (`#line`).
  func tokenFingerprint(line: Int) -> String {
    var fingerprint = Fingerprint()
    var before: TokenSyntax?
    var asksForPlace = false
    for token in tokens(viewMode: .sourceAccurate) {
      let position: String =
        switch token.tokenKind {
        case .binaryOperator: "b"
        case .prefixOperator: "p"
        case .postfixOperator: "q"
        default: ""
        }
      let startsLine =
        before.map { token.leadingTrivia.hasNewline || $0.trailingTrivia.hasNewline } ?? false
      fingerprint.add(startsLine ? position + "\n" : position)
      fingerprint.add(token.text)
      if before?.tokenKind == .pound { asksForPlace = asksForPlace || ["line", "column"].contains(token.text) }
      before = token
    }
    if asksForPlace { fingerprint.add("\(line)") }
    return fingerprint.text
  }
}

extension Trivia {
  fileprivate var hasNewline: Bool { contains { $0.isNewline } }
}
