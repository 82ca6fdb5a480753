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
    let waiting = record.cells.filter { $0.index > cell && $0.status == .notRun }.map(\.index)
    let independent = Set(
      waiting.filter { index in
        let needed = Plan(notebook: notebook, wanted: [index])
        return mistaken.allSatisfy { !needed.involved.contains($0) }
      })
    guard !independent.isEmpty else { return nil }
    let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
    let result = try round(Plan(notebook: notebook, wanted: independent))
    guard result.status != .notCompiled else {
      removeFiles(of: result)
      return nil
    }
    let doubt = note(result, keys)
    guard doubt != nil || !result.isCertain(notebook, keys) else { return result }
    // What they need shows only as they run: all that stands before runs, but for the cells with mistakes.
    var whole = Plan(notebook: notebook, allBefore: independent)
    for index in whole.cells.indices where !independent.contains(index) {
      let needed = Plan(notebook: notebook, wanted: [index])
      if mistaken.contains(where: needed.involved.contains) { whole.cells[index].step = .leaveOut(.notNeeded) }
    }
    let again = try round(whole)
    guard again.status != .notCompiled else {
      removeFiles(of: again)
      return result
    }
    _ = note(again, keys)
    return again
  }
}
