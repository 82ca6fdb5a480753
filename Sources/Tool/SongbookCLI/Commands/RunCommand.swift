import ArgumentParser
import Execution
import Projects
import Reports
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
  @OptionGroup var matrix: MatrixOptions
  @OptionGroup var limits: LimitOptions

  @Option(name: .customShort("o"), help: ArgumentHelp("Where reports go: DIR/<analysis>/index.html.", valueName: "dir"))
  var output = "reports"

  @Option(
    help: ArgumentHelp(
      "Compares the new run with this one (an id, a report's folder, a run.json, or an analysis for its latest run; with --matrix also the folder of a matrix, for the runs of the same values) and fails when a rule is broken.",
      valueName: "base"))
  var gate: String?

  @OptionGroup var gates: GateOptions

  @Flag(help: "Runs every cell without the cache.")
  var noCache = false

  @Flag(help: "Prints for each cell why it runs or does not run.")
  var explain = false

  @Option(help: ArgumentHelp("How many runs of an analysis are stored.", valueName: "count"))
  var keep = 20

  @Flag(
    help:
      "Leaves files to be saved out of pages (PDF, pictures, CSV, artifacts), which then weigh a fraction; they stand beside them."
  )
  var noDownloads = false

  @Flag(help: "Warnings make the run fail.")
  var strict = false

  @Flag(help: "No progress, and nothing of what cells print; only what is wrong.")
  var quiet = false

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
    if !matrix.settings.isEmpty { return try await runMatrices(of: chosen) }
    let store = RunStore(directory: output, keptRuns: keep)
    let shown = TerminalObserver(isQuiet: json || quiet, explains: explain, printsPaths: !json, gates: gates)
    var worst: Int32 = 0
    for analysis in chosen {
      var run = AnalysisRun(
        path: analysis.path, parameters: try parameters.overrides(),
        configuration: try limits.configuration(usesCache: !noCache),
        observers: json ? [shown, JSONObserver()] : [shown])
      run.carriesFiles = !noDownloads
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

  private func runMatrices(of chosen: [Project.Analysis]) async throws {
    let shard = matrix.part
    var worst: Int32 = 0
    for analysis in chosen {
      var run = MatrixRun(
        path: analysis.path, settings: try matrix.read(), parameters: try parameters.overrides(),
        configuration: try limits.configuration(usesCache: !noCache), shard: shard, jobs: matrix.jobs)
      run.isStrict = strict
      run.carriesFiles = !noDownloads
      if matrix.explorable {
        run.explorableLimit = matrix.explorableLimit?.bytes ?? ExplorableReport.usualLimit
      }
      let plan = try run.plan()
      if matrix.list {
        for point in plan.points { Terminal.result(point.key) }
        continue
      }
      let gate = try gate.map { try gates.matrixGate(base: $0, analysis: analysis, reports: output, plan: plan) }
      if let gate { run.gate = { try gate.gate(of: $0) } }
      run.observers = [
        MatrixObserver(isJSON: json, isQuiet: quiet, explains: explain, shard: shard, gate: gate)
      ]
      let result = try await run.run(plan, in: MatrixFolder(of: analysis.name, in: output))
      for line in try gate?.report(gates, of: plan.matrix) ?? [] where !json && !quiet {
        Terminal.standardError.line("  " + line)
      }
      worst = max(worst, result.exitStatus.code)
      if result.exitStatus == .interrupted { break }
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}
