import Notebooks
import Runs

/// Taking in what cells showed in earlier runs.
extension RunAttempt {
  /// Takes in what cells showed that did not run.
  /// - Returns: false when something is damaged and has been forgotten.
  func take(_ plan: Plan, _ ran: Set<Int>, _ state: inout State) throws(RunFailure) -> Bool {
    let shownAnew = state.record.cells.filter { ran.contains($0.index) }
    var taken = Set(shownAnew.flatMap(\.outputs).flatMap(\.representations).compactMap(\.file))
    var isWhole = true
    for planned in plan.cells where !ran.contains(planned.index) {
      guard let key = planned.key else { continue }
      guard let stored = state.cache.cell(key) else {
        state.cache.forgetCell(key)
        isWhole = false
        continue
      }
      let cell = notebook.cells[planned.index]
      let shown = stored.outputs(for: cell, taken: &taken)
      for (hash, name) in shown.files where !state.cache.restore(hash, to: "\(state.folder)/\(name)") {
        state.cache.forgetCell(key)
        isWhole = false
      }
      // A part of it may have failed for another cell's sake; that is what the reader has to see.
      guard state.record.cells[planned.index].problem == nil else { continue }
      state.record.show(stored, outputs: shown.outputs, in: planned.index)
      state.record.update(planned.index) { $0.fingerprint = key }
      state.run.diagnostics += stored.diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.line += cell.range.startLine
        return diagnostic
      }.filter { !state.run.diagnostics.contains($0) }
      if state.run.environment.compiler.isEmpty { state.run.environment.compiler = stored.compiler }
    }
    return isWhole
  }

  /// Takes in what cells showed that would show it again, where nothing can run.
  func showFreshCells(_ state: inout State) throws(RunFailure) {
    let history = history(state.cache)
    let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
    let plan = Plan(notebook: notebook, parameters: literals, keys: keys, history: history)
    state.accesses.formUnion(keys.accesses)
    _ = try take(plan, Set(plan.running), &state)
  }
}
