import Notebooks
import Runs

/// What the runs of a toy notebook leave: a ledger, outputs and values by key, and a disk.
struct ToyMemory: RunMemory {
  var ledger = RunLedger()
  var outputs: [String: String] = [:]
  var kept: [String: [KeptValue]] = [:]
  var numbers: [String: Int] = [:]
  var disk: [String: Int] = [:]
  var library = 1

  var values: Set<String> { ledger.values }
  var environment: [String: String] { ["the library": "\(library)"] }
  var before: RunFacts? { ledger.before }
  func statements(_ key: String) -> [StatementMemory] { ledger.statements[key] ?? [] }
  func hasOutputs(_ key: String) -> Bool { outputs[key] != nil }
  func keptValues(_ key: String) -> [KeptValue]? { kept[key] }
  func state(of observation: FileAccess) -> String? { Self.state(of: observation.path, on: disk) }

  static func state(of path: String, on disk: [String: Int]) -> String {
    disk[path].map { "\($0)" } ?? FileAccess.absent
  }

  /// Runs what is stale, again while files change under cells that were taken for fresh; gives what every cell shows.
  mutating func run(_ toy: ToyNotebook) -> (outputs: [Int: String], rounds: [Plan]) {
    let notebook = Notebook.parse(source: toy.source, path: "toy.swift").notebook
    var shown: [Int: String] = [:]
    var rounds: [Plan] = []
    var state = Rounds(notebook)
    while true {
      let planned = CellKeys(notebook: notebook, parameters: [:], memory: self)
      let plan = Plan(notebook: notebook, parameters: [:], keys: planned, memory: self)
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
      let done = Set(notebook.cells.indices)
      let keys = ledger.record(
        notebook: notebook, parameters: [:], planned: planned, memory: self, findings: machine.findings.map(settled),
        types: machine.types, done: done)
      for (cell, text) in machine.outputs { if let key = keys.key(cell: cell) { outputs[key] = text } }
      keep(notebook, keys, machine)
    }
  }

  /// Files that changed after they were read did not keep still; what was written is taken as it is when all is over.
  private func settled(_ finding: RunLedger.Finding) -> RunLedger.Finding {
    var finding = finding
    for index in finding.memory.files.indices {
      let now = state(of: finding.memory.files[index])
      if finding.memory.files[index].use == .wrote {
        finding.memory.files[index].state = now
      } else if finding.memory.files[index].state != now {
        finding.memory.files[index].state = nil
      }
    }
    return finding
  }

  private mutating func keep(_ notebook: Notebook, _ keys: CellKeys, _ machine: ToyMachine) {
    for cell in notebook.cells where cell.options.cache == true && machine.outputs[cell.index] != nil {
      for (position, statement) in cell.statements.enumerated() {
        guard let key = keys.valueKey(cell: cell.index, statement: position), !statement.constants.isEmpty else {
          continue
        }
        kept[key] = statement.constants.compactMap { name in
          guard let number = machine.numbers[name] else { return nil }
          numbers["\(key)-\(name)"] = number
          return KeptValue(name: name, type: "Int", file: "\(key)-\(name)")
        }
      }
    }
  }
}
