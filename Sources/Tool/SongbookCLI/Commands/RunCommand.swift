import ArgumentParser
import Execution
import Projects
import Runs

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run analyses and write their reports.",
    discussion: """
      The report is written whatever happens. Its path goes to standard output, progress and diagnostics to standard error.

      \(ExitStatus.help)
      """)

  @Argument(help: "Names in analyses/ or paths to .swift files.")
  var analyses: [String]

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var limits: LimitOptions

  @Option(name: .customShort("o"), help: ArgumentHelp("Where reports go: DIR/<analysis>/index.html.", valueName: "dir"))
  var output = "reports"

  @Option(
    help: ArgumentHelp(
      "Compares the new run with this one (an id, a report's folder, a run.json, or an analysis for its latest run) and fails when a rule is broken.",
      valueName: "base"))
  var gate: String?

  @OptionGroup var gates: GateOptions

  @Flag(help: "Runs every cell without the cache.")
  var noCache = false

  @Flag(help: "Prints for each cell why it runs or does not run.")
  var explain = false

  @Option(help: ArgumentHelp("How many runs of an analysis are stored.", valueName: "count"))
  var keep = 20

  @Flag(help: "Warnings make the run fail.")
  var strict = false

  @Flag(help: "The manifests on standard output as JSON, one line each, and no progress.")
  var json = false

  func validate() throws {
    if keep < 1 { throw ValidationError("--keep takes 1 or more: the latest run is always kept.") }
  }

  func run() async throws {
    // From here on an interruption ends with a report.
    let interruption = Interruption.onSignals
    let project = Project()
    let chosen = try analyses.map { try project.analysis($0) }
    let store = RunStore(directory: output, keptRuns: keep)
    let shown = TerminalObserver(isQuiet: json, explains: explain, printsPaths: !json, gates: gates)
    var worst: Int32 = 0
    for analysis in chosen {
      let run = AnalysisRun(
        path: analysis.path, parameters: try parameters.overrides(),
        configuration: try limits.configuration(usesCache: !noCache),
        observers: json ? [shown, JSONObserver()] : [shown])
      // The base is read before the new run may take its place.
      let result = try await run.publish(
        in: store, gate: try gate.map { try gates.runGate(base: $0, analysis: analysis, reports: output) })
      worst = max(worst, result.exitStatus(isStrict: strict).code)
      // Also when it came too late to stop the run, whose report is complete then.
      if result.run.status == .interrupted || interruption.isRequested {
        worst = ExitStatus.interrupted.code
        break
      }
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}
