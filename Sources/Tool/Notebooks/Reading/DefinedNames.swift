import SwiftSyntax

/// The names that a top-level statement brings to the whole file.
enum DefinedNames {
  static func collect(from item: CodeBlockItemSyntax, into mentions: inout Mentions) {
    switch item.item {
    case .expr: break
    case .stmt(let statement):
      if let guarded = statement.as(GuardStmtSyntax.self) { collect(from: guarded.conditions, into: &mentions) }
    case .decl(let declaration): collect(from: declaration, into: &mentions)
    @unknown default: break
    }
  }

  private static func collect(from declaration: DeclSyntax, into mentions: inout Mentions) {
    func define(_ token: TokenSyntax) {
      if let name = token.plainName { mentions.defines.append(name) }
    }
    switch declaration.as(DeclSyntaxEnum.self) {
    case .functionDecl(let node): define(node.name)
    case .structDecl(let node): define(node.name)
    case .enumDecl(let node): define(node.name)
    case .protocolDecl(let node): define(node.name)
    case .typeAliasDecl(let node): define(node.name)
    case .classDecl(let node):
      define(node.name)
      if let name = node.name.plainName { mentions.classes.insert(name) }
    case .actorDecl(let node):
      define(node.name)
      if let name = node.name.plainName { mentions.classes.insert(name) }
    case .extensionDecl(let node):
      if let token = node.extendedType.firstToken(viewMode: .sourceAccurate) { define(token) }
    case .variableDecl(let node):
      let first = mentions.defines.count
      for binding in node.bindings { collect(from: binding.pattern, into: &mentions) }
      if node.bindingSpecifier.tokenKind == .keyword(.var) {
        mentions.variables.formUnion(mentions.defines[first...])
        if node.bindings.allSatisfy({ $0.initializer != nil }) { mentions.initialized += mentions.defines[first...] }
      } else if node.bindings.allSatisfy({ $0.initializer != nil }) {
        mentions.constants += mentions.defines[first...]
      }
    case .ifConfigDecl(let node):
      for clause in node.clauses {
        guard case .statements(let items) = clause.elements else { continue }
        for item in items { collect(from: item, into: &mentions) }
      }
    default: break
    }
  }

  private static func collect(from conditions: ConditionElementListSyntax, into mentions: inout Mentions) {
    for condition in conditions {
      switch condition.condition {
      case .optionalBinding(let binding): collect(from: binding.pattern, into: &mentions)
      case .matchingPattern(let matching): collect(from: matching.pattern, into: &mentions)
      default: break
      }
    }
  }

  private static func collect(from pattern: PatternSyntax, into mentions: inout Mentions) {
    for token in pattern.tokens(viewMode: .sourceAccurate) where token.parent?.is(IdentifierPatternSyntax.self) == true
    {
      if let name = token.plainName { mentions.defines.append(name) }
    }
  }
}
