import Notebooks
import Runs

extension RunAttempt {
  /// Puts the values that the program of a round restores into the run's folder.
  /// - Returns: false when one has gone since the round was planned.
  func placeValues(of plan: Plan, _ state: State) -> Bool {
    // What an earlier round has left there is shared with the cache and must not be written over.
    Files.remove("\(state.folder)/\(KeptValue.folder)")
    return plan.cells.flatMap(\.restores).allSatisfy { value in
      state.cache.place(value.file, at: "\(state.folder)/\(value.place)")
    }
  }

  /// Has the values that a cell's statements have written in this round kept for later runs.
  func keepValues(of index: Int, _ keys: CellKeys, _ state: State) {
    let written = state.record.constants.filter { $0.cell == index }.map(\.constant)
    for (position, statement) in notebook.cells[index].statements.enumerated() where !statement.constants.isEmpty {
      guard let key = keys.valueKey(cell: index, statement: position) else { continue }
      let values = written.compactMap { constant -> KeptValue? in
        guard let type = constant.type, let file = constant.file, statement.constants.contains(constant.name) else {
          return nil
        }
        return KeptValue(name: constant.name, type: type, file: file)
      }
      if values.count == statement.constants.count { state.cache.store(values, key, filesIn: state.folder) }
    }
  }
}

extension KeptValue {
  /// Where a run's folder has its values.
  static let folder = "values"
  /// The value's file in a run's folder.
  var place: String { "\(KeptValue.folder)/\(file)" }
  static func hash(ofPlace place: String) -> String { String(place.dropFirst(folder.count + 1)) }
}
