import ArgumentParser
import Comparisons
import Execution
import Foundation
import Notebooks
import Reports
import Runs

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run analyses and write their reports.",
    discussion: """
      The report is written whatever happens. Its path goes to standard output, progress and diagnostics to standard error.

      Exit codes: 0 done; 1 a cell failed; 3 does not compile; 4 a gate failed, or warnings under --strict; 5 timed out; 64 wrong usage; \
      70 a bug in Songbook; 128+N the cell's process died of signal N.
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

  @Flag(help: "Runs every cell, whatever earlier runs left.")
  var noCache = false

  @Flag(help: "Tells of each cell why it runs, or does not.")
  var explain = false

  @Option(help: ArgumentHelp("How many runs of an analysis are kept.", valueName: "count"))
  var keep = 20

  @Flag(help: "Warnings make the run fail.")
  var strict = false

  @Flag(help: "The manifests on standard output as JSON, one line each, and no progress.")
  var json = false

  func validate() throws {
    if keep < 1 { throw ValidationError("--keep takes 1 or more: the latest run is always kept.") }
  }

  func run() async throws {
    let project = Project()
    let chosen = try analyses.map { try project.analysis($0) }
    var worst: Int32 = 0
    for analysis in chosen {
      // Read before the new run may take its place.
      let base = try gate.map { try GateBase(named: $0, options: gates, analysis: analysis, reports: output) }
      let request = RunRequest(
        parameters: parameters, limits: limits, isQuiet: json, usesCache: !noCache, explains: explain)
      let result = try await request.result(of: analysis)
      let run = result.finished.run
      let folder = try result.publish(in: RunStore(directory: output, keptRuns: keep))
      if json {
        Terminal.result(try JSONText.of(run, isCompact: true))
      } else {
        Terminal.result("\(folder)/index.html")
        Terminal.standardError.line("  \(run.summary)")
      }
      var code = run.exitCode != 0 ? run.exitCode : (strict && run.hasWarnings ? 4 : 0)
      if let base, try base.isBroken(byRunIn: folder, isQuiet: json), code == 0 { code = 4 }
      worst = max(worst, code)
      if run.status == .interrupted { break }
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}

extension Run {
  fileprivate var hasWarnings: Bool {
    cells.contains { !$0.warnings.isEmpty } || diagnostics.contains { $0.severity == .warning }
  }
}
