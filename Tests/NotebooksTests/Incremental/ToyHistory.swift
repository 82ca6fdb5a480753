import Notebooks
import Runs

/// What the runs of a toy notebook leave: traces, outputs and values by key, and a disk.
struct ToyHistory: RunHistory {
  var store = TraceStore()
  var outputs: [String: String] = [:]
  var cached: [String: [CachedValue]] = [:]
  var numbers: [String: Int] = [:]
  var disk: [String: Int] = [:]
  var library = 1

  var values: Set<String> { store.values }
  var environment: [String: String] { ["the library": "\(library)"] }
  var lastRun: RunSnapshot? { store.lastRun }
  func traces(_ key: String) -> [StatementTrace] { store.traces[key] ?? [] }
  func accesses(_ fingerprint: String) -> MemoryAccesses? { store.accesses[fingerprint] }
  func hasOutputs(_ key: String) -> Bool { outputs[key] != nil }
  func cachedValues(_ key: String) -> [CachedValue]? { cached[key] }
  func state(of access: FileAccess) -> String? { Self.state(of: access.path, on: disk) }

  static func state(of path: String, on disk: [String: Int]) -> String {
    disk[path].map { "\($0)" } ?? FileAccess.absent
  }

  /// Runs what is stale, again while files change under cells that were taken for fresh; gives what every wanted cell shows.
  /// - Parameter wanted: positions of cells in the parsed notebook; nil for all.
  mutating func run(_ toy: ToyNotebook, wanted: Set<Int>? = nil) -> (outputs: [Int: String], rounds: [Plan]) {
    let notebook = Notebook.parse(source: toy.source, path: "toy.swift").notebook
    var shown: [Int: String] = [:]
    var rounds: [Plan] = []
    var state = RunRounds(notebook, wanted: wanted)
    while true {
      let planned = CacheKeys(notebook: notebook, parameters: [:], history: self)
      let plan = Plan(notebook: notebook, wanted: wanted, parameters: [:], keys: planned, history: self)
      guard let round = state.next(plan) else {
        for cell in plan.cells where !state.ran.contains(cell.index) {
          if let key = cell.key { shown[cell.index] = outputs[key] }
        }
        return (shown, rounds)
      }
      rounds.append(round)
      var machine = ToyMachine(disk: disk)
      machine.run(toy, plan: round) { numbers[$0] ?? 0 }
      disk = machine.disk
      shown.merge(machine.outputs) { $1 }
      let done = wanted == nil ? Set(notebook.cells.indices) : nil
      let keys = store.record(
        notebook: notebook, parameters: [:], planned: planned, history: self, findings: machine.findings.map(settled),
        types: machine.types, done: done
      ).keys
      for (cell, text) in machine.outputs { if let key = keys.key(cell: cell) { outputs[key] = text } }
      cacheValues(notebook, keys, machine)
    }
  }

  /// Files that changed after they were read did not keep still; what was written is taken as it is when all is over.
  private func settled(_ finding: TraceStore.Finding) -> TraceStore.Finding {
    var finding = finding
    for index in finding.trace.files.indices {
      let now = state(of: finding.trace.files[index])
      if finding.trace.files[index].use == .wrote {
        finding.trace.files[index].state = now
      } else if finding.trace.files[index].state != now {
        finding.trace.files[index].state = nil
      }
    }
    return finding
  }

  private mutating func cacheValues(_ notebook: Notebook, _ keys: CacheKeys, _ machine: ToyMachine) {
    for cell in notebook.cells where cell.options.cache == true && machine.outputs[cell.index] != nil {
      for (position, statement) in cell.statements.enumerated() {
        guard let key = keys.valueKey(cell: cell.index, statement: position), !statement.constants.isEmpty else {
          continue
        }
        cached[key] = statement.constants.compactMap { name in
          guard let number = machine.numbers[name] else { return nil }
          numbers["\(key)-\(name)"] = number
          return CachedValue(name: name, type: "Int", file: "\(key)-\(name)")
        }
      }
    }
  }
}
