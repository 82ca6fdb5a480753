import SwiftSyntax

extension CodeBlockItemSyntax {
  var statementKind: Statement.Kind {
    switch item {
    case .expr: return .expression
    case .stmt: return .control
    case .decl(let declaration):
      switch declaration.as(DeclSyntaxEnum.self) {
      case .importDecl: return .importDeclaration
      case .functionDecl(let function):
        if case .identifier = function.name.tokenKind { return .function }
        return .operator
      case .structDecl, .classDecl, .enumDecl, .actorDecl, .protocolDecl, .typeAliasDecl: return .type
      case .extensionDecl: return .extension
      case .operatorDecl, .precedenceGroupDecl: return .operator
      case .variableDecl: return .variable
      case .macroExpansionDecl: return .expression
      default: return .control
      }
    @unknown default: return .control
    }
  }

  /// An expression with a value to show: no assignment, and no `;` behind it.
  var isDisplayedExpression: Bool {
    guard semicolon == nil, case .expr(var expression) = item else { return false }
    while true {
      if let attempt = expression.as(TryExprSyntax.self) {
        expression = attempt.expression
      } else if let waiting = expression.as(AwaitExprSyntax.self) {
        expression = waiting.expression
      } else {
        break
      }
    }
    if expression.is(MissingExprSyntax.self) { return false }
    // `#warning("…")` and `#error("…")` are for the compiler.
    if let name = expression.as(MacroExpansionExprSyntax.self)?.macroName.text, ["warning", "error"].contains(name) {
      return false
    }
    guard let sequence = expression.as(SequenceExprSyntax.self) else { return true }
    return !sequence.elements.contains(where: \.isAssignment)
  }

  var isDeferred: Bool {
    switch statementKind {
    case .function, .type, .extension, .operator: return true
    case .variable:
      guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self) else {
        return false
      }
      return variable.bindings.contains { binding in
        binding.isComputed || binding.initializer?.value.is(ClosureExprSyntax.self) == true
      }
    default: return false
    }
  }
}

extension PatternBindingSyntax {
  /// Has a getter; a stored variable may have observers.
  fileprivate var isComputed: Bool {
    guard let block = accessorBlock else { return false }
    guard case .accessors(let accessors) = block.accessors else { return true }
    let observers: [Keyword] = [.willSet, .didSet]
    return !accessors.allSatisfy { accessor in
      observers.contains { accessor.accessorSpecifier.tokenKind == .keyword($0) }
    }
  }
}

extension ExprSyntax {
  /// `=`, or an operator such as `+=`.
  var isAssignment: Bool {
    if self.is(AssignmentExprSyntax.self) { return true }
    guard let name = self.as(BinaryOperatorExprSyntax.self)?.operator.text, name.hasSuffix("=") else { return false }
    return !name.hasSuffix("==") && !["!=", "<=", ">=", "~="].contains(name)
  }
}
