import Notebooks
import Runs

/// Writes down for later runs what a round found out: traces of statements, outputs of cells, values of constants.
struct RunRecorder {
  var notebook: Notebook
  /// The values that stand in place of the script's, by name.
  var literals: [String: String]
  /// The run's folder.
  var folder: String
  var cache: RunCache

  /// - Parameters:
  ///   - planned: the keys that the round was planned by.
  ///   - isWhole: whether the whole notebook was asked for.
  ///   - diagnostics: what the compiler said in this round and earlier ones.
  ///   - record: holds the round already; gets the fingerprints of the cells that came to their end.
  /// - Returns: where the round did not find what a run of the whole would have found.
  func record(
    _ result: RoundResult, planned: CacheKeys, isWhole: Bool, diagnostics: [Diagnostic], history: inout CachedHistory,
    record: inout RunRecord
  ) -> TraceStore.Doubt? {
    let ended = result.plan.running.filter { index in
      let cell = result.record.cells[index]
      return cell.status == .ok && !cell.warnings.contains { $0.code == RoundRecord.unfinishedFiles }
    }
    let supplied = result.plan.cells.filter {
      !$0.part.rerunStatements.isEmpty && result.record.hasSupplied($0.index)
    }
    let accesses = Dictionary(grouping: result.record.accesses, by: \.cell)
    let memory = MemoryFindings(result.record.memory, notebook)
    let findings =
      ended.flatMap {
        self.findings(of: $0, notebook.cells[$0].statements.indices, accesses[$0] ?? [], memory, planned)
      }
      + supplied.flatMap {
        self.findings(of: $0.index, $0.part.rerunStatements, accesses[$0.index] ?? [], memory, planned)
      }
    var types: [String: Bool] = [:]
    for (_, constant) in result.record.constants { types[constant.name] = constant.isValue }
    let done = Set(ended).union(result.plan.cells.filter(\.isReused).map(\.index))
    let recorded = history.store.record(
      notebook: notebook, parameters: literals, planned: planned, history: history, findings: findings,
      plan: result.plan, types: types, done: isWhole ? done : nil)
    let keys = recorded.keys
    if recorded.isAsPlanned { carryOver(planned, to: keys) }
    for index in ended {
      guard let key = keys.key(cell: index) else { continue }
      record.setFingerprint(key, of: index)
      cache.store(stored(index, result, diagnostics), key, filesIn: folder)
    }
    let constants = Dictionary(grouping: result.record.constants, by: \.cell).mapValues { $0.map(\.constant) }
    for index in ended + supplied.map(\.index) { cacheValues(constants[index] ?? [], of: index, keys) }
    history.store.removeUnused(inLast: 50)
    cache.save(history.store, of: notebook)
    return recorded.doubt
  }

  /// What a run learns of types and statements gives other keys to what it left as it was.
  private func carryOver(_ planned: CacheKeys, to keys: CacheKeys) {
    for cell in notebook.cells {
      if let old = planned.key(cell: cell.index), let new = keys.key(cell: cell.index), old != new {
        cache.copyCell(old, to: new)
      }
      for position in cell.statements.indices where !cell.statements[position].constants.isEmpty {
        if let old = planned.valueKey(cell: cell.index, statement: position),
          let new = keys.valueKey(cell: cell.index, statement: position), old != new
        {
          cache.copyValues(old, to: new)
        }
      }
    }
  }

  private func stored(_ index: Int, _ result: RoundResult, _ diagnostics: [Diagnostic]) -> StoredCell {
    let cell = notebook.cells[index]
    let shown = result.record.cells[index]
    let own = diagnostics.filter { diagnostic in
      guard diagnostic.path == notebook.path, let line = diagnostic.line else { return false }
      return cell.range.startLine <= line && line <= cell.range.lastLine
    }
    return StoredCell(
      index: index, label: cell.label, figureCaption: cell.options.figureCaption,
      tableCaption: cell.options.tableCaption, outputs: shown.outputs, warnings: shown.warnings,
      metrics: result.record.metricsOfCells[index], inputs: result.record.inputsOfCells[index],
      diagnostics: own.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.line = diagnostic.line.map { $0 - cell.range.startLine + 1 }
        return diagnostic
      }, compiler: result.compiler)
  }

  /// What the statements of a cell found outside and in memory; what cannot be said of one line of it counts
  /// for all of them. The expressions of a text are evaluated together.
  private func findings(
    of index: Int, _ positions: some Sequence<Int>, _ accesses: [(cell: Int, line: Int, access: FileAccess)],
    _ memory: MemoryFindings, _ keys: CacheKeys
  ) -> [TraceStore.Finding] {
    let cell = notebook.cells[index]
    let lines = Set(cell.statements.map(\.range.startLine))
    return positions.filter { !cell.statements[$0].isInert }.map { position in
      let line = cell.statements[position].range.startLine
      var seen: Set<FileAccess> = []
      let own =
        accesses.filter { cell.kind == .markdown || $0.line == line || !lines.contains($0.line) }.map(\.access)
        + keys.unseenAccesses(cell: index, statement: position)
      // A file that was made on the way and is gone, such as the one that is renamed into its place.
      let passing = Set(
        own.filter { $0.use == .wrote && $0.state == nil && Files.information($0.path) == nil }.map(\.path))
      let written = Set(own.filter { $0.use == .wrote }.map(\.path))
      let files = own.filter { !passing.contains($0.path) }.map { access in
        var access = cache.files.resolving(access)
        // A file that the statement goes on to write has another time after every run.
        if access.use == .examined, written.contains(access.path) {
          access.state = access.state.map(FileAccess.withoutTimes)
        }
        return access
      }.filter { seen.insert($0).inserted }
      return TraceStore.Finding(
        cell: index, statement: position, files: files,
        memory: keys.withBackgroundWork(
          memory.uses(by: cell.statements[position], of: cell), cell: index, statement: position))
    }
  }

  /// Caches the values that a cell's statements have written in this round.
  private func cacheValues(_ constants: [DefinedConstant], of index: Int, _ keys: CacheKeys) {
    guard !constants.isEmpty else { return }
    for (position, statement) in notebook.cells[index].statements.enumerated() where !statement.constants.isEmpty {
      guard let key = keys.valueKey(cell: index, statement: position) else { continue }
      let values = constants.compactMap { constant -> CachedValue? in
        guard let type = constant.type, let file = constant.file, statement.constants.contains(constant.name) else {
          return nil
        }
        return CachedValue(name: constant.name, type: type, file: file)
      }
      if values.count == statement.constants.count { cache.store(values, key, filesIn: folder) }
    }
  }
}
