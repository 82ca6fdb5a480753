public import Runs

/// The keys of a notebook's statements and cells, given the history of earlier runs.
///
/// A statement's key is a hash of the environment, of its own tokens, and of the keys and findings of all that it
/// needs. So two statements of one key do the same, and what one run found out about the one holds for the other. A key
/// is nil where it cannot be known before something has run.
///
/// Each key hashes the keys of what the statement needs directly, so that the work grows with the edges of the graph.
/// What stands further down in the file, and what only declares (functions, types), has nothing to find out when the
/// statement runs: of these the tokens count, with the tokens of all that they need.
public struct CacheKeys {
  let graph: StatementGraph
  private let notebook: Notebook
  /// Names of variables that were taken to hold no references.
  let values: Set<String>
  /// The hash of each statement by itself; of parameters, with the value that they have in this run.
  private(set) var own: [String] = []
  private(set) var keys: [String?] = []
  /// What each statement found in the file system, where that is known and still holds: a hash.
  private(set) var found: [String?] = []
  /// For statements of which it is known what they need, but which found something else in memory: where.
  private(set) var changedLocations: [Int: String] = [:]
  /// The same, path by path.
  private(set) var traces: [StatementTrace?] = []
  /// For each statement those that have to run before it because of what they leave in the process.
  private(set) var processNeeds: [[Int]] = []

  /// - Parameters:
  ///   - parameters: literals that stand in place of the script's.
  ///   - history: what earlier runs left.
  public init(notebook: Notebook, parameters: [String: String], history: some RunHistory) {
    self.init(notebook: notebook, parameters: parameters, history: history) { _, _, key, memory, drawn in
      history.traces(key).first {
        memory.holds($0.memory) && $0.files.allSatisfy(history.holds) && $0.drew(after: drawn)
      }
    }
  }

  /// - Parameter lookUp: what running the statement at this position of a cell, of this key, found, where random numbers
  ///   had been drawn like this before it; nil when it has to run for that.
  init(
    notebook: Notebook, parameters: [String: String], history: some RunHistory,
    lookUp: (_ cell: Int, _ statement: Int, _ key: String, _ memory: MemoryState, _ drawn: String) -> StatementTrace?
  ) {
    self.notebook = notebook
    values = history.values
    graph = StatementGraph(notebook, values: history.values, accesses: history.accesses)
    let literals = Dictionary(notebook.parameters.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let graph = graph
    own = graph.nodes.indices.map { index in
      let node = graph.nodes[index]
      guard let cell = node.cell, notebook.cells[cell].isParameters else {
        return graph.asksForPlace(index) ? notebook.placedFingerprint(node.statement) : node.statement.fingerprint
      }
      var fingerprint = Fingerprint(node.statement.kind.rawValue)
      for name in node.statement.defines {
        fingerprint.add(name)
        fingerprint.add(literals[name]?.kind.rawValue ?? "")
        fingerprint.add(parameters[name] ?? literals[name]?.defaultLiteral ?? node.statement.fingerprint)
      }
      return fingerprint.text
    }
    var surroundings = Fingerprint("songbook-keys/3", notebook.path)
    for (name, value) in history.environment.sorted(by: { $0.key < $1.key }) {
      surroundings.add(name)
      surroundings.add(value)
    }
    for index in graph.closure(of: graph.implicit).sorted() { surroundings.add(own[index]) }
    let tokens = TokenHashes(of: graph, own: own)
    let base = surroundings.text
    keys = Array(repeating: nil, count: graph.nodes.count)
    found = keys
    traces = Array(repeating: nil, count: graph.nodes.count)
    /// The key with what the statement found.
    var settled = keys
    var memory = MemoryState()
    var process = ProcessState()
    var counts: [String: Int] = [:]
    for index in graph.nodes.indices {
      let node = graph.nodes[index]
      var fingerprint: Fingerprint? = Fingerprint(base, own[index])
      // What is written twice alike finds different things in memory.
      let count = counts[own[index], default: 0]
      counts[own[index]] = count + 1
      if count > 0 { fingerprint?.add("\(count)") }
      if !node.statement.isInert, !process.changed.isEmpty { fingerprint?.add(process.changed) }
      for needed in graph.needs[index] {
        if needed > index || graph.nodes[needed].statement.isInert {
          fingerprint?.add(tokens[needed])
        } else if let key = settled[needed] {
          fingerprint?.add(key)
        } else {
          fingerprint = nil
        }
      }
      keys[index] = fingerprint?.text
      if node.statement.isInert {
        found[index] = ""
      } else if let cell = node.cell, notebook.cells[cell].options.cache != false, let key = keys[index] {
        traces[index] = lookUp(cell, node.position, key, memory, process.drawn)
        found[index] = traces[index]?.fingerprint
        if traces[index] == nil {
          changedLocations[index] = history.traces(key).first?.memory.first { !memory.holds([$0]) }?.location
        }
      }
      settled[index] = valueKey(index)
      if let trace = traces[index], let key = settled[index] { process.note(trace, of: key) }
      guard !node.statement.isInert else { continue }
      let written = traces[index].map { MemoryAccesses($0.memory).writes } ?? graph.accesses[index]?.writes ?? []
      for location in written.union(node.statement.variables) { memory.write(location, by: settled[index]) }
    }
    processNeeds = graph.processNeeds(traces)
  }

  /// The key of the statement at this position of a cell.
  public func key(cell: Int, statement: Int) -> String? { keys[graph.nodesOfCell[cell].lowerBound + statement] }

  /// The key under which a statement's values are cached: it covers what the statement itself found, too.
  public func valueKey(cell: Int, statement: Int) -> String? {
    valueKey(graph.nodesOfCell[cell].lowerBound + statement)
  }

  /// What the statement at this position was taken to have found.
  func trace(cell: Int, statement: Int) -> StatementTrace? {
    traces[graph.nodesOfCell[cell].lowerBound + statement]
  }

  /// All that statements were taken to have found in the file system.
  public var accesses: [FileAccess] { traces.compactMap(\.self).flatMap(\.files) }

  /// Whether a statement that a plan leaves out, in a cell before this one, was seen to write anything but what it
  /// defines, or may have been.
  public func writesLeftOut(by plan: Plan, before cell: Int?) -> Bool {
    graph.nodes.indices.contains { index in
      let node = graph.nodes[index]
      guard let own = node.cell, !node.statement.isInert, cell.map({ own < $0 }) ?? true else { return false }
      let step = plan.cells[own]
      guard !step.runs, !step.part.reruns(node.position, of: notebook.cells[own]) else { return false }
      guard let accesses = graph.accesses[index] else { return graph.changesOthers(index) }
      return !accesses.writes.isSubset(of: node.statement.defines)
    }
  }

  func valueKey(_ index: Int) -> String? {
    guard let key = keys[index], let found = found[index] else { return nil }
    return Fingerprint(key, found).text
  }

  /// Whether the statement leaves something in the process that restoring its value would not.
  func changesProcess(_ index: Int) -> Bool { traces[index]?.changesProcess ?? false }

  /// The key under which a cell's outputs are cached; nil when one of its statements has to run.
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
  /// - Parameter done: cells that came to their end, now or earlier.
  func snapshot(parameters: [String: String], environment: [String: String], done: Set<Int>) -> RunSnapshot {
    let literals = notebook.parameters.map { ($0.name, parameters[$0.name] ?? $0.defaultLiteral) }
    return RunSnapshot(
      environment: environment, parameters: Dictionary(literals, uniquingKeysWith: { $1 }),
      sharedFingerprints: graph.nodes.indices.filter { graph.nodes[$0].cell == nil }.map { own[$0] }.sorted(),
      cells: notebook.cells.map { cell in
        RunSnapshot.Cell(
          label: cell.label, title: cell.title, fingerprints: graph.nodesOfCell[cell.index].map { own[$0] },
          options: cell.outputOptions, isDone: done.contains(cell.index))
      })
  }
}

extension Cell {
  /// The options that what the cell shows depends on. Captions, folding and arrangement are set when the report is
  /// made.
  var outputOptions: String {
    Fingerprint(
      options.label ?? "", options.figureAlternativeText ?? "", options.figureWidth.map { "\($0)" } ?? "",
      options.figureHeight.map { "\($0)" } ?? "", options.figureFontSize.map { "\($0)" } ?? "",
      options.figureTheme ?? "", options.figureResolution.map { "\($0)" } ?? "", "\(options.allowsError)",
      "\(options.escapesFormulas ?? false)"
    ).text
  }
}
