import Notebooks
import Runs

/// What is known of a run: what became of each cell in the round that it ran in, or what an earlier run left of it.
struct RunRecord {
  private(set) var cells: [CellRun]
  /// Of each cell.
  private(set) var metricsOfCells: [[Metric]]
  private(set) var inputsOfCells: [[InputRead]]

  /// Nothing has run.
  /// - Parameter planned: positions of cells that should run.
  init(notebook: Notebook, planned: [Int] = []) {
    self.init(RoundRecord(notebook: notebook, planned: planned))
  }

  init(_ round: RoundRecord) {
    cells = round.cells
    metricsOfCells = round.metricsOfCells
    inputsOfCells = round.inputsOfCells
  }

  /// Takes in a round: all of the cells that ran whole, and of the others what went wrong in the part of them that ran.
  mutating func merge(_ result: RoundResult) {
    let round = result.record
    let whole = Set(result.plan.running)
    for index in cells.indices {
      if whole.contains(index) {
        cells[index] = round.cells[index]
        metricsOfCells[index] = round.metricsOfCells[index]
        inputsOfCells[index] = round.inputsOfCells[index]
        continue
      }
      let part = round.cells[index]
      cells[index].outputs += part.outputs
      cells[index].warnings += part.warnings
      metricsOfCells[index] += round.metricsOfCells[index]
      inputsOfCells[index] += round.inputsOfCells[index]
      guard let problem = part.problem else { continue }
      cells[index].problem = cells[index].problem ?? problem
      if part.status != .skipped { cells[index].status = part.status }
      cells[index].seconds = part.seconds
      cells[index].peakMemory = part.peakMemory
    }
  }

  /// A cell shows what it showed in an earlier run.
  mutating func show(_ stored: StoredCell, outputs: [Output], fingerprint: String, in cell: Int) {
    cells[cell].status = .cached
    cells[cell].outputs = outputs
    cells[cell].warnings = stored.warnings
    cells[cell].fingerprint = fingerprint
    metricsOfCells[cell] = stored.metrics
    inputsOfCells[cell] = stored.inputs
  }

  mutating func warn(_ warning: Diagnostic, in cell: Int) {
    if !cells[cell].warnings.contains(warning) { cells[cell].warnings.append(warning) }
  }

  mutating func setFingerprint(_ fingerprint: String, of cell: Int) { cells[cell].fingerprint = fingerprint }

  /// Each once, by name; of equal names the last.
  var metrics: [Metric] {
    var seen: Set<String> = []
    return metricsOfCells.joined().reversed().filter { seen.insert($0.name).inserted }.reversed()
  }

  /// Each file once.
  var inputs: [InputRead] {
    var result: [InputRead] = []
    var indices: [String: Int] = [:]
    for input in inputsOfCells.joined() {
      if let known = indices[input.path] {
        result[known].rows = input.rows ?? result[known].rows
        result[known].table?.queries += input.table?.queries ?? []
      } else {
        indices[input.path] = result.count
        result.append(input)
      }
    }
    return result
  }
}
