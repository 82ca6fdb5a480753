public import Runs

/// What earlier runs of a notebook found out, in the form in which it is kept on disk.
public struct RunLedger: Codable, Sendable, Equatable {
  /// How many different states of its files are remembered for one statement.
  private static let variants = 8

  public var values: Set<String> = []
  public var statements: [String: [StatementMemory]] = [:]
  public var before: RunFacts?
  /// The run in which a key was last of use, to forget first what has not been asked for longest.
  private var lastUses: [String: Int] = [:]
  private var runCount = 0

  public init() {}

  /// What a run found out about one statement that came to its end.
  public struct Finding: Sendable, Equatable {
    public var cell: Int
    /// Position among the cell's statements.
    public var statement: Int
    public var memory: StatementMemory

    public init(cell: Int, statement: Int, files: [FileAccess]) {
      self.cell = cell
      self.statement = statement
      memory = StatementMemory(files: files)
    }
  }

  /// Takes in what a run found out.
  ///
  /// - Parameters:
  ///   - parameters: literals that stood in place of the script's.
  ///   - planned: the keys that the run was planned by. What statements that did not run found then, whatever has become of it since, is what the others
  ///     worked with.
  ///   - memory: what was known before the run.
  ///   - findings: of the statements that ran and came to their end.
  ///   - types: for names of variables whether their type is free of references.
  ///   - done: cells that came to their end, now or earlier.
  /// - Returns: the keys under which the run's outputs and values are to be kept.
  public mutating func record(
    notebook: Notebook, parameters: [String: String], planned: CellKeys, memory: some RunMemory, findings: [Finding],
    types: [String: Bool], done: Set<Int>
  ) -> CellKeys {
    runCount += 1
    for (name, isValue) in types {
      if isValue { values.insert(name) } else { values.remove(name) }
    }
    let found = Dictionary(
      RunLedger.withoutSuperseded(findings).map { (Place(cell: $0.cell, statement: $0.statement), $0.memory) },
      uniquingKeysWith: { $1 })
    var kept = statements
    var uses = lastUses
    let keys = CellKeys(
      notebook: notebook, parameters: parameters, memory: LedgerMemory(ledger: self, outside: memory)
    ) { cell, statement, key in
      uses[key] = runCount
      guard let memory = found[Place(cell: cell, statement: statement)] else {
        return planned.memory(cell: cell, statement: statement)
      }
      kept[key] = Array(([memory] + (kept[key] ?? []).filter { $0 != memory }).prefix(RunLedger.variants))
      return memory
    }
    statements = kept
    lastUses = uses
    before = keys.facts(parameters: parameters, environment: memory.environment, done: done)
    return keys
  }

  /// Of two statements that write one file the earlier cannot be left out, because nothing is left of what it wrote.
  private static func withoutSuperseded(_ findings: [Finding]) -> [Finding] {
    var written: Set<String> = []
    var result = findings.sorted { ($0.cell, $0.statement) < ($1.cell, $1.statement) }
    for index in result.indices.reversed() {
      for file in result[index].memory.files.indices where result[index].memory.files[file].use == .wrote {
        let isLast = written.insert(result[index].memory.files[file].path).inserted
        if !isLast { result[index].memory.files[file].state = nil }
      }
    }
    return result
  }

  /// Forgets what has not been of use in the last so many runs.
  public mutating func forget(olderThan runs: Int) {
    let old = lastUses.filter { $0.value <= runCount - runs }.keys
    for key in old {
      statements[key] = nil
      lastUses[key] = nil
    }
  }

  private struct Place: Hashable {
    var cell: Int
    var statement: Int
  }
}

/// A ledger's words on values, everybody else's on the rest.
private struct LedgerMemory<Outside: RunMemory>: RunMemory {
  var ledger: RunLedger
  var outside: Outside

  var values: Set<String> { ledger.values }
  var environment: [String: String] { outside.environment }
  var before: RunFacts? { ledger.before }
  func statements(_ key: String) -> [StatementMemory] { ledger.statements[key] ?? [] }
  func hasOutputs(_ key: String) -> Bool { outside.hasOutputs(key) }
  func keptValues(_ key: String) -> [KeptValue]? { outside.keptValues(key) }
  func state(of access: FileAccess) -> String? { outside.state(of: access) }
}
