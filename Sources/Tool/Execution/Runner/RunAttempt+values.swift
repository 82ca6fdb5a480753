import Notebooks
import Runs

extension RunAttempt {
  /// Puts the values that the program of a round restores into the run's folder.
  /// - Returns: false when one has gone since the round was planned.
  func restoreValues(of plan: Plan, _ state: State) -> Bool {
    // What an earlier round has left there is shared with the cache and must not be written over.
    Files.remove("\(state.folder)/\(CachedValue.folder)")
    return plan.cells.flatMap(\.part.restoredValues).allSatisfy { value in
      state.cache.place(value.file, at: "\(state.folder)/\(value.path)")
    }
  }

  /// Has the values that a cell's statements have written in this round kept for later runs.
  func cacheValues(of index: Int, _ keys: CacheKeys, _ state: State) {
    let written = state.record.constants.filter { $0.cell == index }.map(\.constant)
    for (position, statement) in notebook.cells[index].statements.enumerated() where !statement.constants.isEmpty {
      guard let key = keys.valueKey(cell: index, statement: position) else { continue }
      let values = written.compactMap { constant -> CachedValue? in
        guard let type = constant.type, let file = constant.file, statement.constants.contains(constant.name) else {
          return nil
        }
        return CachedValue(name: constant.name, type: type, file: file)
      }
      if values.count == statement.constants.count { state.cache.store(values, key, filesIn: state.folder) }
    }
  }
}

extension CachedValue {
  /// Where a run's folder has its values.
  static let folder = "values"
  /// The value's file, relative to a run's folder.
  var path: String { "\(CachedValue.folder)/\(file)" }
  static func hash(ofPath path: String) -> String { String(path.dropFirst(folder.count + 1)) }
}
