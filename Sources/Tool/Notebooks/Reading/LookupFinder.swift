import SwiftSyntax

/// Finds what code looks up as it runs: every name that it mentions, but for those in closures that may run later, in
/// declarations inside, and those that it declares itself.
final class LookupFinder: SyntaxVisitor {
  private var lookups = Lookups()

  /// Methods that call a closure before they return.
  private static let calling: Set<String> = [
    "allSatisfy", "compactMap", "contains", "count", "drop", "filter", "first", "firstIndex", "flatMap", "forEach",
    "index", "last", "lastIndex", "map", "mapValues", "max", "min", "partition", "prefix", "reduce", "removeAll",
    "sort", "sorted", "split", "timed",
  ]

  /// - Parameter locals: names that are declared inside.
  static func lookups(in code: some SyntaxProtocol, except locals: Set<String>) -> Lookups {
    let finder = LookupFinder(viewMode: .sourceAccurate)
    finder.walk(code)
    finder.lookups.names.subtract(locals)
    finder.lookups.called.subtract(locals)
    finder.lookups.members = finder.lookups.members.filter { !locals.contains($0.root) }
    return finder.lookups
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
    guard !isMember, node.parent?.is(KeyPathPropertyComponentSyntax.self) != true, let name = node.baseName.plainName
    else { return .visitChildren }
    lookups.names.insert(name)
    return .visitChildren
  }

  override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
    if let member = node.declName.baseName.plainName { use(member, of: node.base) }
    return .visitChildren
  }

  override func visit(_ node: SubscriptCallExprSyntax) -> SyntaxVisitorContinueKind {
    use(MemberName.subscript, of: node.calledExpression)
    return .visitChildren
  }

  override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
    let elements = Array(node.elements)
    for (index, element) in elements.enumerated() {
      guard let token = element.as(BinaryOperatorExprSyntax.self)?.operator else { continue }
      for operand in [index - 1, index + 1] where elements.indices.contains(operand) {
        use(token.text, of: elements[operand])
      }
    }
    return .visitChildren
  }

  override func visit(_ node: ExpressionSegmentSyntax) -> SyntaxVisitorContinueKind {
    for part in node.expressions { use(MemberName.description, of: part.expression) }
    return .visitChildren
  }

  private typealias MemberName = Lookups.MemberName

  /// A member of what an expression stands for: a name, what an initialiser gives, or a literal.
  private func use(_ member: String, of expression: ExprSyntax?) {
    guard let root = expression.flatMap(Self.root) else { return }
    lookups.members.insert(MemberName(root: root, member: member))
  }

  private static func root(_ expression: ExprSyntax) -> String? {
    switch expression.withoutEffects.as(ExprSyntaxEnum.self) {
    case .declReferenceExpr(let node):
      let isSelf = [.keyword(.self), .keyword(.Self)].contains(node.baseName.tokenKind)
      return isSelf ? "self" : node.baseName.plainName
    // What an initialiser gives is of its type.
    case .functionCallExpr(let node):
      return node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.plainName
    case .tupleExpr(let node):
      return node.elements.count == 1 ? node.elements.first.flatMap { root($0.expression) } : nil
    default: return expression.typeOfLiteral
    }
  }

  /// Functions that ask what they are given for its description.
  private static let describing: Set<String> = ["print", "debugPrint", "display", "String"]

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    if let name = node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.plainName {
      lookups.called.insert(name)
      if Self.describing.contains(name) {
        for argument in node.arguments { use(MemberName.description, of: argument.expression) }
      }
    }
    guard let method = node.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.plainName,
      Self.calling.contains(method)
    else { return .visitChildren }
    for argument in node.arguments {
      if let name = argument.expression.as(DeclReferenceExprSyntax.self)?.baseName.plainName {
        lookups.called.insert(name)
      }
    }
    return .visitChildren
  }

  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
    let owner = node.parent?.as(LabeledExprSyntax.self)?.parent?.parent ?? node.parent
    guard let call = owner?.as(FunctionCallExprSyntax.self) else { return .skipChildren }
    if call.calledExpression.id == ExprSyntax(node).id { return .visitChildren }
    let method = call.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.plainName
    return method.map(Self.calling.contains) == true ? .visitChildren : .skipChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: DeferStmtSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

extension CodeBlockItemSyntax {
  /// Puts a closure into a variable.
  var isClosure: Bool {
    guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self) else {
      return false
    }
    return variable.bindings.contains { $0.initializer?.value.is(ClosureExprSyntax.self) == true }
  }

  /// What the members of the type or extension that the item declares look up when they are used.
  var memberLookups: [String: Lookups] {
    guard case .decl(let declaration) = item, let group = declaration.asProtocol((any DeclGroupSyntax).self),
      !declaration.is(ProtocolDeclSyntax.self)
    else { return [:] }
    var found: [String: Lookups] = [:]
    var initializers: [Lookups] = []
    func lookups(in code: some SyntaxProtocol, of owner: some SyntaxProtocol) -> Lookups {
      LookupFinder.lookups(in: code, except: StatementNames.locals(of: owner))
    }
    func add(_ code: some SyntaxProtocol, to member: String) {
      found[member, default: Lookups()].formUnion(lookups(in: code, of: code))
    }
    for member in group.memberBlock.members {
      if let subscripted = member.decl.as(SubscriptDeclSyntax.self), let accessors = subscripted.accessorBlock {
        let own = lookups(in: accessors.code, of: subscripted)
        let name = Lookups.MemberName.subscript
        found[name] = found[name]?.common(with: own) ?? own
      } else if let function = member.decl.as(FunctionDeclSyntax.self) {
        let isOperator = function.name.plainName == nil && function.name.tokenKind != .wildcard
        guard let name = isOperator ? function.name.text : function.name.plainName, let body = function.body else {
          continue
        }
        let own = lookups(in: body.statements, of: function)
        // Which of several functions of one name is meant is not known here.
        found[name] = found[name]?.common(with: own) ?? own
      } else if let initializer = member.decl.as(InitializerDeclSyntax.self) {
        guard let body = initializer.body else { continue }
        initializers.append(lookups(in: body.statements, of: initializer))
      } else if let variable = member.decl.as(VariableDeclSyntax.self) {
        let isShared = variable.modifiers.contains {
          [.keyword(.static), .keyword(.class)].contains($0.name.tokenKind)
        }
        let isLazy = isShared || variable.modifiers.contains { $0.name.tokenKind == .keyword(.lazy) }
        for binding in variable.bindings {
          guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainName else { continue }
          if let value = binding.initializer { add(value, to: isLazy ? name : "init") }
          if case .getter(let code) = binding.accessorBlock?.accessors { add(code, to: name) }
          if case .accessors(let accessors) = binding.accessorBlock?.accessors {
            for accessor in accessors { if let body = accessor.body { add(body.statements, to: name) } }
          }
          if found[name] == nil { found[name] = Lookups() }
        }
      }
    }
    if let first = initializers.first {
      let common = initializers.dropFirst().reduce(first) { $0.common(with: $1) }
      found["init", default: Lookups()].formUnion(common)
    }
    return found
  }

  /// For the type or extension that the item declares, the names of what it inherits from and conforms to.
  var parents: [String: [String]] {
    guard case .decl(let declaration) = item, let group = declaration.asProtocol((any DeclGroupSyntax).self) else {
      return [:]
    }
    let own =
      declaration.asProtocol((any NamedDeclSyntax).self)?.name.plainName
      ?? declaration.as(ExtensionDeclSyntax.self)?.extendedType.as(IdentifierTypeSyntax.self)?.name.plainName
    guard let own else { return [:] }
    let inherited = group.inheritanceClause?.inheritedTypes ?? []
    return [own: inherited.compactMap { $0.type.as(IdentifierTypeSyntax.self)?.name.plainName }]
  }

  /// The types of the variables that the item declares, as far as it says them.
  var typesOfVariables: [String: String] {
    guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self) else { return [:] }
    return variable.bindings.reduce(into: [:]) { types, binding in
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainName else { return }
      let made = binding.initializer?.value.withoutEffects.as(FunctionCallExprSyntax.self)?.calledExpression
      types[name] =
        binding.typeAnnotation?.type.as(IdentifierTypeSyntax.self)?.name.plainName
        ?? made?.as(DeclReferenceExprSyntax.self)?.baseName.plainName ?? binding.initializer?.value.typeOfLiteral
    }
  }

  /// What the function that the item declares runs when it is called, the closure that it puts into a variable, or the
  /// getter that it gives one.
  var bodies: [Syntax] {
    guard case .decl(let declaration) = item else { return [] }
    if let function = declaration.as(FunctionDeclSyntax.self) {
      return [Syntax(function.signature)] + (function.body.map { [Syntax($0.statements)] } ?? [])
    }
    return (declaration.as(VariableDeclSyntax.self)?.bindings ?? []).flatMap { binding -> [Syntax] in
      if let closure = binding.initializer?.value.as(ClosureExprSyntax.self) { return [Syntax(closure.statements)] }
      switch binding.accessorBlock?.accessors {
      case .getter(let code): return [Syntax(code)]
      case .accessors(let accessors): return accessors.compactMap { $0.body.map { Syntax($0.statements) } }
      default: return []
      }
    }
  }
}

extension AccessorBlockSyntax {
  /// What runs when a value is read or written.
  fileprivate var code: CodeBlockItemListSyntax {
    switch accessors {
    case .getter(let code): code
    case .accessors(let accessors): accessors.first { $0.accessorSpecifier.text == "get" }?.body?.statements ?? []
    @unknown default: []
    }
  }
}

extension ExprSyntax {
  /// The type that Swift gives a literal where nothing else is said.
  fileprivate var typeOfLiteral: String? {
    switch self.as(ExprSyntaxEnum.self) {
    case .integerLiteralExpr: "Int"
    case .floatLiteralExpr: "Double"
    case .booleanLiteralExpr: "Bool"
    case .stringLiteralExpr: "String"
    default: nil
    }
  }
}
