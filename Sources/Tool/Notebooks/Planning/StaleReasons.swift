import Runs

/// Finds for a stale cell what a reader would call the reason.
struct StaleReasons {
  private let notebook: Notebook
  private let parameters: [String: String]
  private let keys: CacheKeys
  private let lastRun: RunSnapshot?
  private let changedEnvironment: String?
  private let stale: Set<Int>
  /// For each node the first file that is not as it was.
  private var changedFiles: [Int: StaleReason] = [:]
  /// The first statement of a stale cell that may change a name.
  private var firstChangers: [String: Int] = [:]
  /// The last run's cells by label, by title, and by title and code; of equal ones the first.
  private var labelled: [String: RunSnapshot.Cell] = [:]
  private var titled: [String: RunSnapshot.Cell] = [:]
  private var unlabelled: [Identity: RunSnapshot.Cell] = [:]

  private struct Identity: Hashable {
    var title: String?
    var fingerprints: [String]
  }

  init(
    notebook: Notebook, parameters: [String: String], keys: CacheKeys, history: some RunHistory, stale: Set<Int>
  ) {
    self.notebook = notebook
    self.parameters = parameters
    self.keys = keys
    self.stale = stale
    let lastRun = history.lastRun
    self.lastRun = lastRun
    changedEnvironment = lastRun.flatMap { last in
      Set(history.environment.keys).union(last.environment.keys).sorted()
        .first { last.environment[$0] != history.environment[$0] }
    }
    guard !stale.isEmpty else { return }
    for cell in (lastRun?.cells ?? []).reversed() {
      if let label = cell.label {
        labelled[label] = cell
      } else {
        unlabelled[Identity(title: cell.title, fingerprints: cell.fingerprints)] = cell
        if let title = cell.title { titled[title] = cell }
      }
    }
    findChangedFiles(history)
    for index in keys.graph.nodes.indices.reversed() where isStale(index) {
      for name in keys.graph.allNames(of: index) where keys.graph.changes(index, name) { firstChangers[name] = index }
    }
  }

  /// Whether the statement is of a cell that runs.
  private func isStale(_ index: Int) -> Bool { keys.graph.nodes[index].cell.map(stale.contains) ?? false }

  private mutating func findChangedFiles(_ history: some RunHistory) {
    for index in keys.graph.nodes.indices where isStale(index) {
      guard keys.found[index] == nil, let key = keys.keys[index], let last = history.traces(key).first else {
        continue
      }
      let changed = last.files.filter { !history.holds($0) }
      guard let file = changed.first(where: { $0.use == .wrote }) ?? changed.first else { continue }
      let isGone = file.state != FileAccess.absent && history.state(of: file) == FileAccess.absent
      changedFiles[index] = .file(file, isGone: isGone)
    }
  }

  func reason(for index: Int) -> StaleReason {
    let cell = notebook.cells[index]
    if cell.options.cache == false { return .always }
    guard let lastRun, let before = lastCell(cell, in: lastRun) else { return .new }
    if let changedEnvironment { return .environment(name: changedEnvironment) }
    if let reason = changedCode(of: cell, since: before) { return reason }
    if before.options != cell.outputOptions { return .options }
    if !before.isDone { return .unfinished }
    let nodes = keys.graph.nodesOfCell[index]
    for node in nodes { if let reason = changedFiles[node] { return reason } }
    if keys.key(cell: index) != nil { return .forgotten }
    if let reason = neededReason(of: nodes) ?? changedSharedFile(of: nodes) { return reason }
    guard let needed = nodes.flatMap({ keys.processNeeds[$0] }).first(where: { !nodes.contains($0) }) else {
      return .forgotten
    }
    return needs("the state of the process", of: needed)
  }

  /// The cell as it was in the last run: of the same label, else of the same title or code, else at the same position.
  private func lastCell(_ cell: Cell, in lastRun: RunSnapshot) -> RunSnapshot.Cell? {
    if let label = cell.label { return labelled[label] }
    let own = keys.graph.nodesOfCell[cell.index].map { keys.own[$0] }
    if let same = unlabelled[Identity(title: cell.title, fingerprints: own)] { return same }
    if let title = cell.title, let titled = titled[title] { return titled }
    guard lastRun.cells.indices.contains(cell.index) else { return nil }
    let there = lastRun.cells[cell.index]
    return there.label == nil && (there.title == nil || cell.title == nil) && !there.fingerprints.isEmpty ? there : nil
  }

  private func changedCode(of cell: Cell, since before: RunSnapshot.Cell) -> StaleReason? {
    let nodes = keys.graph.nodesOfCell[cell.index]
    if let node = nodes.first(where: { !before.fingerprints.contains(keys.own[$0]) }) {
      let statement = keys.graph.nodes[node].statement
      if cell.isParameters, let name = changedParameter(among: statement.defines) { return .parameter(name: name) }
      return .code(line: statement.range.startLine)
    }
    return nodes.map { keys.own[$0] } == before.fingerprints ? nil : .code(line: cell.bodyStartLine)
  }

  private func changedParameter(among names: [String]) -> String? {
    names.first { name in
      guard let parameter = notebook.parameters.first(where: { $0.name == name }), let old = lastRun?.parameters[name]
      else { return false }
      return old != parameters[name] ?? parameter.defaultLiteral
    }
  }

  /// What a statement of the cell needs that is stale: a parameter, else a name, else something that acts without being
  /// mentioned.
  private func neededReason(of nodes: Range<Int>) -> StaleReason? {
    let graph = keys.graph
    for node in nodes {
      let names = graph.allNames(of: node)
      for needed in graph.needs[node] where !nodes.contains(needed) {
        let defined = graph.nodes[needed].statement.defines.filter(names.contains)
        if let name = changedParameter(among: defined) { return .parameter(name: name) }
      }
    }
    for node in nodes { if let reason = neededName(of: node, in: nodes) { return reason } }
    for node in nodes { if let reason = changedMemory(of: node, in: nodes) { return reason } }
    for node in nodes {
      let all = graph.needs[node] + graph.implicit
      if let needed = all.sorted().first(where: { !nodes.contains($0) && isStale($0) }) {
        return needs("what acts unmentioned", of: needed)
      }
    }
    return nil
  }

  /// The location that is not as a node found it, with the last statement of a stale cell that was seen to write it.
  private func changedMemory(of node: Int, in nodes: Range<Int>) -> StaleReason? {
    guard let location = keys.changedLocations[node] else { return nil }
    let isVariable = !location.isEmpty && !location.contains(" ")
    let writer = (0..<nodes.lowerBound).last { index in
      isStale(index) && keys.graph.accesses[index]?.writes.contains(location) == true
    }
    guard let writer else { return .state(name: isVariable ? location : nil) }
    return needs(isVariable ? location : "an object", of: writer)
  }

  private func needs(_ name: String, of node: Int) -> StaleReason {
    keys.graph.nodes[node].cell.map { .needs(name: name, cell: $0) } ?? .forgotten
  }

  /// What a cell mentions of a shared file, directly or through other code, and the last run did not have as it is now.
  private func changedSharedFile(of nodes: Range<Int>) -> StaleReason? {
    let graph = keys.graph
    let mentioned = nodes.reduce(into: Set<String>()) { $0.formUnion(graph.allNames(of: $1)) }
    let before = lastRun?.sharedFingerprints ?? []
    let changed = graph.nodes.indices.first { index in
      let node = graph.nodes[index]
      guard node.cell == nil, !before.contains(keys.own[index]) else { return false }
      return node.isImplicit || !mentioned.isDisjoint(with: node.statement.defines)
    }
    guard let changed else { return nil }
    var (position, file) = (graph.nodes[changed].position, 0)
    while position >= notebook.sharedSources[file].statements.count {
      position -= notebook.sharedSources[file].statements.count
      file += 1
    }
    return .sharedCode(path: notebook.sharedSources[file].path, line: graph.nodes[changed].statement.range.startLine)
  }

  /// The first statement of a stale cell that defines or changes a name that a node mentions.
  private func neededName(of node: Int, in nodes: Range<Int>) -> StaleReason? {
    let graph = keys.graph
    var first: (node: Int, name: String)?
    for name in graph.allNames(of: node).sorted() {
      let definer = graph.definers[name]?.first { !nodes.contains($0) && isStale($0) }
      let changer =
        graph.nodes[node].statement.isDeferred ? nil : firstChangers[name].flatMap { $0 < nodes.lowerBound ? $0 : nil }
      for needed in [definer, changer].compactMap(\.self) where first.map({ needed < $0.node }) ?? true {
        first = (needed, name)
      }
    }
    return first.flatMap { needs($0.name, of: $0.node) }
  }
}
