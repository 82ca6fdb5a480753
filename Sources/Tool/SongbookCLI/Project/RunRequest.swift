import ArgumentParser
import Execution
import Foundation
import Notebooks
import Pages
import Runs

/// Running one analysis, from its file to a finished run: what `run`, `figure` and `table` have in common.
struct RunRequest {
  var parameters: ParameterOptions
  var limits: LimitOptions
  var isQuiet = false
  /// Whether what earlier runs left is used.
  var usesCache = true
  /// Tells of each cell why it runs, or does not.
  var explains = false
  /// What ends the run before its time.
  var interruption = Interruption.onSignals
  /// Told what happens, beside the terminal.
  var follow: @Sendable (Notebook, RunnerEvent) -> Void = { _, _ in }

  /// What became of it, before it is published.
  struct Result {
    var source: AnalysisSource
    var finished: RunResult
    var configuration: Runner.Configuration
  }

  /// - Parameter label: only what this figure or table needs is run; everything when nil.
  func result(of analysis: Project.Analysis, only label: String? = nil) async throws -> Result {
    let source = try AnalysisSource.read(analysis)
    let terminal = Terminal.standardError
    if !source.parsed.diagnostics.isEmpty {
      terminal.line(DiagnosticFormatter(isColoured: terminal.isInteractive).string(source.parsed.diagnostics))
    }
    var configuration = try Runner.Configuration(environment: ProcessInfo.processInfo.environment)
    configuration.interruption = interruption
    configuration.version = SongbookVersion.current
    configuration.usesCache = usesCache
    limits.apply(to: &configuration)
    let runner = Runner(configuration)
    if source.parsed.hasErrors {
      let refused = try runner.runRejected(
        source.notebook, because: source.parsed.diagnostics,
        parameters: (try? parameters.values(for: source.notebook)) ?? [])
      return Result(source: source, finished: refused, configuration: configuration)
    }
    let values = try parameters.values(for: source.notebook)
    let wanted = try label.map { Set([try source.notebook.cellIndex(showing: $0)]) }
    let lines = RunLines(notebook: source.notebook, terminal: terminal)
    if !isQuiet { terminal.line(terminal.styled(analysis.name, .bold) + "  " + terminal.styled(analysis.path, .quiet)) }
    let (isQuiet, follow, notebook) = (isQuiet, follow, source.notebook)
    let finished = try await runner.run(notebook, wanted: wanted, parameters: values) { event in
      if !isQuiet { lines.tell(event) }
      follow(notebook, event)
    }
    terminal.clearTransient()
    // A warning stays one, though the cell that gave it did not run again.
    for cell in finished.run.cells where cell.status == .cached && !cell.warnings.isEmpty && !isQuiet {
      lines.tell(.cellFinished(cell))
    }
    if explains { explain(finished.plans, source.notebook, on: terminal) }
    tellProblems(of: finished.run, on: terminal)
    return Result(source: source, finished: finished, configuration: configuration)
  }

  private func explain(_ plans: [Plan], _ notebook: Notebook, on terminal: Terminal) {
    for (round, plan) in plans.enumerated() {
      if round > 0 { terminal.line("  then, because of what was written:") }
      for cell in plan.cells where round == 0 || cell.runs {
        guard let words = cell.explanation(in: notebook) else { continue }
        terminal.line("  " + (cell.runs ? words : terminal.styled(words, .quiet)))
      }
    }
  }

  private func tellProblems(of run: Run, on terminal: Terminal) {
    if !run.diagnostics.isEmpty {
      terminal.line(DiagnosticFormatter(isColoured: terminal.isInteractive).string(run.diagnostics))
    }
    for cell in run.cells {
      guard let problem = cell.problem, run.status != .notCompiled else { continue }
      let place = problem.line.map { "\(run.path):\($0)" } ?? run.path
      terminal.line("\(terminal.styled(place + ":", .bold)) \(terminal.styled("error:", .bad)) \(problem.message)")
      if let line = problem.sourceLine { terminal.line("    \(line.trimmingCharacters(in: .whitespaces))") }
      for frame in problem.backtrace { terminal.line("    at \(frame)") }
      if let hint = problem.hint { terminal.line("    \(hint)") }
    }
    let notRun = run.cells.count { $0.status == .notRun && $0.kind == .code }
    if notRun > 0 { terminal.line("  \(Wording.count(notRun, "cell")) not run") }
  }
}

/// Bounds on time and memory.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Ends the run after so many seconds.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp("Ends each cell that takes longer, unless its `timeout` says otherwise.", valueName: "seconds"))
  var cellTimeout: Double?

  @Option(help: ArgumentHelp("Memory that the analysis may use, such as 2GB or 500MB.", valueName: "size"))
  var memoryLimit: MemorySize?

  func validate() throws {
    for seconds in [timeout, cellTimeout].compactMap({ $0 }) where !(seconds > 0) {
      throw ValidationError("A timeout has to be more than 0 seconds, not \(seconds).")
    }
  }

  func apply(to configuration: inout Runner.Configuration) {
    configuration.runTimeout = timeout
    configuration.cellTimeout = cellTimeout
    configuration.memoryLimit = memoryLimit?.bytes
  }
}

/// `500MB`, `2GB`, or a plain number of bytes; powers of 1,000.
struct MemorySize: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    guard let match = argument.lowercased().wholeMatch(of: /(\d+(?:\.\d+)?)\s*(kb|mb|gb|b)?/),
      let number = Double(match.1)
    else {
      return nil
    }
    let unit: Double =
      switch match.2 {
      case "kb": 1e3
      case "mb": 1e6
      case "gb": 1e9
      default: 1
      }
    guard number * unit < 1e18, number > 0 else { return nil }
    bytes = Int(number * unit)
  }
}
