public import Runs

/// What earlier runs of a notebook found out, in the form in which it stands on disk.
public struct TraceStore: Codable, Sendable, Equatable {
  /// How many different states of its files are stored for one statement.
  private static let variants = 8

  /// Names of variables whose types hold no references.
  public var values: Set<String> = []
  /// By the statement's key, most recent first.
  public var traces: [String: [StatementTrace]] = [:]
  /// By the statement's fingerprint, what it was last seen to access in memory.
  public var accesses: [String: MemoryAccesses] = [:]
  /// The last run of the whole notebook.
  public var lastRun: RunSnapshot?
  /// The run in which a key was last used, to remove first what has not been used longest.
  private var lastUses: [String: Int] = [:]
  private var runCount = 0

  /// Nothing has run yet.
  public init() {}

  /// What a run found out about one statement that came to its end.
  public struct Finding: Sendable, Equatable {
    /// Position of the cell in the notebook.
    public var cell: Int
    /// Position among the cell's statements.
    public var statement: Int
    /// What running it found.
    public var trace: StatementTrace

    /// - Parameters:
    ///   - files: the accesses of the statement, in a fixed order.
    ///   - memory: the locations that it accessed, in a fixed order; their states are found out here.
    public init(cell: Int, statement: Int, files: [FileAccess], memory: [MemoryUse] = []) {
      self.cell = cell
      self.statement = statement
      trace = StatementTrace(files: files, memory: memory)
    }
  }

  /// What has become of a run's findings.
  public struct Recorded {
    /// The keys under which the run's outputs and values are to be cached.
    public var keys: CacheKeys
    /// Whether what was planned to show again what it showed still does, if under another key.
    public var isAsPlanned: Bool
    /// Where the run did not find what a run of the whole would have found.
    public var doubt: Doubt?
  }

  /// Takes in what others found out, and this one not. What statements access in memory is what either has seen.
  public mutating func add(_ other: TraceStore) {
    values.formUnion(other.values)
    for (key, found) in other.traces {
      let own = traces[key] ?? []
      traces[key] = Array((own + found.filter { !own.contains($0) }).prefix(TraceStore.variants))
      lastUses[key] = runCount
    }
    accesses.merge(other.accesses) { $0.union($1) }
    for key in other.accesses.keys { lastUses[key] = runCount }
  }

  /// Something that a statement which did not run would have changed was missing.
  public enum Doubt: Sendable, Equatable {
    /// In this cell for the first time. It is known by now what is missing, and the next plan has it.
    case from(cell: Int)
    /// A statement that ran again did something else than before, and it is not known why.
    case everywhere
  }

  /// Takes in what a run found out.
  ///
  /// - Parameters:
  ///   - parameters: literals that stood in place of the script's.
  ///   - planned: the keys that the run was planned by. What statements that did not run found then, whatever has
  ///     become of it since, is what the others worked with.
  ///   - history: what was known before the run.
  ///   - findings: of the statements that ran and came to their end.
  ///   - plan: what ran; nil for all.
  ///   - types: for names of variables whether their type is free of references.
  ///   - done: cells that came to their end, now or earlier; nil for a run of a part of the notebook, which later runs
  ///     are not compared with.
  public mutating func record(
    notebook: Notebook, parameters: [String: String], planned: CacheKeys, history: some RunHistory,
    findings: [Finding], plan: Plan? = nil, types: [String: Bool], done: Set<Int>?
  ) -> Recorded {
    runCount += 1
    for (name, isValue) in types {
      if isValue { values.insert(name) } else { values.remove(name) }
    }
    var found = Dictionary(
      TraceStore.withoutSuperseded(findings).map { (Position(cell: $0.cell, statement: $0.statement), $0.trace) },
      uniquingKeysWith: { $1 })
    for (position, trace) in found where plan?.cells[position.cell].runs == false {
      found[position]?.files = trace.files(
        completing: planned.trace(cell: position.cell, statement: position.statement))
    }
    let doubt = plan.flatMap { self.doubt(about: found, of: $0, notebook, planned) }
    var uses = lastUses
    for statement in notebook.cells.flatMap(\.statements) where accesses[statement.fingerprint] != nil {
      uses[statement.fingerprint] = runCount
    }
    noteAccesses(found, in: notebook, isCertain: doubt == nil, &uses)
    // What changes the process has changed the keys of all that comes after it.
    let isAsPlanned = self.isAsPlanned(found, planned, types) && !found.values.contains { $0.uses(.process) }
    var stored = traces
    let keys = CacheKeys(
      notebook: notebook, parameters: parameters, history: TraceStoreHistory(store: self, outside: history)
    ) { cell, statement, key, memory, drawn in
      uses[key] = runCount
      guard var trace = found[Position(cell: cell, statement: statement)] else {
        guard let trace = planned.trace(cell: cell, statement: statement), memory.holds(trace.memory),
          trace.drew(after: drawn)
        else {
          return nil
        }
        // What has been learnt of others may have given it another key.
        if isAsPlanned, stored[key] == nil { stored[key] = [trace] }
        return trace
      }
      switch doubt {
      case .everywhere: return nil
      case .from(let first) where cell >= first: return nil
      default: break
      }
      for index in trace.memory.indices {
        guard let state = memory.state(of: trace.memory[index].location) else { return nil }
        trace.memory[index].state = state
      }
      for index in trace.files.indices where trace.files[index].use == .drew { trace.files[index].state = drawn }
      stored[key] = Array(([trace] + (stored[key] ?? []).filter { $0 != trace }).prefix(TraceStore.variants))
      return trace
    }
    traces = stored
    lastUses = uses
    if let done { lastRun = keys.snapshot(parameters: parameters, environment: history.environment, done: done) }
    return Recorded(keys: keys, isAsPlanned: isAsPlanned, doubt: doubt)
  }

  private mutating func noteAccesses(
    _ found: [Position: StatementTrace], in notebook: Notebook, isCertain: Bool, _ uses: inout [String: Int]
  ) {
    var seen: Set<String> = []
    for (position, trace) in found {
      let fingerprint = notebook.cells[position.cell].statements[position.statement].fingerprint
      let now = MemoryAccesses(trace.memory)
      // Statements that are written alike share what is known, and what a doubtful one has missed is not forgotten.
      let isFirst = seen.insert(fingerprint).inserted && isCertain
      accesses[fingerprint] = isFirst ? now : accesses[fingerprint]?.union(now) ?? now
      uses[fingerprint] = runCount
    }
  }

  /// Whether statements that ran although it was known what they do did just that, and of the types nothing turned out
  /// to hold references that was thought not to: then what was planned to stay as it was is still so.
  private func isAsPlanned(
    _ found: [Position: StatementTrace], _ planned: CacheKeys, _ types: [String: Bool]
  ) -> Bool {
    guard !types.contains(where: { !$0.value && planned.values.contains($0.key) }) else { return false }
    return found.allSatisfy { position, trace in
      guard let before = planned.trace(cell: position.cell, statement: position.statement) else { return true }
      let states = before.files.map { [$0.use.rawValue, $0.path, $0.state] }
      return trace.files.map { [$0.use.rawValue, $0.path, $0.state] } == states
    }
  }

  /// Where a statement that ran read something that one which did not run would have written.
  private func doubt(
    about found: [Position: StatementTrace], of plan: Plan, _ notebook: Notebook, _ planned: CacheKeys
  ) -> Doubt? {
    var missing: Set<String> = []
    for cell in notebook.cells where cell.options.evaluate {
      let step = plan.cells[cell.index]
      for (index, statement) in cell.statements.enumerated() where !statement.isInert {
        let before = planned.trace(cell: cell.index, statement: index).map { MemoryAccesses($0.memory) }
        guard step.runs || step.part.reruns(index, of: cell) else {
          missing.formUnion(before?.writes ?? accesses[statement.fingerprint]?.writes ?? [])
          continue
        }
        guard let trace = found[Position(cell: cell.index, statement: index)] else { continue }
        let now = MemoryAccesses(trace.memory)
        if !now.uses.isDisjoint(with: missing) { return .from(cell: cell.index) }
        if !step.runs, let before, before.withoutBackground != now.withoutBackground { return .everywhere }
      }
    }
    return nil
  }

  /// Of two statements that write one file the earlier cannot be left out, because nothing is left of what it wrote.
  /// Statements on one line have one trace in common.
  private static func withoutSuperseded(_ findings: [Finding]) -> [Finding] {
    let sorted = findings.sorted { ($0.cell, $0.statement) < ($1.cell, $1.statement) }
    var writers: [String: Finding] = [:]
    var result = sorted
    for index in sorted.indices.reversed() {
      for file in sorted[index].trace.files.indices where sorted[index].trace.files[file].use == .wrote {
        let path = sorted[index].trace.files[file].path
        guard let last = writers[path] else {
          writers[path] = sorted[index]
          continue
        }
        if last.cell != sorted[index].cell || last.trace != sorted[index].trace {
          result[index].trace.files[file].state = nil
        }
      }
    }
    return result
  }

  /// Removes what has not been used in the last so many runs.
  public mutating func removeUnused(inLast runs: Int) {
    let old = lastUses.filter { $0.value <= runCount - runs }.keys
    for key in old {
      traces[key] = nil
      accesses[key] = nil
      lastUses[key] = nil
    }
  }

  private struct Position: Hashable {
    var cell: Int
    var statement: Int
  }
}

extension StatementTrace {
  /// What was found now, and of what was found when the statement was shown, too, the files that it did not come to this
  /// time: what runs in silence draws nothing.
  fileprivate func files(completing before: StatementTrace?) -> [FileAccess] {
    guard let before else { return files }
    func isSame(_ one: FileAccess, _ other: FileAccess) -> Bool { one.use == other.use && one.path == other.path }
    let known = before.files.map { file in files.first { isSame($0, file) } ?? file }
    return known + files.filter { file in !known.contains { isSame($0, file) } }
  }
}

/// A store's answers about types, another history's about the rest.
private struct TraceStoreHistory<Outside: RunHistory>: RunHistory {
  var store: TraceStore
  var outside: Outside

  var values: Set<String> { store.values }
  var environment: [String: String] { outside.environment }
  var lastRun: RunSnapshot? { store.lastRun }
  func traces(_ key: String) -> [StatementTrace] { store.traces[key] ?? [] }
  func accesses(_ fingerprint: String) -> MemoryAccesses? { store.accesses[fingerprint] }
  func hasOutputs(_ key: String) -> Bool { outside.hasOutputs(key) }
  func cachedValues(_ key: String) -> [CachedValue]? { outside.cachedValues(key) }
  func state(of access: FileAccess) -> String? { outside.state(of: access) }
}
