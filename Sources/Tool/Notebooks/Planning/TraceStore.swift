public import Runs

/// What earlier runs of a notebook found out, in the form in which it stands on disk.
public struct TraceStore: Codable, Sendable, Equatable {
  /// How many different states of its files are stored for one statement.
  private static let variants = 8

  /// Names of variables whose types hold no references.
  public var values: Set<String> = []
  /// By the statement's key, most recent first.
  public var traces: [String: [StatementTrace]] = [:]
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
    /// What running it found in the file system.
    public var trace: StatementTrace

    /// - Parameter files: the accesses of the statement, in a fixed order.
    public init(cell: Int, statement: Int, files: [FileAccess]) {
      self.cell = cell
      self.statement = statement
      trace = StatementTrace(files: files)
    }
  }

  /// Takes in what a run found out.
  ///
  /// - Parameters:
  ///   - parameters: literals that stood in place of the script's.
  ///   - planned: the keys that the run was planned by. What statements that did not run found then, whatever has
  ///     become of it since, is what the others worked with.
  ///   - history: what was known before the run.
  ///   - findings: of the statements that ran and came to their end.
  ///   - types: for names of variables whether their type is free of references.
  ///   - done: cells that came to their end, now or earlier; nil for a run of a part of the notebook, which later runs
  ///     are not compared with.
  /// - Returns: the keys under which the run's outputs and values are to be cached.
  public mutating func record(
    notebook: Notebook, parameters: [String: String], planned: CacheKeys, history: some RunHistory,
    findings: [Finding], types: [String: Bool], done: Set<Int>?
  ) -> CacheKeys {
    runCount += 1
    for (name, isValue) in types {
      if isValue { values.insert(name) } else { values.remove(name) }
    }
    let found = Dictionary(
      TraceStore.withoutSuperseded(findings).map { (Position(cell: $0.cell, statement: $0.statement), $0.trace) },
      uniquingKeysWith: { $1 })
    var stored = traces
    var uses = lastUses
    let keys = CacheKeys(
      notebook: notebook, parameters: parameters, history: TraceStoreHistory(store: self, outside: history)
    ) { cell, statement, key in
      uses[key] = runCount
      guard let trace = found[Position(cell: cell, statement: statement)] else {
        return planned.trace(cell: cell, statement: statement)
      }
      stored[key] = Array(([trace] + (stored[key] ?? []).filter { $0 != trace }).prefix(TraceStore.variants))
      return trace
    }
    traces = stored
    lastUses = uses
    if let done { lastRun = keys.snapshot(parameters: parameters, environment: history.environment, done: done) }
    return keys
  }

  /// Of two statements that write one file the earlier cannot be left out, because nothing is left of what it wrote.
  private static func withoutSuperseded(_ findings: [Finding]) -> [Finding] {
    var written: Set<String> = []
    var result = findings.sorted { ($0.cell, $0.statement) < ($1.cell, $1.statement) }
    for index in result.indices.reversed() {
      for file in result[index].trace.files.indices where result[index].trace.files[file].use == .wrote {
        let isLast = written.insert(result[index].trace.files[file].path).inserted
        if !isLast { result[index].trace.files[file].state = nil }
      }
    }
    return result
  }

  /// Removes what has not been used in the last so many runs.
  public mutating func removeUnused(inLast runs: Int) {
    let old = lastUses.filter { $0.value <= runCount - runs }.keys
    for key in old {
      traces[key] = nil
      lastUses[key] = nil
    }
  }

  private struct Position: Hashable {
    var cell: Int
    var statement: Int
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
  func hasOutputs(_ key: String) -> Bool { outside.hasOutputs(key) }
  func cachedValues(_ key: String) -> [CachedValue]? { outside.cachedValues(key) }
  func state(of access: FileAccess) -> String? { outside.state(of: access) }
}
