/// Which statement needs which, over the whole notebook: the finest grain at which something can be left out of a run.
///
/// Statements, not cells, are its nodes, so that a changed chart does not make stale what uses another `let` of its
/// cell. The answer errs on the side of needing too much:
///
/// - A statement needs those that define a name it mentions, directly or through the functions and types it mentions,
///   and those before it that may change such a name.
/// - Imports, extensions and operators act without being mentioned: every statement needs them, and what they mention.
/// - So does every statement need those before it that change something the notebook does not define (`Chart.theme =
///   .dark`).
/// - What a variable holds may be an object. A statement that mentions it may change it, and whatever else it is
///   mentioned together with may be the same object, unless the last run has found its type to be free of references
///   (``RunHistory/values``). A `let` of such a type never changes.
///
/// Names do not show what a method changes. So a statement that runs also needs those before it that were seen to write
/// what it was seen to read, see ``observed``. Of code that has not run yet, names have to say it: it is taken to change
/// what the functions and types change whose code the values that it mentions carry.
///
/// A statement that may change a name mentions that name, so it needs the one that changed it before. The graph
/// therefore stores for each statement only the latest of those that change a name: the earlier ones follow from it,
/// and the number of edges grows with the length of the notebook, not with its square.
struct StatementGraph {
  /// A statement and where it stands.
  struct Node {
    /// Position of its cell; nil for what a shared file declares.
    var cell: Int?
    /// Position among the statements of its cell or file.
    var position: Int
    var statement: Statement
    /// Acts without being mentioned.
    var isImplicit: Bool
  }

  let nodes: [Node]
  /// Positions in `nodes` of each cell's statements.
  private(set) var nodesOfCell: [Range<Int>] = []
  /// The statements that act without being mentioned. Every statement needs them.
  let implicit: [Int]
  /// For each node, in ascending order, what it needs beside ``implicit``. Of those that change a name, the latest
  /// before the node.
  private(set) var needs: [[Int]] = []
  /// For each node the latest before it of those that were seen to write what it was seen to access. When it runs it
  /// needs these, too. What writes a location accesses it, so that the earlier ones follow from the latest.
  private(set) var observed: [[Int]] = []
  /// What each node was last seen to access in memory; nil where it has not run.
  let accesses: [MemoryAccesses?]
  /// Nodes that one before them in the file needs and that runs where it stands: it finds what they define as it is
  /// before they have run.
  private(set) var neededBefore: Set<Int> = []
  /// Whether code that is called asks for its place.
  private let hasQuestionsForPlace: Bool
  /// The statements that define a name, in ascending order.
  private(set) var definers: [String: [Int]] = [:]

  /// Names that each node mentions, directly or through functions and types, as far as the notebook defines or changes
  /// them or they are of ``ProcessState/names``.
  private var names: [Set<String>] = []
  /// Names that each node mentions only through code that the values it mentions carry with them: what the methods of
  /// their types use.
  private(set) var carried: [Set<String>] = []
  /// The same for all statements of ``implicit`` together. Every statement that runs where it stands mentions these,
  /// too.
  private var implicitNames: Set<String> = []
  /// Names that running a node may change by assignment, or by a call of a function that assigns.
  private var assigned: [Set<String>] = []
  private var shared = SharedNames()
  /// The groups of ``shared`` that each node mentions, and may therefore change.
  private var groups: [Set<Int>] = []

  /// - Parameters:
  ///   - values: names of variables whose types are known to be free of references.
  ///   - accesses: what a statement of this fingerprint was last seen to access in memory; nil where it has not run.
  ///     Without it names alone count.
  init(_ notebook: Notebook, values: Set<String>, accesses: ((String) -> MemoryAccesses?)? = nil) {
    var nodes: [Node] = []
    var deferred: [String: [Statement]] = [:]
    for (position, statement) in notebook.sharedSources.flatMap(\.statements).enumerated() {
      for name in statement.defines {
        definers[name, default: []].append(nodes.count)
        deferred[name, default: []].append(statement)
      }
      nodes.append(Node(cell: nil, position: position, statement: statement, isImplicit: statement.isImplicit))
    }
    for cell in notebook.cells {
      let start = nodes.count
      if cell.options.evaluate {
        for (position, statement) in cell.statements.enumerated() {
          // What a cell that may fail defines is seen in it alone.
          if !cell.options.allowsError {
            for name in statement.defines {
              definers[name, default: []].append(nodes.count)
              if statement.isDeferred { deferred[name, default: []].append(statement) }
            }
          }
          nodes.append(
            Node(cell: cell.index, position: position, statement: statement, isImplicit: statement.isImplicit))
        }
      }
      nodesOfCell.append(start..<nodes.count)
    }
    self.nodes = nodes
    implicit = nodes.indices.filter { nodes[$0].isImplicit }
    hasQuestionsForPlace = nodes.contains { $0.statement.isInert && $0.statement.asksForPlace }
    self.accesses = nodes.map { node in
      guard let accesses, !node.statement.isInert else { return nil }
      return notebook.isObserved ? accesses(node.statement.fingerprint) : notebook.accessesUnobserved(node.statement)
    }
    findNames(deferred)
    if accesses != nil {
      findCarried(deferred)
    } else {
      carried = Array(repeating: [], count: nodes.count)
    }
    findChanges(deferred, values: values.subtracting(exposedNames))
    connect()
    findObserved()
  }

  private mutating func findNames(_ deferred: [String: [Statement]]) {
    let known = nodes.reduce(into: ProcessState.names.union(sharedObjects).union(definers.keys)) {
      $0.formUnion($1.statement.mutates)
    }
    names = nodes.map {
      reach($0.statement.uses + $0.statement.defines + $0.statement.mutates, deferred).intersection(known)
    }
    implicitNames = reach(implicit.flatMap { nodes[$0].statement.uses }, deferred).intersection(known)
  }

  /// The names, and those that functions and types among them mention, and so on.
  private func reach(_ names: some Sequence<String>, _ deferred: [String: [Statement]]) -> Set<String> {
    var reached = Set(names)
    var open = Array(reached)
    while let name = open.popLast() {
      for used in (deferred[name] ?? []).lazy.flatMap(\.uses) where reached.insert(used).inserted {
        open.append(used)
      }
    }
    return reached
  }

  /// A value brings the code of its type with it, and that of the values in it.
  private mutating func findCarried(_ deferred: [String: [Statement]]) {
    var carriedByName: [String: Set<String>] = [:]
    carried = nodes.indices.map { index in
      let statement = nodes[index].statement
      guard !statement.isInert else { return [] }
      var code: Set<String> = []
      for name in names[index] {
        if let more = carriedByName[name], !more.isSubset(of: code) { code.formUnion(more) }
      }
      let own = statement.uses.filter { deferred[$0] != nil }
      if !own.isEmpty || !code.isEmpty {
        let brought = own.isEmpty ? code : code.union(reach(own, deferred).intersection(names[index]))
        for name in statement.defines + statement.mutates { carriedByName[name, default: []].formUnion(brought) }
      }
      return code.subtracting(names[index])
    }
  }

  /// Objects of libraries that statements mention, such as `UserDefaults.standard`.
  private var sharedObjects: Set<String> {
    nodes.reduce(into: []) { objects, node in objects.formUnion(node.statement.uses.lazy.filter { $0.contains(".") }) }
  }

  /// Variables whose address code may have kept: they may change without being mentioned.
  private var exposedNames: Set<String> {
    nodes.reduce(into: Set<String>()) { exposed, node in
      let statement = node.statement
      guard statement.uses.contains(where: { $0.contains("Unsafe") || $0.hasPrefix("unsafe") }) else { return }
      exposed.formUnion(statement.uses + statement.mutates + statement.defines)
    }
  }

  private mutating func findChanges(_ deferred: [String: [Statement]], values: Set<String>) {
    let constants = Set(nodes.flatMap(\.statement.constants)).intersection(values)
    func changes(_ names: Set<String>) -> Set<String> {
      names.reduce(into: Set<String>()) { changed, name in
        for statement in deferred[name] ?? [] { changed.formUnion(statement.mutates) }
      }
    }
    let byImplicit = changes(implicitNames)
    assigned = nodes.indices.map { index in
      guard !nodes[index].statement.isDeferred else { return [] }
      // Of what has run it is known what it changes.
      let code = accesses[index] == nil ? carried[index] : []
      return changes(names[index].union(code)).union(byImplicit).union(nodes[index].statement.mutates)
        .subtracting(constants)
    }
    let variables = definers.keys.filter { !values.contains($0) && deferred[$0] == nil }
    shared = SharedNames(variables + sharedObjects)
    guard !shared.isEmpty else {
      groups = Array(repeating: [], count: nodes.count)
      return
    }
    for index in nodes.indices where !nodes[index].statement.isDeferred {
      shared.join(allNames(of: index).union(carried[index]))
    }
    groups = nodes.indices.map { index in
      nodes[index].statement.isDeferred ? [] : shared.groups(of: allNames(of: index).union(carried[index]))
    }
  }

  private mutating func connect() {
    var lastAssigned: [String: Int] = [:]
    var lastOfGroup: [Int: Int] = [:]
    var lastEffect: Int?
    needs = nodes.indices.map { index in
      var needed: Set<Int> = []
      let isDeferred = nodes[index].statement.isDeferred
      for name in names[index] { needed.formUnion(definers[name] ?? []) }
      guard !isDeferred else { return needed.subtracting([index]).sorted() }
      for name in implicitNames { needed.formUnion(definers[name] ?? []) }
      for name in carried[index] { needed.formUnion((definers[name] ?? []).lazy.filter { $0 < index }) }
      for name in allNames(of: index).union(assigned[index]) {
        if let last = lastAssigned[name] { needed.insert(last) }
      }
      for group in groups[index] { if let last = lastOfGroup[group] { needed.insert(last) } }
      if let lastEffect { needed.insert(lastEffect) }
      for name in assigned[index] { lastAssigned[name] = index }
      for group in groups[index] { lastOfGroup[group] = index }
      if assigned[index].contains(where: { definers[$0] == nil }) { lastEffect = index }
      needed.remove(index)
      neededBefore.formUnion(needed.lazy.filter { $0 > index })
      return needed.sorted()
    }
  }

  private mutating func findObserved() {
    var lastWriters: [String: Int] = [:]
    observed = nodes.indices.map { index in
      guard !nodes[index].statement.isInert else { return [] }
      var needed: Set<Int> = []
      if let accesses = accesses[index] {
        for location in accesses.uses { if let last = lastWriters[location] { needed.insert(last) } }
      } else if !lastWriters.isEmpty {
        let mentioned = allNames(of: index).union(carried[index])
        for (location, last) in lastWriters where mentioned.contains(MemoryUse.root(ofLocation: location)) {
          needed.insert(last)
        }
      }
      for location in accesses[index]?.writes ?? [] { lastWriters[location] = index }
      for name in nodes[index].statement.variables { lastWriters[name] = index }
      needed.remove(index)
      return needed.sorted()
    }
  }

  /// The names that a node mentions, directly, through functions and types, or through what acts without being
  /// mentioned.
  func allNames(of index: Int) -> Set<String> {
    nodes[index].statement.isDeferred || implicitNames.isEmpty ? names[index] : names[index].union(implicitNames)
  }

  /// Whether a node calls code that asks for the place of the call, or may.
  func asksForPlace(_ index: Int) -> Bool {
    guard hasQuestionsForPlace, nodes[index].cell != nil, !nodes[index].statement.isInert else { return false }
    return (needs[index] + implicit).contains { nodes[$0].statement.isInert && nodes[$0].statement.asksForPlace }
  }

  /// Whether running a node may change what a name stands for.
  func changes(_ index: Int, _ name: String) -> Bool {
    assigned[index].contains(name) || shared.group(of: name).map(groups[index].contains) ?? false
  }

  /// Whether running a node may change anything but the values of the names it defines.
  func changesOthers(_ index: Int) -> Bool {
    let own = nodes[index].statement.defines
    if !assigned[index].isSubset(of: own) || accesses[index]?.writes.isSubset(of: own) == false { return true }
    return groups[index].contains { group in
      shared.count(ofGroup: group) > Set(own).count { shared.group(of: $0) == group }
    }
  }

  /// The nodes, and all that they need, and what that needs, and so on.
  /// - Parameter instead: what a node needs in place of ``needs``, such as nothing for a value that is restored.
  func closure(of wanted: some Sequence<Int>, needing instead: (Int) -> [Int]? = { _ in nil }) -> Set<Int> {
    var reached = Set(wanted)
    if !reached.isEmpty { reached.formUnion(implicit) }
    var open = Array(reached)
    while let index = open.popLast() {
      for needed in instead(index) ?? needs[index] + observed[index] where reached.insert(needed).inserted {
        open.append(needed)
      }
    }
    return reached
  }

  /// Names that two cells define, neither of which the compiler would let stand.
  var hasRedeclaration: Bool {
    definers.values.contains { indices in indices.count { !nodes[$0].statement.mayBeRepeated } > 1 }
  }
}

/// Names that may stand for one object, in groups.
private struct SharedNames {
  private var indices: [String: Int] = [:]
  private var parents: [Int] = []
  /// Of the groups whose first name this is.
  private var counts: [Int] = []

  var isEmpty: Bool { parents.isEmpty }

  init(_ names: [String] = []) {
    for name in names.sorted() { indices[name] = indices.count }
    parents = Array(0..<names.count)
    counts = Array(repeating: 1, count: names.count)
  }

  /// All these names may stand for one object, as far as they are shared.
  mutating func join(_ names: Set<String>) {
    var first: Int?
    for name in names {
      guard let index = indices[name] else { continue }
      guard let known = first else {
        first = root(index)
        continue
      }
      var (large, small) = (known, root(index))
      if large == small { continue }
      if counts[large] < counts[small] { swap(&large, &small) }
      parents[small] = large
      counts[large] += counts[small]
      first = large
    }
  }

  /// The group of a name; nil when it stands for nothing that is shared.
  func group(of name: String) -> Int? { indices[name].map(root) }

  func groups(of names: Set<String>) -> Set<Int> { Set(names.lazy.compactMap(group)) }

  func count(ofGroup group: Int) -> Int { counts[group] }

  private func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index { index = parents[index] }
    return index
  }
}

extension Notebook {
  /// Whether what statements access in memory is seen: optimised code does not show it.
  public var isObserved: Bool { !frontMatter.optimize }

  /// What a statement whose accesses are not seen is taken to access: all there is.
  public func accessesUnobserved(_ statement: Statement) -> MemoryAccesses {
    let isPlain = statement.isInert || (statement.kind == .variable && statement.uses.isEmpty)
    let code = sharedSources.lazy.map(\.statements) + cells.lazy.map(\.statements)
    let all: Set<String> = isPlain || !code.contains { $0.contains(where: \.holdsState) } ? [] : ["memory"]
    return MemoryAccesses(uses: all, writes: all)
  }
}

extension Notebook {
  /// The fingerprint of a statement for which it matters where it stands, with the comments and blanks in it.
  func placedFingerprint(_ statement: Statement) -> String {
    let text = source.utf8.dropFirst(statement.startOffset).prefix(statement.endOffset - statement.startOffset)
    return Fingerprint(
      statement.fingerprint, "\(statement.range.startLine):\(statement.range.startColumn)",
      String(decoding: Array(text), as: UTF8.self)
    ).text
  }
}

extension Statement {
  /// Nothing runs where it stands.
  public var isInert: Bool { isDeferred || kind == .importDeclaration }

  /// Acts on other statements without being mentioned by them: an import, an extension, an operator, and a type alias
  /// that says what a literal is.
  var isImplicit: Bool {
    switch kind {
    case .importDeclaration, .extension, .operator: true
    case .type: defines.contains { $0.hasSuffix("LiteralType") }
    default: false
    }
  }

  /// Functions may share a name, and a type has any number of extensions.
  fileprivate var mayBeRepeated: Bool { kind == .function || kind == .extension || kind == .operator }
}
