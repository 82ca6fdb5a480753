import SwiftSyntax

/// Collects the names that a statement defines, mentions and may change.
///
/// Members behind a dot and argument labels are not names of the top level and are left out: what a type's members need
/// comes with the cell that defines or extends it.
final class StatementNames: SyntaxVisitor {
  private var mentions = Mentions()

  /// Functions that only show what they are given.
  private static let outputFunctions: Set<String> = [
    "print", "debugPrint", "dump", "display", "metric", "warn", "artifact", "assert", "precondition", "fatalError",
    "preconditionFailure",
  ]

  static func mentions(of item: CodeBlockItemSyntax, isDisplayed: Bool) -> Mentions {
    let collector = StatementNames(viewMode: .sourceAccurate)
    DefinedNames.collect(from: item, into: &collector.mentions)
    collector.walk(item.item)
    if !isDisplayed, case .expr(let expression) = item.item { collector.discard(expression) }
    var mentions = collector.finished()
    mentions.lookups = LookupFinder.lookups(in: item.item, except: mentions.locals)
    mentions.isClosure = item.isClosure
    for body in item.bodies {
      mentions.body.formUnion(LookupFinder.lookups(in: body, except: mentions.locals))
    }
    mentions.members = item.memberLookups
    mentions.types = item.typesOfVariables
    mentions.parents = item.parents
    mentions.shown = ShownValues.values(of: item, isDisplayed: isDisplayed)
    return mentions
  }

  /// Names that are declared inside of code.
  static func locals(of code: some SyntaxProtocol) -> Set<String> {
    let collector = StatementNames(viewMode: .sourceAccurate)
    collector.walk(code)
    return collector.mentions.locals
  }

  static func mentions(of expressions: some SyntaxProtocol) -> Mentions {
    let collector = StatementNames(viewMode: .sourceAccurate)
    collector.walk(expressions)
    var mentions = collector.finished()
    mentions.lookups = LookupFinder.lookups(in: expressions, except: mentions.locals)
    return mentions
  }

  private func finished() -> Mentions {
    if !mentions.variables.isEmpty { mentions.holdsState = true }
    mentions.uses.subtract(mentions.defines)
    return mentions
  }

  private func use(_ token: TokenSyntax) {
    guard let name = token.plainName else { return }
    mentions.uses.insert(name)
  }

  // MARK: Mentions

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
    if !isMember, node.parent?.is(KeyPathPropertyComponentSyntax.self) != true { use(node.baseName) }
    return .visitChildren
  }

  /// Objects of libraries that hold what code puts into them and takes out again anywhere.
  private static let sharedObjects: Set<String> = [
    "HTTPCookieStorage.shared", "NSTimeZone.default", "NotificationCenter.default", "OperationQueue.main",
    "RunLoop.current", "RunLoop.main", "Thread.current", "Thread.main", "URLCache.shared", "UserDefaults.standard",
  ]

  /// Folders of the user, which Foundation finds with variables of the environment that it reads unseen.
  private static let userFolders: Set<String> = [
    "applicationSupportDirectory", "cachesDirectory", "desktopDirectory", "documentDirectory", "documentsDirectory",
    "downloadsDirectory", "moviesDirectory", "musicDirectory", "picturesDirectory", "sharedPublicDirectory",
    "trashDirectory",
  ]

  /// Members are no names of the top level, but for those that tell that the statement works with addresses, and for
  /// shared objects.
  override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
    guard let name = node.declName.baseName.plainName else { return .visitChildren }
    if name.contains("Unsafe") { mentions.uses.insert(name) }
    if Self.userFolders.contains(name) { mentions.uses.insert(ProcessState.environment) }
    // Whatever stands before the dot: there is one in a process.
    if name == "processName" { mentions.uses.insert("ProcessInfo.processName") }
    if let base = node.base?.as(DeclReferenceExprSyntax.self)?.baseName.plainName,
      Self.sharedObjects.contains("\(base).\(name)")
    {
      mentions.uses.insert("\(base).\(name)")
    }
    return .visitChildren
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    use(node.name)
    return .visitChildren
  }

  override func visit(_ node: ClosureCaptureSyntax) -> SyntaxVisitorContinueKind {
    if node.initializer == nil { use(node.name) }
    return .visitChildren
  }

  override func visit(_ node: OptionalBindingConditionSyntax) -> SyntaxVisitorContinueKind {
    if node.initializer == nil, let pattern = node.pattern.as(IdentifierPatternSyntax.self) { use(pattern.identifier) }
    return .visitChildren
  }

  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    if let literal = node.representedLiteralValue, LabelForm.isReferable(literal) { mentions.labels.insert(literal) }
    return .visitChildren
  }

  // MARK: State

  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
    mentions.holdsState = true
    return .visitChildren
  }

  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
    mentions.holdsState = true
    return .visitChildren
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    let isShared = node.modifiers.contains { [.keyword(.static), .keyword(.class)].contains($0.name.tokenKind) }
    if isShared, node.bindingSpecifier.tokenKind == .keyword(.var) { mentions.holdsState = true }
    return .visitChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    if let name = node.name.plainName, !mentions.defines.contains(name) { mentions.locals.insert(name) }
    // The clause begins with an arrow of its own; another is that of a function.
    let arrows = node.signature.returnClause?.tokens(viewMode: .sourceAccurate).count { $0.tokenKind == .arrow } ?? 0
    if arrows > 1 { mentions.holdsState = true }
    return .visitChildren
  }

  // MARK: Names inside

  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    if let name = node.identifier.plainName, !mentions.defines.contains(name) { mentions.locals.insert(name) }
    return .visitChildren
  }

  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    if let name = (node.secondName ?? node.firstName).plainName { mentions.locals.insert(name) }
    return .visitChildren
  }

  override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
    if let name = (node.secondName ?? node.firstName).plainName { mentions.locals.insert(name) }
    return .visitChildren
  }

  override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
    if let name = node.name.plainName { mentions.locals.insert(name) }
    return .visitChildren
  }

  // MARK: Changes

  override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
    var before: ExprSyntax?
    for element in node.elements {
      if element.isAssignment, let before { mentions.changes.formUnion(before.rootNames) }
      before = element
    }
    return .visitChildren
  }

  override func visit(_ node: InOutExprSyntax) -> SyntaxVisitorContinueKind {
    mentions.changes.formUnion(node.expression.rootNames)
    return .visitChildren
  }

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    if let member = node.calledExpression.as(MemberAccessExprSyntax.self), let base = member.base {
      mentions.calledOn.formUnion(base.rootNames)
    }
    return .visitChildren
  }

  override func visit(_ node: CodeBlockItemSyntax) -> SyntaxVisitorContinueKind {
    if !node.isImplicitReturn, case .expr(let expression) = node.item { discard(expression) }
    return .visitChildren
  }

  /// A call whose value is not used is there for its effect, on whatever it mentions.
  private func discard(_ expression: ExprSyntax) {
    if let sequence = expression.withoutEffects.as(SequenceExprSyntax.self),
      sequence.elements.contains(where: \.isAssignment)
    {
      return
    }
    guard CallFinder.findsCall(in: expression) else { return }
    let roots = expression.rootNames
    guard roots.isDisjoint(with: Self.outputFunctions) else { return }
    let inner = StatementNames(viewMode: .sourceAccurate)
    inner.walk(expression)
    mentions.changes.formUnion(roots)
    mentions.changes.formUnion(inner.mentions.uses.filter { $0.first?.isUppercase == false })
  }
}

/// Whether an expression calls anything.
private final class CallFinder: SyntaxVisitor {
  private var found = false

  static func findsCall(in expression: ExprSyntax) -> Bool {
    let finder = CallFinder(viewMode: .sourceAccurate)
    finder.walk(expression)
    return finder.found
  }

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    found = true
    return .skipChildren
  }

  override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
    found = true
    return .skipChildren
  }
}

extension CodeBlockItemSyntax {
  /// The only expression of a closure, or of a function or property with a type: its value is returned.
  fileprivate var isImplicitReturn: Bool {
    guard let list = parent?.as(CodeBlockItemListSyntax.self), list.count == 1, let owner = list.parent else {
      return false
    }
    if owner.is(ClosureExprSyntax.self) || owner.is(AccessorBlockSyntax.self) { return true }
    guard owner.is(CodeBlockSyntax.self), let function = owner.parent?.as(FunctionDeclSyntax.self) else { return false }
    return function.signature.returnClause != nil
  }
}
