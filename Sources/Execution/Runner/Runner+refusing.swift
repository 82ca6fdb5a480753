import FoundationEssentials
public import Notebooks

extension Runner {
  /// The run of a notebook whose mistakes keep it from being compiled: nothing ran, and every error stands at its cell.
  public func refusing(_ notebook: Notebook, because diagnostics: [Diagnostic]) throws(RunnerFailure) -> FinishedRun {
    let attempt = RunAttempt(
      configuration: configuration, notebook: notebook, plan: Plan(notebook: notebook), parameters: [],
      progress: { _ in })
    var run = attempt.emptyRun(startedAt: configuration.now(), program: Program(notebook: notebook, cells: []))
    var record = RunRecord(notebook: notebook, planned: Plan(notebook: notebook).running)
    for error in diagnostics where error.severity == .error {
      record.refuse(
        Problem(message: error.message, line: error.line, sourceLine: error.sourceLine, hint: error.hint),
        line: error.line)
    }
    run.status = .notCompiled
    run.diagnostics = diagnostics
    run.cells = record.cells
    if configuration.sourceDate != nil { run = run.withoutVolatileFields() }
    let (folder, lock) = try WorkFolder.make(in: configuration.workFolder, name: notebook.name)
    var finished = FinishedRun(run: run, directory: folder)
    finished.lock = lock
    return finished
  }
}
