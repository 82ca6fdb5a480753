import SwiftSyntax

/// What one statement shows, as far as its text tells.
struct ShownValues: Sendable {
  /// The names at which the shown expressions begin: `Chart` of `Chart.histogram(songs).title("Tempo")`, `chart` of
  /// `chart`. Nil stands for an expression that begins in another way.
  var roots: [String?] = []
  /// Those of `roots` of which a member or a call is shown.
  var chained: Set<String> = []
  /// What a `let` of the statement begins with.
  var definitions: [String: String] = [:]
  /// Something may be shown any number of times: in a loop, a closure or a function.
  var isEndless = false

  static func values(of item: CodeBlockItemSyntax, isDisplayed: Bool) -> ShownValues {
    let finder = ShownValueFinder(viewMode: .sourceAccurate)
    finder.walk(item.item)
    if isDisplayed, case .expr(let expression) = item.item { finder.show(expression) }
    return finder.values
  }
}

private final class ShownValueFinder: SyntaxVisitor {
  fileprivate private(set) var values = ShownValues()
  /// How many loops, closures and functions are around.
  private var depth = 0

  fileprivate func show(_ expression: ExprSyntax) {
    if let list = expression.withoutEffects.as(ArrayExprSyntax.self) {
      for element in list.elements { show(element.expression) }
    } else {
      // It shows what it is given, which is counted where it is given.
      if expression.shownRoot == "display" { return }
      values.roots.append(expression.shownRoot)
      if !expression.isName, let root = expression.shownRoot { values.chained.insert(root) }
    }
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    guard node.baseName.plainName == "display" else { return .visitChildren }
    let call = node.parent?.as(FunctionCallExprSyntax.self)
    if depth == 0, let call, call.calledExpression.id == node.id, let shown = call.arguments.first?.expression {
      show(shown)
    } else {
      values.isEndless = true
    }
    return .visitChildren
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    guard depth == 0, node.bindingSpecifier.tokenKind == .keyword(.let) else { return .visitChildren }
    for binding in node.bindings {
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainName else { continue }
      values.definitions[name] = binding.initializer?.value.shownRoot
    }
    return .visitChildren
  }

  // MARK: What may happen any number of times

  private func enter() -> SyntaxVisitorContinueKind {
    depth += 1
    return .visitChildren
  }

  override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: ForStmtSyntax) { depth -= 1 }
  override func visit(_ node: WhileStmtSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: WhileStmtSyntax) { depth -= 1 }
  override func visit(_ node: RepeatStmtSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: RepeatStmtSyntax) { depth -= 1 }
  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: ClosureExprSyntax) { depth -= 1 }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: FunctionDeclSyntax) { depth -= 1 }
  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: InitializerDeclSyntax) { depth -= 1 }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { enter() }
  override func visitPost(_ node: AccessorBlockSyntax) { depth -= 1 }
}

extension ExprSyntax {
  /// The name that the expression begins with, where it says what the value is: `Chart` of
  /// `Chart.histogram(songs).title("Tempo")`. Nil where something else may come of it, such as a list.
  fileprivate var shownRoot: String? {
    var expression = withoutEffects
    var isChained = false
    while true {
      if let name = expression.as(DeclReferenceExprSyntax.self)?.baseName.plainName {
        // What members of a frame give may be anything.
        return isChained && name == "DataFrame" ? nil : name
      }
      if let call = expression.as(FunctionCallExprSyntax.self) {
        expression = call.calledExpression
        guard let member = expression.as(MemberAccessExprSyntax.self) else { continue }
        let takesCode =
          call.trailingClosure != nil || call.arguments.contains { $0.expression.is(ClosureExprSyntax.self) }
        if takesCode || member.declName.baseName.text.lowercased().hasSuffix("map") { return nil }
      } else if let member = expression.as(MemberAccessExprSyntax.self), let base = member.base {
        isChained = true
        expression = base
      } else {
        return nil
      }
    }
  }

  /// Whether it is a name and nothing else.
  fileprivate var isName: Bool { withoutEffects.is(DeclReferenceExprSyntax.self) }
}
