import ArgumentParser
import Execution
import Foundation
import Pages
import Runs

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the stored runs with their parameters and metrics.")

  @Argument(help: "A name in analyses/; all analyses when none is given.")
  var analysis: String?

  @Option(name: .customShort("o"), help: ArgumentHelp("Where the reports are.", valueName: "dir"))
  var reports = "reports"

  @Flag(help: "As JSON on standard output.")
  var json = false

  /// One run as it is listed.
  struct Entry: Codable {
    var analysis: String
    var id: String
    var status: Run.Status
    var startedAt: String?
    var seconds: Double?
    var folder: String
    /// Parameters whose values are not those of the script.
    var parameters: [String: String]
    var metrics: [Metric]

    init(_ entry: RunFolder) {
      analysis = entry.run.analysis
      id = entry.run.id
      status = entry.run.status
      startedAt = entry.run.startedAt
      seconds = entry.run.seconds
      folder = entry.directory
      let given = entry.run.parameters.filter { $0.origin != .script }
      parameters = Dictionary(given.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
      metrics = entry.run.metrics
    }

    /// `20261122T101500Z-k3j2  ok  2.1 s  trees=300  accuracy 0.62`; of many metrics those with the shortest paths:
    /// `accuracy/whole` before `accuracy/level 1/pop`.
    var line: String {
      let time = seconds.map(Wording.duration) ?? ""
      let given = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let ranked = metrics.map { (depth: $0.name.count { $0 == "/" }, metric: $0) }
        .sorted { ($0.depth, $0.metric.name) < ($1.depth, $1.metric.name) }.map(\.metric)
      let shown = ranked.count > 4 ? ranked.prefix(3) : ranked[...]
      let measured = shown.map { "\($0.name) \(Wording.number($0.value))\($0.unit.map { " \($0)" } ?? "")" }
      let rest = ranked.count > shown.count ? ["and \(Wording.number(ranked.count - shown.count)) metrics more"] : []
      return ([id, status.rawValue, time] + given + measured + rest).filter { !$0.isEmpty }.map(\.printableLine).joined(
        separator: "  ")
    }
  }

  func run() throws {
    let store = RunStore(directory: reports)
    let names = analysis.map { [$0] } ?? store.analyses
    if let analysis, !store.analyses.contains(analysis) { _ = try Project().analysis(analysis) }
    let entries = names.map { (name: $0, runs: store.runs(of: $0).map(Entry.init)) }
    if json { return Terminal.result(try JSONText.of(entries.flatMap(\.runs))) }
    if entries.allSatisfy(\.runs.isEmpty) {
      let whose = analysis.map { " of \($0)" } ?? ""
      Terminal.standardError.line("There are no runs\(whose) in \(reports)/. Make one with `songbook run`.")
    }
    for (name, runs) in entries where !runs.isEmpty {
      if analysis == nil { Terminal.result(name.printableLine) }
      for run in runs { Terminal.result((analysis == nil ? "  " : "") + run.line) }
    }
  }
}
