import Events
import FoundationEssentials
import Glibc
import Notebooks

extension RunAttempt {
  /// Runs what is stale, in as many rounds as it takes, and takes in what the other cells showed before.
  ///
  /// - Returns: the plan of each round; of nothing to run, the plan that says so.
  func roundsOfStaleCells(_ state: inout State) throws(RunnerFailure) -> [Plan] {
    var memory = memory(state.cache)
    var rounds = Rounds(notebook)
    var plans: [Plan] = []
    while true {
      let keys = CellKeys(notebook: notebook, parameters: literals, memory: memory)
      state.observations.formUnion(keys.observations)
      var plan = Plan(notebook: notebook, parameters: literals, keys: keys, memory: memory)
      if !configuration.usesCache, plans.isEmpty { plan = Plan(notebook: notebook) }
      guard let next = rounds.next(plan) else {
        if try take(plan, rounds.ran, &state) { return plans.isEmpty ? [plan] : plans }
        // Something that was kept is damaged; its cell is stale now.
        continue
      }
      plan = next
      guard placeValues(of: plan, state) else {
        rounds.takeBack(plan)
        continue
      }
      plans.append(plan)
      let fresh = plan
      try round(plan, &state)
      if let file = state.record.unrestored {
        state.cache.forgetValue(KeptValue.hash(ofPlace: file))
        memory.restoresValues = false
        rounds.takeBack(plan)
        plans.removeLast()
        continue
      }
      if state.run.status == .notCompiled, plan.cells.contains(where: { $0.reason == .fresh }) {
        // What the compiler says to the whole is what the author has to hear.
        plan = Plan(notebook: notebook)
        plans[plans.count - 1] = plan
        try round(plan, &state)
      }
      state.observations.formUnion(state.record.touches.map { FileObservation($0.touch) })
      record(plan, keys, literals, &memory, &state)
      guard state.run.status == .ok else {
        _ = try take(fresh, Set(fresh.running), &state)
        return plans
      }
      if !configuration.usesCache { return plans }
    }
  }

  private func memory(_ cache: RunCache) -> CacheMemory {
    CacheMemory(cache: cache, ledger: cache.ledger(of: notebook), environment: environmentIdentity(cache))
  }

  /// The values that stand in place of the script's, by name.
  private var literals: [String: String] {
    Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Takes in what the cells that a plan was made for showed before.
  /// - Returns: false when one of them would not show it again.
  func takeWhatIsAskedFor(_ plan: Plan, _ state: inout State) throws(RunnerFailure) -> Bool {
    guard configuration.usesCache else { return false }
    let memory = memory(state.cache)
    let keys = CellKeys(notebook: notebook, parameters: literals, memory: memory)
    var shown = Plan(cells: [])
    for cell in plan.cells where cell.reason == .requested {
      guard notebook.cells[cell.index].options.cache != false, let key = keys.key(cell: cell.index),
        memory.hasOutputs(key)
      else { return false }
      shown.cells.append(PlannedCell(index: cell.index, runs: false, reason: .fresh, key: key))
    }
    return try take(shown, [], &state)
  }

  /// Takes in what cells showed that would show it again, where nothing can run.
  func showFreshCells(_ state: inout State) throws(RunnerFailure) {
    let memory = memory(state.cache)
    let keys = CellKeys(notebook: notebook, parameters: literals, memory: memory)
    let plan = Plan(notebook: notebook, parameters: literals, keys: keys, memory: memory)
    state.observations.formUnion(keys.observations)
    _ = try take(plan, Set(plan.running), &state)
  }

  /// What matters outside the notebook, by the name by which it is told.
  func environmentIdentity(_ cache: RunCache) -> [String: String] {
    var identity = [
      "Songbook's library": cache.files.contents(of: Files.absolute(configuration.library.file)) ?? "unknown",
      "the compiler": FileStates.information(configuration.toolchain.frontend).map(FileStates.signature) ?? "unknown",
      "the working folder": Files.workingFolder,
      "`optimize`": "\(notebook.frontMatter.optimize)",
      "the number of rows that tables show": "\(configuration.maximumTableRows)",
    ]
    for name in ["LANG", "LC_ALL", "LC_NUMERIC", "LC_TIME", "TZ", "SONGBOOK_DATA", "SOURCE_DATE_EPOCH"] {
      identity["the environment variable \(name)"] = configuration.environment[name]
    }
    if let date = configuration.sourceDate { identity["SOURCE_DATE_EPOCH"] = "\(date)" }
    return identity
  }

  /// Takes in what cells showed that did not run.
  /// - Returns: false when something is damaged and has been forgotten.
  private func take(_ plan: Plan, _ ran: Set<Int>, _ state: inout State) throws(RunnerFailure) -> Bool {
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

  /// Writes down what a round found out.
  private func record(
    _ plan: Plan, _ planned: CellKeys, _ parameters: [String: String], _ memory: inout CacheMemory,
    _ state: inout State
  ) {
    let ended = plan.running.filter { index in
      let cell = state.record.cells[index]
      return cell.status == .ok && !cell.warnings.contains { $0.code == RunRecord.unfinishedFiles }
    }
    let supplied = plan.cells.filter { !$0.supplies.isEmpty && state.record.hasSupplied($0.index) }
    let findings =
      ended.flatMap { self.findings(of: $0, notebook.cells[$0].statements.indices, state) }
      + supplied.flatMap { self.findings(of: $0.index, $0.supplies, state) }
    var types: [String: Bool] = [:]
    for (_, constant) in state.record.constants { types[constant.name] = constant.isValue }
    let done = Set(ended).union(plan.cells.filter { $0.reason == .fresh }.map(\.index))
    let keys = memory.ledger.record(
      notebook: notebook, parameters: parameters, planned: planned, memory: memory, findings: findings, types: types,
      done: done)
    for index in ended {
      guard let key = keys.key(cell: index) else { continue }
      state.record.update(index) { $0.fingerprint = key }
      state.cache.store(stored(index, state), key, filesIn: state.folder)
    }
    for index in ended + supplied.map(\.index) { keepValues(of: index, keys, state) }
    memory.ledger.forget(olderThan: 50)
    state.cache.save(memory.ledger, of: notebook)
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
  ) -> [RunLedger.Finding] {
    let cell = notebook.cells[index]
    let lines = Set(cell.statements.map(\.range.startLine))
    let touches = state.record.touches.filter { $0.cell == index }
    return positions.filter { !cell.statements[$0].isInert }.map { position in
      let line = cell.statements[position].range.startLine
      var seen: Set<FileObservation> = []
      let own = touches.filter { $0.line == line || !lines.contains($0.line) }.map(\.touch)
      // A file that was made on the way and is gone, such as the one that is renamed into its place.
      let passing = Set(
        own.filter { $0.use == .wrote && $0.state == nil && FileStates.information($0.path) == nil }.map(\.path))
      let files = own.filter { !passing.contains($0.path) }
        .map { observation(of: $0, state.cache.files) }.filter { seen.insert($0).inserted }
      return RunLedger.Finding(cell: index, statement: position, files: files)
    }
  }

  private func observation(of touch: FileTouch, _ files: FileStates) -> FileObservation {
    switch touch.use {
    case .read:
      FileObservation(use: .read, path: touch.path, state: files.contents(of: touch.path, being: touch.signature))
    case .looked: FileObservation(use: .looked, path: touch.path, state: touch.state)
    case .listed:
      FileObservation(use: .listed, path: touch.path, state: files.listing(of: touch.path, being: touch.signature))
    case .wrote: FileObservation(use: .wrote, path: touch.path, state: files.contents(of: touch.path))
    }
  }
}

extension FileObservation {
  /// That a file was touched, whatever was in it.
  fileprivate init(_ touch: FileTouch) {
    let use: Use =
      switch touch.use {
      case .read: .read
      case .looked: .looked
      case .listed: .listed
      case .wrote: .wrote
      }
    self.init(use: use, path: touch.path, state: nil)
  }
}
