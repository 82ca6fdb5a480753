import Runs

/// Finds for a stale cell what a reader would call the reason.
struct StaleCauses {
  let notebook: Notebook
  let parameters: [String: String]
  let keys: CellKeys
  let before: RunFacts?
  let changedEnvironment: String?
  let stale: Set<Int>
  /// For each node the first file that is not as it was.
  private var changedFiles: [Int: StaleCause] = [:]

  init(
    notebook: Notebook, parameters: [String: String], keys: CellKeys, memory: some RunMemory, stale: Set<Int>
  ) {
    self.notebook = notebook
    self.parameters = parameters
    self.keys = keys
    self.stale = stale
    before = memory.before
    let names = Set(memory.environment.keys).union(memory.before?.environment.keys ?? [:].keys).sorted()
    changedEnvironment = memory.before.flatMap { before in
      names.first { before.environment[$0] != memory.environment[$0] }
    }
    for index in keys.graph.nodes.indices where stale.contains(keys.graph.nodes[index].cell) {
      guard keys.found[index] == nil, let key = keys.keys[index], let last = memory.statements(key).first else {
        continue
      }
      let changed = last.files.filter { !memory.holds($0) }
      guard let file = changed.first(where: { $0.use == .wrote }) ?? changed.first else { continue }
      let isGone = file.state != FileAccess.absent && memory.state(of: file) == FileAccess.absent
      changedFiles[index] = .file(file, isGone: isGone)
    }
  }

  func cause(of index: Int) -> StaleCause {
    let cell = notebook.cells[index]
    if cell.options.cache == false { return .always }
    guard let before, let own = cellBefore(cell, in: before) else { return .new }
    if let changedEnvironment { return .environment(name: changedEnvironment) }
    if let cause = changedCode(of: cell, since: own) { return cause }
    if own.options != cell.outputOptions { return .options }
    if !own.isDone { return .unfinished }
    let nodes = keys.graph.nodesOfCell[index]
    for node in nodes { if let cause = changedFiles[node] { return cause } }
    if keys.key(cell: index) != nil { return .forgotten }
    return neededCause(of: nodes) ?? .forgotten
  }

  /// The cell as it was in the last run: of the same label, else of the same title or code, else at the same place.
  private func cellBefore(_ cell: Cell, in before: RunFacts) -> RunFacts.Cell? {
    if let label = cell.label { return before.cells.first { $0.label == label } }
    let own = keys.graph.nodesOfCell[cell.index].map { keys.own[$0] }
    if let same = before.cells.first(where: { $0.label == nil && $0.title == cell.title && $0.fingerprints == own }) {
      return same
    }
    if let title = cell.title, let titled = before.cells.first(where: { $0.label == nil && $0.title == title }) {
      return titled
    }
    guard before.cells.indices.contains(cell.index) else { return nil }
    let there = before.cells[cell.index]
    return there.label == nil && (there.title == nil || cell.title == nil) && !there.fingerprints.isEmpty ? there : nil
  }

  private func changedCode(of cell: Cell, since own: RunFacts.Cell) -> StaleCause? {
    let nodes = keys.graph.nodesOfCell[cell.index]
    if let node = nodes.first(where: { !own.fingerprints.contains(keys.own[$0]) }) {
      let statement = keys.graph.nodes[node].statement
      if cell.isParameters, let name = changedParameter(among: statement.defines) { return .parameter(name: name) }
      return .code(line: statement.range.startLine)
    }
    return nodes.map { keys.own[$0] } == own.fingerprints ? nil : .code(line: cell.bodyStartLine)
  }

  private func changedParameter(among names: [String]) -> String? {
    names.first { name in
      guard let parameter = notebook.parameters.first(where: { $0.name == name }), let old = before?.parameters[name]
      else { return false }
      return old != parameters[name] ?? parameter.defaultLiteral
    }
  }

  private func neededCause(of nodes: Range<Int>) -> StaleCause? {
    let graph = keys.graph
    for node in nodes {
      for needed in graph.needs[node].sorted() where !nodes.contains(needed) {
        let statement = graph.nodes[needed].statement
        if let name = changedParameter(among: statement.defines.filter(graph.names[node].contains)) {
          return .parameter(name: name)
        }
      }
    }
    for node in nodes {
      for needed in graph.needs[node].sorted() where !nodes.contains(needed) && stale.contains(graph.nodes[needed].cell)
      {
        let touched = Set(graph.nodes[needed].statement.defines).union(graph.changes[needed])
        guard let name = touched.intersection(graph.names[node]).min() else { continue }
        return .needs(name: name, cell: graph.nodes[needed].cell)
      }
    }
    for node in nodes {
      if let needed = graph.needs[node].sorted().first(where: {
        !nodes.contains($0) && stale.contains(graph.nodes[$0].cell)
      }) {
        return .needs(name: "what acts unmentioned", cell: graph.nodes[needed].cell)
      }
    }
    return nil
  }
}
