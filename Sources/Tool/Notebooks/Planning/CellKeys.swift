public import Runs

/// The keys of a notebook's statements and cells under what is remembered of earlier runs.
///
/// A statement's key is a hash of the environment, of its own tokens, of the tokens of all that it needs, and of what those read. So two statements
/// of one key do the same, and what one run found out about the one holds for the other. A key is nil where it cannot be known before
/// something has run.
public struct CellKeys {
  let graph: StatementGraph
  private let notebook: Notebook
  /// The hash of each statement by itself; of parameters, with the value that they have in this run.
  private(set) var own: [String] = []
  private(set) var keys: [String?] = []
  /// What each statement found in the file system, where that is known and still so: a hash.
  private(set) var found: [String?] = []
  /// The same, path by path.
  private(set) var memories: [StatementMemory?] = []

  /// - Parameters:
  ///   - parameters: literals that stand in place of the script's.
  ///   - memory: what earlier runs left.
  public init(notebook: Notebook, parameters: [String: String], memory: some RunMemory) {
    self.init(notebook: notebook, parameters: parameters, memory: memory) { _, _, key in
      memory.statements(key).first { $0.files.allSatisfy(memory.holds) }
    }
  }

  /// - Parameter lookUp: what running the statement at this place of a cell, of this key, found; nil when it has to run for that.
  init(
    notebook: Notebook, parameters: [String: String], memory: some RunMemory,
    lookUp: (_ cell: Int, _ statement: Int, _ key: String) -> StatementMemory?
  ) {
    self.notebook = notebook
    graph = StatementGraph(notebook, values: memory.values)
    var environment = Fingerprint("songbook-keys/1", notebook.path)
    for (name, value) in memory.environment.sorted(by: { $0.key < $1.key }) {
      environment.add(name)
      environment.add(value)
    }
    let surroundings = environment.text
    let literals = Dictionary(notebook.parameters.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    own = graph.nodes.map { node in
      guard notebook.cells[node.cell].isParameters else { return node.statement.fingerprint }
      var fingerprint = Fingerprint(node.statement.kind.rawValue)
      for name in node.statement.defines {
        fingerprint.add(name)
        fingerprint.add(literals[name]?.kind.rawValue ?? "")
        fingerprint.add(parameters[name] ?? literals[name]?.defaultLiteral ?? node.statement.fingerprint)
      }
      return fingerprint.text
    }
    keys = Array(repeating: nil, count: graph.nodes.count)
    found = keys
    memories = Array(repeating: nil, count: graph.nodes.count)
    for index in graph.nodes.indices {
      keys[index] = key(of: index, in: surroundings)
      let node = graph.nodes[index]
      if node.statement.isInert {
        found[index] = ""
      } else if notebook.cells[node.cell].options.cache != false, let key = keys[index] {
        memories[index] = lookUp(node.cell, node.position, key)
        found[index] = memories[index]?.fingerprint
      }
    }
  }

  private func key(of index: Int, in surroundings: String) -> String? {
    var fingerprint = Fingerprint(surroundings, own[index])
    for needed in graph.closures[index] {
      fingerprint.add(own[needed])
      // What runs later cannot have been found out yet, and does not matter yet.
      guard needed < index, !graph.nodes[needed].statement.isInert else { continue }
      guard let found = found[needed] else { return nil }
      fingerprint.add(found)
    }
    return fingerprint.text
  }

  /// The key of the statement at this place of a cell.
  public func key(cell: Int, statement: Int) -> String? { keys[graph.nodesOfCell[cell].lowerBound + statement] }

  /// The key under which a statement's values are kept: it covers what the statement itself found, too.
  public func valueKey(cell: Int, statement: Int) -> String? {
    valueKey(graph.nodesOfCell[cell].lowerBound + statement)
  }

  /// What the statement at this place was taken to have found.
  func memory(cell: Int, statement: Int) -> StatementMemory? {
    memories[graph.nodesOfCell[cell].lowerBound + statement]
  }

  /// All accesses that statements were taken to have made.
  public var accesses: [FileAccess] { memories.compactMap(\.self).flatMap(\.files) }

  func valueKey(_ index: Int) -> String? {
    guard let key = keys[index], let found = found[index] else { return nil }
    return Fingerprint(key, found).text
  }

  /// The key under which a cell's outputs are kept; nil when one of its statements has to run.
  public func key(cell index: Int) -> String? {
    let cell = notebook.cells[index]
    var fingerprint = Fingerprint("cell", cell.kind.rawValue, cell.outputOptions)
    // Prose around expressions is shown as the run filled it in.
    if cell.kind == .markdown { fingerprint.add(cell.body) }
    for node in graph.nodesOfCell[index] {
      guard let key = keys[node], let found = found[node] else { return nil }
      fingerprint.add(key)
      fingerprint.add(found)
      fingerprint.add(graph.nodes[node].statement.isDisplayed ? "shown" : "")
    }
    return fingerprint.text
  }

  /// What this run consists of, for the explanations of the next one.
  public func facts(parameters: [String: String], environment: [String: String], done: Set<Int>) -> RunFacts {
    let literals = notebook.parameters.map { ($0.name, parameters[$0.name] ?? $0.defaultLiteral) }
    return RunFacts(
      environment: environment, parameters: Dictionary(literals, uniquingKeysWith: { $1 }),
      cells: notebook.cells.map { cell in
        RunFacts.Cell(
          label: cell.label, title: cell.title, fingerprints: graph.nodesOfCell[cell.index].map { own[$0] },
          options: cell.outputOptions, isDone: done.contains(cell.index))
      })
  }
}

extension Cell {
  /// The options that what the cell shows depends on. Captions, folding and arrangement are set when the report is made.
  var outputOptions: String {
    Fingerprint(
      options.label ?? "", options.figureAlternativeText ?? "", options.figureWidth.map { "\($0)" } ?? "",
      options.figureHeight.map { "\($0)" } ?? "", "\(options.allowsError)"
    ).text
  }
}

extension Statement {
  /// Nothing runs where it stands.
  public var isInert: Bool { isDeferred || kind == .importDeclaration }
}

extension StatementMemory {
  var fingerprint: String {
    guard !files.isEmpty else { return "" }
    var fingerprint = Fingerprint()
    for file in files {
      fingerprint.add(file.use.rawValue)
      fingerprint.add(file.path)
      fingerprint.add(file.state ?? "")
    }
    return fingerprint.text
  }
}
