import FoundationEssentials
public import Notebooks
public import Runs

extension Runner {
  /// The run of a notebook whose mistakes keep it from being compiled: nothing ran, and every error stands at its cell. Cells that are as they were show what
  /// they showed.
  ///
  /// - Parameter parameters: values in place of the script's, as far as they are known.
  public func refusing(
    _ notebook: Notebook, because diagnostics: [Diagnostic], parameters: [ParameterValue] = []
  ) throws(RunFailure) -> RunResult {
    let attempt = RunAttempt(
      configuration: configuration, notebook: notebook, wanted: nil, parameters: parameters,
      progress: { _ in })
    let (folder, lock) = try WorkFolder.make(in: configuration.workFolder, name: notebook.name)
    var state = RunAttempt.State(
      folder: folder, cache: try RunCache(workFolder: configuration.workFolder, tell: { _ in }),
      record: RunRecord(notebook: notebook, planned: Plan(notebook: notebook).running),
      run: attempt.emptyRun(startedAt: configuration.now()))
    for error in diagnostics where error.severity == .error {
      state.record.refuse(
        Problem(message: error.message, line: error.line, sourceLine: error.sourceLine, hint: error.hint),
        line: error.line)
    }
    if configuration.usesCache { try attempt.showFreshCells(&state) }
    var run = state.run
    run.status = .notCompiled
    run.diagnostics = diagnostics
    run.cells = state.record.cells
    if configuration.sourceDate != nil { run = run.withoutVolatileFields() }
    return RunResult(
      folder: RunFolder(run: run, directory: folder, lock: lock), fileAccesses: state.accesses)
  }
}
