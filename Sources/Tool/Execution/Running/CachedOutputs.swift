import Notebooks
import Runs

/// Brings back what earlier runs left in the cache: what cells showed, and values.
struct CachedOutputs {
  var notebook: Notebook
  /// The run's folder.
  var folder: String
  var cache: RunCache

  /// Puts what cells showed in earlier runs into the record, with their files and what the compiler said.
  /// - Parameter ran: cells that have run and show what they showed now.
  /// - Returns: false when something is damaged and has been removed from the cache.
  func show(_ plan: Plan, except ran: Set<Int>, in record: inout RunRecord, of run: inout Run) -> Bool {
    let new = record.cells.filter { ran.contains($0.index) }
    var taken = Set(new.flatMap(\.outputs).flatMap(\.representations).compactMap(\.file))
    var isComplete = true
    for planned in plan.cells where !ran.contains(planned.index) {
      guard let key = planned.key else { continue }
      guard let stored = cache.cell(key) else {
        cache.forgetCell(key)
        isComplete = false
        continue
      }
      let cell = notebook.cells[planned.index]
      let shown = stored.outputs(for: cell, taken: &taken)
      for (hash, name) in shown.files where !cache.restore(hash, to: "\(folder)/\(name)") {
        cache.forgetCell(key)
        isComplete = false
      }
      // A part of it may have failed for another cell's sake; that is what the reader has to see.
      guard record.cells[planned.index].problem == nil else { continue }
      record.show(stored, outputs: shown.outputs, fingerprint: key, in: planned.index)
      for var diagnostic in stored.diagnostics {
        diagnostic.line = diagnostic.line.map { $0 + cell.range.startLine - 1 }
        if !run.diagnostics.contains(diagnostic) { run.diagnostics.append(diagnostic) }
      }
      if run.environment.compiler.isEmpty { run.environment.compiler = stored.compiler }
    }
    return isComplete
  }

  /// Puts the values that the program of a round restores into the run's folder.
  /// - Returns: false when one has gone since the round was planned.
  func restoreValues(of plan: Plan) -> Bool {
    // What an earlier round has left there is shared with the cache and must not be written over.
    Files.remove("\(folder)/\(CachedValue.folder)")
    return plan.cells.flatMap(\.part.restoredValues).allSatisfy { value in
      cache.place(value.file, at: "\(folder)/\(value.path)", stays: false)
    }
  }
}
