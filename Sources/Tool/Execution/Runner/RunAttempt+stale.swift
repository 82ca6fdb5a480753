import Notebooks
import Runs

extension RunAttempt {
  /// Runs what is stale, in as many rounds as it takes, and takes in what the other cells showed before.
  ///
  /// - Returns: the plan of each round; of nothing to run, the plan that says so.
  func roundsOfStaleCells(_ state: inout State) throws(RunFailure) -> [Plan] {
    var history = history(state.cache)
    var rounds = RunRounds(notebook, wanted: wanted)
    var plans: [Plan] = []
    while true {
      let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
      state.accesses.formUnion(keys.accesses)
      var plan = Plan(notebook: notebook, wanted: wanted, parameters: literals, keys: keys, history: history)
      if !configuration.usesCache, plans.isEmpty { plan = Plan(notebook: notebook, wanted: wanted) }
      guard let next = rounds.next(plan) else {
        if try take(plan, rounds.ran, &state) { return plans.isEmpty ? [plan] : plans }
        // Something that was kept is damaged; its cell is stale now.
        continue
      }
      plan = next
      guard restoreValues(of: plan, state) else {
        rounds.takeBack(plan)
        continue
      }
      plans.append(plan)
      let planned = plan
      try round(plan, &state)
      if let file = state.record.unrestored {
        state.cache.forgetValue(CachedValue.hash(ofPath: file))
        history.restoresValues = false
        rounds.takeBack(plan)
        plans.removeLast()
        continue
      }
      if state.run.status == .notCompiled, plan.running != Plan(notebook: notebook).running {
        // What the compiler says to the whole is what the author has to hear.
        plan = Plan(notebook: notebook)
        plans[plans.count - 1] = plan
        try round(plan, &state)
      }
      state.accesses.formUnion(state.record.accesses.map { FileAccess(use: $0.access.use, path: $0.access.path) })
      record(plan, keys, literals, &history, &state)
      guard state.run.status == .ok else {
        _ = try take(planned, Set(planned.running), &state)
        return plans
      }
      if !configuration.usesCache { return plans }
    }
  }

  func history(_ cache: RunCache) -> CachedHistory {
    CachedHistory(cache: cache, traces: cache.traces(of: notebook), environment: environmentIdentity(cache))
  }

  /// The values that stand in place of the script's, by name.
  var literals: [String: String] {
    Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// What matters outside the notebook, by the name by which it is told.
  func environmentIdentity(_ cache: RunCache) -> [String: String] {
    var identity = [
      "Songbook's library": cache.files.contents(of: Files.absolute(configuration.library.file)) ?? "unknown",
      "the compiler": Files.information(configuration.toolchain.frontend).map(FileAccess.signature) ?? "unknown",
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
}
