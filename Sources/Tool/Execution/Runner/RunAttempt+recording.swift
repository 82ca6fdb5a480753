import Notebooks
import Runs

/// Writing down what a round found out, for the runs to come.
extension RunAttempt {
  /// Writes down what a round found out.
  func record(
    _ plan: Plan, _ planned: CacheKeys, _ parameters: [String: String], _ history: inout CachedHistory,
    _ state: inout State
  ) {
    let ended = plan.running.filter { index in
      let cell = state.record.cells[index]
      return cell.status == .ok && !cell.warnings.contains { $0.code == RunRecord.unfinishedFiles }
    }
    let supplied = plan.cells.filter { !$0.part.rerunStatements.isEmpty && state.record.hasSupplied($0.index) }
    let findings =
      ended.flatMap { self.findings(of: $0, notebook.cells[$0].statements.indices, state) }
      + supplied.flatMap { self.findings(of: $0.index, $0.part.rerunStatements, state) }
    var types: [String: Bool] = [:]
    for (_, constant) in state.record.constants { types[constant.name] = constant.isValue }
    let done = Set(ended).union(plan.cells.filter(\.isReused).map(\.index))
    let keys = history.traces.record(
      notebook: notebook, parameters: parameters, planned: planned, history: history, findings: findings, types: types,
      done: wanted == nil ? done : nil)
    for index in ended {
      guard let key = keys.key(cell: index) else { continue }
      state.record.update(index) { $0.fingerprint = key }
      state.cache.store(stored(index, state), key, filesIn: state.folder)
    }
    for index in ended + supplied.map(\.index) { cacheValues(of: index, keys, state) }
    history.traces.removeUnused(inLast: 50)
    state.cache.save(history.traces, of: notebook)
  }

  private func stored(_ index: Int, _ state: State) -> StoredCell {
    let cell = notebook.cells[index]
    let shown = state.record.cells[index]
    let own = state.run.diagnostics.filter { cell.range.startLine <= $0.line && $0.line <= cell.range.lastLine }
    return StoredCell(
      index: index, label: cell.label, figureCaption: cell.options.figureCaption,
      tableCaption: cell.options.tableCaption, outputs: shown.outputs, warnings: shown.warnings,
      metrics: state.record.metricsOfCells[index], inputs: state.record.inputsOfCells[index],
      diagnostics: own.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.line -= cell.range.startLine
        return diagnostic
      }, compiler: state.run.environment.compiler)
  }

  /// What the statements of a cell found in the file system; what cannot be said of one line of it counts for all of them.
  private func findings(
    of index: Int, _ positions: some Sequence<Int>, _ state: State
  ) -> [TraceStore.Finding] {
    let cell = notebook.cells[index]
    let lines = Set(cell.statements.map(\.range.startLine))
    let accesses = state.record.accesses.filter { $0.cell == index }
    return positions.filter { !cell.statements[$0].isInert }.map { position in
      let line = cell.statements[position].range.startLine
      var seen: Set<FileAccess> = []
      let own = accesses.filter { $0.line == line || !lines.contains($0.line) }.map(\.access)
      // A file that was made on the way and is gone, such as the one that is renamed into its place.
      let passing = Set(
        own.filter { $0.use == .wrote && $0.state == nil && Files.information($0.path) == nil }.map(\.path))
      let files = own.filter { !passing.contains($0.path) }
        .map(state.cache.files.resolving).filter { seen.insert($0).inserted }
      return TraceStore.Finding(cell: index, statement: position, files: files)
    }
  }
}
