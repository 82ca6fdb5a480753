import Notebooks
import Runs

extension IncrementalRun {
  /// After a round that a mistake has ended, a column that is not there for example, runs the cells behind it that do
  /// not need what its cell defines.
  mutating func runBehindMistakes(_ ended: RoundResult) throws(RunFailure) {
    var result = ended
    var mistaken: [Int] = []
    var status = Run.Status.ok
    while let cell = result.record.mistakenCell, result.status == .failed {
      mistaken.append(cell)
      if !notebook.cells[cell].options.allowsError { status = .failed }
      guard let next = try roundBehind(cell, without: mistaken) else { break }
      result = next
    }
    guard !mistaken.isEmpty else { return }
    run.status = result.record.mistakenCell == nil && result.status != .ok ? result.status : status
  }

  /// - Returns: nil when there is nothing to run.
  private mutating func roundBehind(_ cell: Int, without mistaken: [Int]) throws(RunFailure) -> RoundResult? {
    let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
    let waiting = record.cells.filter { $0.index > cell && $0.status == .notRun }.map(\.index)
    let independent = Set(waiting.filter { keys.cells(neededBy: $0).isDisjoint(with: mistaken) })
    guard !independent.isEmpty else { return nil }
    var plan = Plan(notebook: notebook, wanted: independent, parameters: literals, keys: keys, history: history)
    for cell in mistaken { plan.cells[cell].step = .leaveOut(.notNeeded) }
    guard !plan.running.isEmpty else { return nil }
    let result = try round(plan)
    guard result.status != .notCompiled else {
      removeFiles(of: result)
      return nil
    }
    _ = note(result, keys)
    return result
  }
}
