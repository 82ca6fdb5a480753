import SwiftSyntax

extension SyntaxProtocol {
  /// A hash of the tokens alone: comments, blanks and empty lines leave it as it is.
  ///
  /// Whether an operator stands before, behind or between its operands, and whether a token begins a line, belongs to
  /// the code, because Swift reads meaning into both.
  /// - Parameter line: where the code stands in the file; counts only for code that asks for its place, with the
  ///   comments and blanks in it.
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
      if before?.tokenKind == .pound { asksForPlace = asksForPlace || token.asksForPlace }
      before = token
    }
    if asksForPlace {
      fingerprint.add("\(line)")
      fingerprint.add(description)
    }
    return fingerprint.text
  }

  /// Whether `#line` or `#column` stands in the code.
  var asksForPlace: Bool {
    var isBehindPound = false
    for token in tokens(viewMode: .sourceAccurate) {
      if isBehindPound, token.asksForPlace { return true }
      isBehindPound = token.tokenKind == .pound
    }
    return false
  }
}

extension Trivia {
  fileprivate var hasNewline: Bool { contains { $0.isNewline } }
}

extension TokenSyntax {
  /// Behind a `#`.
  fileprivate var asksForPlace: Bool { text == "line" || text == "column" }
}
