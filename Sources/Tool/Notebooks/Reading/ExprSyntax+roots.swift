import SwiftSyntax

extension ExprSyntax {
  /// The expression behind `try` and `await`.
  var withoutEffects: ExprSyntax {
    if let attempt = self.as(TryExprSyntax.self) { return attempt.expression.withoutEffects }
    if let waiting = self.as(AwaitExprSyntax.self) { return waiting.expression.withoutEffects }
    return self
  }

  /// `songs` in `songs.columns[0].name`; both names in `(a, b)`.
  var rootNames: Set<String> {
    var expression = self
    while true {
      switch expression.as(ExprSyntaxEnum.self) {
      case .memberAccessExpr(let node):
        guard let base = node.base else { return [] }
        expression = base
      case .subscriptCallExpr(let node): expression = node.calledExpression
      case .functionCallExpr(let node): expression = node.calledExpression
      case .forceUnwrapExpr(let node): expression = node.expression
      case .optionalChainingExpr(let node): expression = node.expression
      case .tryExpr(let node): expression = node.expression
      case .awaitExpr(let node): expression = node.expression
      case .inOutExpr(let node): expression = node.expression
      case .declReferenceExpr(let node): return node.baseName.plainName.map { [$0] } ?? []
      case .tupleExpr(let node):
        return node.elements.reduce(into: []) { $0.formUnion($1.expression.rootNames) }
      default: return []
      }
    }
  }
}

extension TokenSyntax {
  /// The identifier without backticks; nil for keywords, operators, `_` and `$0`.
  var plainName: String? {
    guard case .identifier(let text) = tokenKind, !text.isEmpty else { return nil }
    return text.hasPrefix("`") && text.hasSuffix("`") && text.count > 2 ? String(text.dropFirst().dropLast()) : text
  }
}
