import Digests
import FoundationEssentials
import Notebooks
import Runs

/// A run from the notebook to the end of its last round. What would show again what earlier runs showed does not run;
/// what runs can make more stale, which runs in another round.
struct IncrementalRun {
  private let configuration: RunConfiguration
  let notebook: Notebook
  /// Positions of the cells that are asked for; nil for all.
  let wanted: Set<Int>?
  private let parameters: [ParameterValue]
  /// When the whole run has to be done.
  private let deadline: Deadline?
  private let progress: @Sendable (RunnerEvent) -> Void
  private let start = ContinuousClock.now
  /// The run's folder, absolute.
  private let folder: String
  private let lock: FolderLock
  private let cache: RunCache

  private(set) var history: CachedHistory
  private(set) var record: RunRecord
  var run: Run
  private var plans: [Plan] = []
  private var changedFiles: ChangedFiles
  private var accesses: Set<FileAccess> = []
  /// What each cell has read in this run.
  private var reads: [(cell: Int, access: FileAccess)] = []

  init(
    _ notebook: Notebook, wanted: Set<Int>? = nil, parameters: [ParameterValue], configuration: RunConfiguration,
    deadline: Deadline? = nil, progress: @escaping @Sendable (RunnerEvent) -> Void
  ) throws(RunFailure) {
    self.configuration = configuration
    self.notebook = notebook
    self.wanted = wanted
    self.parameters = parameters
    self.deadline = deadline
    self.progress = progress
    let date = configuration.now()
    (folder, lock) = try WorkFolder.make(in: configuration.workFolder, name: notebook.name)
    do throws(RunFailure) {
      cache = try RunCache(
        workFolder: configuration.workFolder, environment: configuration.environment, point: configuration.point
      ) { progress(.warning($0)) }
    } catch {
      OwnedFolder.remove(folder)
      throw error
    }
    history = CachedHistory(of: notebook, in: cache, configuration)
    record = RunRecord(notebook: notebook)
    changedFiles = ChangedFiles(notebook, folder: folder)
    run = Run(of: notebook, parameters: parameters, startedAt: date, configuration)
  }

  /// Blocks the thread to the end of the run.
  mutating func execute() throws(RunFailure) -> RunResult {
    do throws(RunFailure) {
      if configuration.usesCache { try runStaleCells() } else { try runEverything() }
      changedFiles.removeCopies()
    } catch {
      OwnedFolder.remove(folder)
      throw error
    }
    run.inputs = record.inputs.map { input in
      var table = input.table
      if configuration.sourceDate != nil {
        for number in table?.queries.indices ?? 0..<0 { table?.queries[number].seconds = nil }
      }
      return Input(
        path: input.path, bytes: input.bytes, sha256: input.access?.state ?? "", rows: input.rows, table: table)
    }
    noteSharedSources()
    tellChangedInputs()
    run.metrics = record.metrics
    run.seconds = start.duration(to: .now) / .seconds(1)
    cache.files.save()
    if record.cells.contains(where: { $0.seconds != nil }) {
      CacheContents(workFolder: configuration.workFolder).prune()
    }
    return result
  }

  /// Nothing can run, because the notebook has errors. Cells that are as they were show what they showed.
  mutating func reject(_ diagnostics: [Diagnostic]) -> RunResult {
    var rejected = RoundRecord(notebook: notebook, planned: Plan(notebook: notebook).running)
    rejected.reject(diagnostics)
    record = RunRecord(rejected)
    if configuration.usesCache {
      let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
      let plan = Plan(notebook: notebook, parameters: literals, keys: keys, history: history)
      accesses.formUnion(keys.accesses.map(\.fromRoot))
      _ = cachedOutputs.show(plan, except: Set(plan.running), in: &record, of: &run)
    }
    run.status = .notCompiled
    run.diagnostics = diagnostics
    return result
  }

  private var result: RunResult {
    var run = run
    run.cells = record.cells
    let shared = notebook.sharedSources.map { FileAccess(use: .read, path: Files.absolute($0.path)) }
    return RunResult(
      folder: RunFolder(run: run, directory: folder, lock: lock), plans: plans, fileAccesses: accesses.union(shared))
  }

  // MARK: Rounds

  private mutating func runEverything() throws(RunFailure) {
    var plan = Plan(notebook: notebook, wanted: wanted)
    while true {
      let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
      let result = try runOrExplain(plan)
      let doubt = note(result, keys)
      // Where what is wanted turns out to need more than names show, all that stands before it runs.
      let whole = Plan(notebook: notebook, allBefore: wanted)
      guard wanted != nil, doubt != nil || !result.isCertain(notebook, keys), plan != whole else {
        return try runBehindMistakes(result)
      }
      plan = whole
    }
  }

  /// Runs what is stale, in as many rounds as it takes, and shows what the other cells showed before.
  private mutating func runStaleCells() throws(RunFailure) {
    var rounds = RunRounds(notebook, wanted: wanted)
    while true {
      let keys = CacheKeys(notebook: notebook, parameters: literals, history: history)
      accesses.formUnion(keys.accesses.map(\.fromRoot))
      let current = Plan(notebook: notebook, wanted: wanted, parameters: literals, keys: keys, history: history)
      if changedFiles.haveBeenChanged(behind: current, except: rounds.ran) { rounds.doubtAll() }
      guard let plan = rounds.next(current) else {
        // Where something in the cache is damaged, its cell is stale now.
        guard cachedOutputs.show(current, except: rounds.ran, in: &record, of: &run) else { continue }
        if plans.isEmpty { plans = [current] }
        return
      }
      guard rounds.isWhole || changedFiles.canRestore(before: plan) else {
        rounds.takeBack(plan)
        rounds.doubtAll()
        continue
      }
      guard cachedOutputs.restoreValues(of: plan) else {
        rounds.takeBack(plan)
        continue
      }
      let result = try runOrExplain(plan)
      if let file = result.record.unrestored {
        removeFiles(of: result)
        cache.forgetValue(CachedValue.hash(ofPath: file))
        history.restoresValues = false
        rounds.takeBack(plan)
        continue
      }
      switch note(result, keys) {
      case .from(let cell): rounds.doubt(result.plan, from: cell)
      case .everywhere: rounds.doubtAll()
      case nil where !result.isCertain(notebook, keys): rounds.doubtAll()
      case nil: break
      }
      if !rounds.isInDoubt { try runBehindMistakes(result) }
      guard run.status == .ok || rounds.isInDoubt else {
        _ = cachedOutputs.show(plan, except: Set(plan.running), in: &record, of: &run)
        return
      }
    }
  }

  /// Runs a round. Where a program that leaves something out does not compile, the whole is compiled instead: what the
  /// compiler says to that is what the author has to read.
  private mutating func runOrExplain(_ plan: Plan) throws(RunFailure) -> RoundResult {
    let result = try round(plan)
    let whole = Plan(notebook: notebook)
    guard result.status == .notCompiled, plan.running != whole.running else { return result }
    removeFiles(of: result)
    return try round(whole)
  }

  mutating func round(_ plan: Plan) throws(RunFailure) -> RoundResult {
    // Files of an earlier round may be shared with the cache by now, and are not to be written over.
    removeFiles(of: plan.running.map { record.cells[$0] })
    changedFiles.restore(before: plan)
    let (folder, cache, configuration, deadline) = (folder, cache, configuration, deadline)
    let optimize = notebook.frontMatter.optimize
    let tools = history.environment.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let round = Round(
      configuration: configuration, notebook: notebook, parameters: parameters, folder: folder,
      compile: { (program) throws(RunFailure) in
        try ProgramCache(cache).compile(
          program, with: Compiler(configuration, deadline: deadline), optimize: optimize, tools: tools, in: folder)
      }, deadline: deadline, accessed: { cache.files.prepare($0) }, progress: progress)
    let result = try round.run(plan)
    changedFiles.add(result.record)
    run.compileSeconds = (run.compileSeconds ?? 0) + result.compileSeconds
    return result
  }

  /// Takes a round into the run, and writes down for later runs what it found out.
  /// - Returns: where the round did not find what a run of the whole would have found.
  mutating func note(_ result: RoundResult, _ keys: CacheKeys) -> TraceStore.Doubt? {
    var result = result
    result.record.settleInputs(cache.files.hash)
    reads += result.record.accesses.filter { $0.access.use == .read && $0.access.signature != nil }
      .map { ($0.cell, $0.access) }
    plans.append(result.plan)
    record.merge(result)
    run.status = result.status
    run.environment.compiler = result.compiler
    let ran = result.plan.running.map { notebook.cells[$0].range }
    let path = notebook.path
    run.diagnostics.removeAll { diagnostic in
      guard diagnostic.path == path, let line = diagnostic.line else { return true }
      return ran.contains { $0.startLine <= line && line <= $0.lastLine }
    }
    run.diagnostics += result.diagnostics.filter { !run.diagnostics.contains($0) }
    accesses.formUnion(result.record.accesses.map { FileAccess(use: $0.access.use, path: $0.access.path) })
    return RunRecorder(notebook: notebook, literals: literals, folder: folder, cache: cache).record(
      result, planned: keys, isWhole: wanted == nil, diagnostics: run.diagnostics, history: &history, record: &record)
  }

  /// The files that were compiled with the analysis are inputs of the run.
  private mutating func noteSharedSources() {
    for file in notebook.sharedSources {
      let bytes = Files.information(file.path).map { Int($0.st_size) } ?? 0
      run.inputs.append(Input(path: file.path, bytes: bytes, sha256: FileDigest.sha256(of: file.path) ?? ""))
    }
  }

  /// Says which files are not any more what the run has read; what it wrote itself is no news.
  private mutating func tellChangedInputs() {
    let written = Set(accesses.lazy.filter { $0.use == .wrote }.map(\.path))
    for (cell, access) in reads where !written.contains(access.path) {
      let now = Files.information(access.path).map(FileAccess.signature)
      guard now != access.signature else { continue }
      let read = cache.files.hash(ofRead: access)
      if let read, read == cache.files.contents(of: access.path) { continue }
      let path = Files.relative(access.path)
      let warning = Diagnostic(
        warning: "input.changed", message: "\(path) changed while the analysis ran, after it had been opened.",
        hint: "Run the analysis again: what is shown comes from the file as it was, or from parts of both.")
      record.warn(warning, in: cell)
      progress(.warning(warning))
    }
  }

  private func removeFiles(of cells: [CellRun]) {
    for file in cells.flatMap(\.outputs).flatMap(\.representations).compactMap(\.file) {
      Files.remove("\(folder)/\(file)")
    }
  }

  func removeFiles(of result: RoundResult) { removeFiles(of: result.record.cells) }

  private var cachedOutputs: CachedOutputs { CachedOutputs(notebook: notebook, folder: folder, cache: cache) }

  /// The values that stand in place of the script's, by name.
  var literals: [String: String] {
    Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }
}

extension RoundResult {
  /// False where the round failed, and statements that did not run would have changed something in memory: the failure
  /// may be due to that.
  fileprivate func isCertain(_ notebook: Notebook, _ keys: CacheKeys) -> Bool {
    guard status == .failed || status == .crashed else { return true }
    return !keys.writesLeftOut(by: plan, before: record.cellAtFault)
  }
}

extension Run {
  /// A run that has not begun.
  fileprivate init(
    of notebook: Notebook, parameters: [ParameterValue], startedAt date: Date, _ configuration: RunConfiguration
  ) {
    let given = Dictionary(parameters.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let values = notebook.parameters.map {
      given[$0.name] ?? ParameterValue(name: $0.name, value: $0.defaultLiteral, origin: .script)
    }
    let shown = configuration.sourceDate.map { Date(timeIntervalSince1970: Double($0)) } ?? date
    let stamp = shown.formatted(.iso8601).filter { (character: Character) in character != "-" && character != ":" }
    // Deterministic where the run has to be, else different for every run.
    let mark =
      configuration.sourceDate == nil
      ? String(UInt32.random(in: .min ... .max), radix: 36)
      : String(
        Fingerprint(notebook.path, notebook.source, values.map { "\($0.name)=\($0.value)" }.joined(separator: "\n"))
          .text.prefix(8))
    self.init(
      analysis: notebook.name, path: notebook.path, id: "\(stamp)-\(mark)", status: .ok, parameters: values,
      environment: Environment(
        songbook: configuration.version, compiler: "", operatingSystem: OperatingSystem.description),
      startedAt: date.formatted(.iso8601))
  }
}

extension FileAccess {
  /// With an absolute path.
  fileprivate var fromRoot: FileAccess {
    guard isOfFile, !path.hasPrefix("/") else { return self }
    var access = self
    access.path = Files.workingFolder + "/" + path
    return access
  }
}
