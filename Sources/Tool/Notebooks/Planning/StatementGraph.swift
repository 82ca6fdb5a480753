/// Which statement needs which, over the whole notebook: the finest grain at which something can be left out of a run.
///
/// Statements, not cells, are its nodes, so that a changed chart does not make stale what uses another `let` of its cell. The answer errs on the side of
/// needing too much:
///
/// - A statement needs those that define a name it mentions, directly or through the functions and types it mentions, and those before it that may
///   change such a name.
/// - Imports, extensions and operators act without being mentioned: every statement needs them, and what they mention.
/// - So does every statement need those before it that change something the notebook does not define (`Chart.theme = .dark`).
/// - What a variable holds may be an object. Whoever mentions it may change it, and whatever else it is mentioned together with may be the same object,
///   unless the last run has found its type to be free of references (``RunMemory/values``). A `let` of such a type never changes.
struct StatementGraph {
  /// A statement by its place.
  struct Node {
    var cell: Int
    /// Position among the cell's statements.
    var position: Int
    var statement: Statement
    /// Acts without being mentioned.
    var isAmbient: Bool
  }

  let nodes: [Node]
  /// Positions in `nodes` of each cell's statements.
  private(set) var nodesOfCell: [Range<Int>] = []
  /// What each node needs, itself left out.
  private(set) var needs: [Set<Int>] = []
  /// What each node needs, what that needs, and so on; itself left out.
  private(set) var closures: [[Int]] = []
  /// The names of a node, and those that the functions and types among them mention.
  private(set) var names: [Set<String>] = []
  /// The names that running a node may change.
  private(set) var changes: [Set<String>] = []
  private(set) var definers: [String: [Int]] = [:]
  /// Whether a node may change something that the notebook does not define.
  private(set) var hasEffects: [Bool] = []

  /// - Parameter values: names of variables whose types are known to be free of references.
  init(_ notebook: Notebook, values: Set<String>) {
    var nodes: [Node] = []
    var deferred: [String: [Statement]] = [:]
    for cell in notebook.cells {
      let start = nodes.count
      if cell.options.evaluate {
        for (position, statement) in cell.statements.enumerated() {
          let isAmbient = statement.actsUnmentioned
          // What a cell that may fail defines is seen in it alone.
          if !cell.options.allowsError {
            for name in statement.defines {
              definers[name, default: []].append(nodes.count)
              if statement.isDeferred { deferred[name, default: []].append(statement) }
            }
          }
          nodes.append(Node(cell: cell.index, position: position, statement: statement, isAmbient: isAmbient))
        }
      }
      nodesOfCell.append(start..<nodes.count)
    }
    self.nodes = nodes
    func reach(_ names: some Sequence<String>) -> Set<String> {
      var reached = Set(names)
      var open = Array(reached)
      while let name = open.popLast() {
        for used in (deferred[name] ?? []).lazy.flatMap(\.uses) where reached.insert(used).inserted {
          open.append(used)
        }
      }
      return reached
    }
    let ambient = nodes.indices.filter { nodes[$0].isAmbient }
    let ambientNames = reach(ambient.flatMap { nodes[$0].statement.uses })
    names = nodes.map { node in
      reach(node.statement.uses + node.statement.defines).union(node.statement.isDeferred ? [] : ambientNames)
    }
    let constants = Set(nodes.flatMap(\.statement.constants)).intersection(values)
    let called = nodes.indices.map { index in
      nodes[index].statement.isDeferred ? [] : names[index].flatMap { deferred[$0] ?? [] }
    }
    changes = nodes.indices.map { index in
      guard !nodes[index].statement.isDeferred else { return [] }
      return Set(nodes[index].statement.mutates + called[index].flatMap(\.mutates)).subtracting(constants)
    }
    hasEffects = changes.map { changed in changed.contains { definers[$0] == nil } }
    addSharing(values: values, isFunction: { deferred[$0] != nil })
    connect(ambient: ambient)
  }

  /// Widens `changes` to every object that a statement may have in hand.
  private mutating func addSharing(values: Set<String>, isFunction: (String) -> Bool) {
    let shared = Set(definers.keys.filter { !values.contains($0) && !isFunction($0) })
    guard !shared.isEmpty else { return }
    var groups = NameGroups()
    let mentioned = nodes.indices.map { index in
      nodes[index].statement.isDeferred ? [] : names[index].union(nodes[index].statement.defines).intersection(shared)
    }
    for names in mentioned { groups.join(names) }
    let members = Dictionary(grouping: shared) { groups.representative(of: $0) }
    for index in nodes.indices where !nodes[index].statement.isDeferred {
      for group in Set(mentioned[index].map { groups.representative(of: $0) }) {
        changes[index].formUnion(members[group] ?? [])
      }
    }
  }

  private mutating func connect(ambient: [Int]) {
    var changers: [String: [Int]] = [:]
    for index in nodes.indices { for name in changes[index] { changers[name, default: []].append(index) } }
    let effects = nodes.indices.filter { hasEffects[$0] }
    needs = nodes.indices.map { index in
      var needed = Set(ambient)
      for name in names[index] {
        needed.formUnion(definers[name] ?? [])
        if !nodes[index].statement.isDeferred { needed.formUnion((changers[name] ?? []).lazy.filter { $0 < index }) }
      }
      if !nodes[index].statement.isDeferred { needed.formUnion(effects.lazy.filter { $0 < index }) }
      needed.remove(index)
      return needed
    }
    closures = transitiveClosures()
  }

  /// One bit a node. Most nodes need earlier ones only, so that a second pass finds little more and a third nothing.
  private func transitiveClosures() -> [[Int]] {
    let words = (nodes.count + 63) / 64
    var reached = needs.map { needed in
      var bits = [UInt64](repeating: 0, count: words)
      for index in needed { bits[index >> 6] |= 1 << UInt64(index & 63) }
      return bits
    }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for index in nodes.indices {
        var bits = reached[index]
        for needed in needs[index] { for word in 0..<words { bits[word] |= reached[needed][word] } }
        if bits != reached[index] {
          reached[index] = bits
          hasGrown = true
        }
      }
    }
    return nodes.indices.map { index in
      nodes.indices.filter { $0 != index && reached[index][$0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
    }
  }

  /// The nodes, and all that they need, and what that needs, and so on.
  /// - Parameter instead: what a node needs in place of ``needs``, such as nothing for a value that is kept.
  func closure(of wanted: some Sequence<Int>, needing instead: (Int) -> Set<Int>? = { _ in nil }) -> Set<Int> {
    var reached = Set(wanted)
    var open = Array(reached)
    while let index = open.popLast() {
      for needed in instead(index) ?? needs[index] where reached.insert(needed).inserted { open.append(needed) }
    }
    return reached
  }

  /// Names that two cells define, neither of which the compiler would let stand.
  var hasRedeclaration: Bool {
    definers.values.contains { indices in indices.count { !nodes[$0].statement.mayBeRepeated } > 1 }
  }
}

/// Names that may stand for one object.
private struct NameGroups {
  private var parents: [String: String] = [:]

  func representative(of name: String) -> String {
    var name = name
    while let parent = parents[name] { name = parent }
    return name
  }

  mutating func join(_ names: Set<String>) {
    guard let first = names.min() else { return }
    let root = representative(of: first)
    for name in names {
      let other = representative(of: name)
      if other != root { parents[other] = root }
    }
  }
}

extension Statement {
  /// Acts on other statements without being mentioned by them: an import, an extension, an operator, and a type alias that says what a literal is.
  var actsUnmentioned: Bool {
    switch kind {
    case .importDeclaration, .extension, .operator: true
    case .type: defines.contains { $0.hasSuffix("LiteralType") }
    default: false
    }
  }

  /// Functions may share a name, and a type has any number of extensions.
  fileprivate var mayBeRepeated: Bool { kind == .function || kind == .extension || kind == .operator }
}
