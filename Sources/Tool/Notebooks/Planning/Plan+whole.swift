extension Plan {
  /// Everything that can run, runs.
  public init(notebook: Notebook) {
    cells = notebook.cells.map { cell in
      if !cell.options.evaluate { return PlannedCell(index: cell.index, runs: false, reason: .notEvaluated) }
      if cell.statements.isEmpty { return PlannedCell(index: cell.index, runs: false, reason: .nothingToRun) }
      return PlannedCell(index: cell.index, runs: true, reason: .requested)
    }
  }
}
