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
    var base = node.base
    // What an initialiser gives is of its type.
    if let call = base?.as(FunctionCallExprSyntax.self), call.calledExpression.is(DeclReferenceExprSyntax.self) {
      base = call.calledExpression
    }
    if let root = base?.as(DeclReferenceExprSyntax.self), let member = node.declName.baseName.plainName {
      let isSelf = root.baseName.tokenKind == .keyword(.self) || root.baseName.tokenKind == .keyword(.Self)
      if let name = isSelf ? "self" : root.baseName.plainName {
        lookups.members.insert(.init(root: name, member: member))
      }
    }
    return .visitChildren
  }

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    if let name = node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.plainName {
      lookups.called.insert(name)
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
      if let function = member.decl.as(FunctionDeclSyntax.self) {
        guard let name = function.name.plainName, let body = function.body else { continue }
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

  /// The types of the variables that the item declares, as far as it says them.
  var typesOfVariables: [String: String] {
    guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self) else { return [:] }
    return variable.bindings.reduce(into: [:]) { types, binding in
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainName else { return }
      let made = binding.initializer?.value.withoutEffects.as(FunctionCallExprSyntax.self)?.calledExpression
      types[name] =
        binding.typeAnnotation?.type.as(IdentifierTypeSyntax.self)?.name.plainName
        ?? made?.as(DeclReferenceExprSyntax.self)?.baseName.plainName
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
