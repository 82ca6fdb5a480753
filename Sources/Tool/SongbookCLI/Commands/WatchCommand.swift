import ArgumentParser
import Execution
import Foundation
import Notebooks
import Projects
import Runs
import Watching

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Run an analysis on every save; the page in the browser follows.",
    discussion: """
      Serves the report at an address of this machine that no other can reach. Each save of the analysis, of its files of parameters, or of a file that it \
      read runs what is stale; a save during a run takes its place. Ctrl-C ends it.

      The report that stood there is kept among the earlier runs; those that come of watching take each other's place.
      """)

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var limits: LimitOptions

  @Option(name: .customShort("o"), help: ArgumentHelp("Where reports go: DIR/<analysis>/index.html.", valueName: "dir"))
  var output = "reports"

  @Option(help: "The port of the address; by default the first that is free from 8080 on.")
  var port: Int?

  @Option(help: ArgumentHelp("Compares every run with this one; see `songbook run`.", valueName: "base"))
  var gate: String?

  @OptionGroup var gates: GateOptions

  @Flag(help: "Prints for each cell why it runs or does not run.")
  var explain = false

  func validate() throws {
    if let port, !(0...65535).contains(port) { throw ValidationError("A port is a number from 0 to 65535.") }
  }

  func run() async throws {
    let analysis = try Project().analysis(analysis)
    let store = RunStore(directory: output)
    let report = WatchReport(of: analysis.name, in: store.folder(of: analysis.name))
    let ports = port.map { [$0] } ?? Array(8080..<8100) + [0]
    guard let server = LoopbackServer(ports: ports, subscribers: report.subscribers) else {
      throw RunFailure(
        "Port \(port ?? 0) of this machine is taken",
        hint: "Give another one with --port, or none for the first that is free.")
    }
    // Before anything can be interrupted.
    let stop = Interruption.onSignals
    server.start(report.answer)
    defer { server.stop() }
    Terminal.path("http://127.0.0.1:\(server.port)/")
    Terminal.standardError.line("Watching \(analysis.path). Open the address in a browser; Ctrl-C ends this.")

    let progress = WatchProgress(report)
    let (parameters, limits) = (parameters, limits)
    let observers: [any AnalysisRunObserver] = [
      TerminalObserver(explains: explain, gates: gates), WatchObserver(progress: progress),
    ]
    let (gate, gates) = (gate, gates)
    let watch = Watch(sources: sources(of: analysis)) { isFirst, interruption in
      await WatchedRun(analysis: analysis, store: store, report: report).run(isFirst: isFirst) {
        AnalysisRun(
          path: analysis.path, parameters: try parameters.overrides(),
          configuration: try limits.configuration(interruption: interruption), observers: observers)
      } gate: {
        try gate.map { try gates.runGate(base: $0, analysis: analysis, reports: store.directory) }
      }
    }
    try await watch.untilStopped(by: stop)
    report.send(.ended, "This analysis is not watched any more; the page stays as it is.")
    Terminal.standardError.line("  ended; the report is \(store.folder(of: analysis.name))/index.html")
  }

  /// What the user writes.
  private func sources(of analysis: Project.Analysis) -> Set<String> {
    let beside = String(analysis.path.dropLast(6)) + ".gates.yaml"
    let gateFiles = gate == nil ? [] : [gates.gates ?? beside]
    return Set(([analysis.path] + parameters.files + gateFiles).map { URL(fileURLWithPath: $0).path })
  }
}
