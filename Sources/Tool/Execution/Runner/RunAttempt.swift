import Digests
import FoundationEssentials
import Glibc
import Notebooks
import Runs

/// One run from the notebook to the end of its process, or of its processes, where what runs makes more stale.
struct RunAttempt: Sendable {
  var configuration: Runner.Configuration
  var notebook: Notebook
  /// Positions of the cells that were asked for; nil for all.
  var wanted: Set<Int>?
  var parameters: [ParameterValue]
  var progress: @Sendable (RunnerEvent) -> Void

  /// Blocks the thread to the end of the run.
  func execute() throws(RunFailure) -> RunResult {
    let start = ContinuousClock.now
    let date = configuration.now()
    let (folder, lock) = try WorkFolder.make(in: configuration.workFolder, name: notebook.name)
    do throws(RunFailure) {
      let progress = progress
      let cache = try RunCache(workFolder: configuration.workFolder) { progress(.warning($0)) }
      var state = State(
        folder: folder, cache: cache, record: RunRecord(notebook: notebook, planned: []),
        run: emptyRun(startedAt: date))
      let plans = try roundsOfStaleCells(&state)
      var run = state.run
      run.cells = state.record.cells
      run.metrics = state.record.metrics
      run.inputs = state.record.inputs.map { input in
        Input(
          path: input.path, bytes: input.bytes, sha256: cache.files.contents(of: Files.absolute(input.path)) ?? "",
          rows: input.rows)
      }
      run.seconds = start.duration(to: .now) / .seconds(1)
      cache.files.save()
      if run.cells.contains(where: { $0.seconds != nil }) {
        CacheContents(workFolder: configuration.workFolder).prune()
      }
      return RunResult(
        folder: RunFolder(run: run, directory: folder, lock: lock), plans: plans, fileAccesses: state.accesses)
    } catch {
      Files.remove(folder)
      throw error
    }
  }

  /// What rounds add to.
  struct State {
    var folder: String
    var cache: RunCache
    var record: RunRecord
    var run: Run
    var accesses: Set<FileAccess> = []
  }

  /// Compiles what a plan asks for, and runs it.
  func round(_ plan: Plan, _ state: inout State) throws(RunFailure) {
    let start = ContinuousClock.now
    let program = Program(notebook: notebook, plan: plan, parameters: parameters)
    // Files of an earlier round may be shared with the cache by now, and are not to be written over.
    for cell in plan.running {
      for form in state.record.cells[cell].outputs.flatMap(\.representations) {
        if let file = form.file { Files.remove("\(state.folder)/\(file)") }
      }
    }
    state.record.begin(plan.running)
    progress(.compiling)
    let tools = environmentIdentity(state.cache).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let compiled = try ProgramCache(state.cache).compile(
      program, with: Compiler(configuration), optimize: notebook.frontMatter.optimize, tools: tools, in: state.folder)
    let seconds = start.duration(to: .now) / .seconds(1)
    state.run.compileSeconds = (state.run.compileSeconds ?? 0) + seconds
    progress(.compiled(seconds: seconds))
    let ran = plan.cells.filter(\.runs).map { notebook.cells[$0.index].range }
    state.run.diagnostics.removeAll { diagnostic in
      ran.contains { $0.startLine <= diagnostic.line && diagnostic.line <= $0.lastLine }
    }
    state.run.diagnostics += compiled.diagnostics.filter { !state.run.diagnostics.contains($0) }
    state.run.environment.compiler = compiled.version ?? ""
    if let executable = compiled.executable {
      state.run.status = try watch(executable, program: program, record: &state.record, in: state.folder)
    } else {
      state.run.status = compiled.isInterrupted ? .interrupted : .notCompiled
      for error in compiled.diagnostics where error.severity == .error {
        state.record.refuse(
          Problem(message: error.message, line: error.line, sourceLine: error.sourceLine, hint: error.hint),
          line: error.line)
      }
    }
    for file in ["program.swift", "inner.modulemap", "program.o", "program"] {
      Files.remove("\(state.folder)/\(file)")
    }
  }

  func emptyRun(startedAt date: Date) -> Run {
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
    return Run(
      analysis: notebook.name, path: notebook.path, id: "\(stamp)-\(mark)", status: .ok, parameters: values,
      environment: Environment(
        songbook: configuration.version, compiler: "", operatingSystem: OperatingSystem.description),
      startedAt: date.formatted(.iso8601))
  }
}
