import ArgumentParser
import Execution
import Foundation
import Notebooks
import Pages
import Projects
import Runs

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the analyses with titles, parameters and last runs.")

  @Flag(help: "As JSON on standard output.")
  var json = false

  @Option(name: .customShort("o"), help: ArgumentHelp("Where the reports are.", valueName: "dir"))
  var reports = "reports"

  /// One analysis as it is listed.
  struct Entry: Codable {
    var name: String
    var path: String
    var title: String
    var parameters: [String]
    var lastRun: LastRun?
  }

  struct LastRun: Codable {
    var id: String
    var status: Run.Status
    var startedAt: String?
    var seconds: Double?
  }

  func run() throws {
    let entries = try Project().analyses.map { analysis in
      let notebook = try ParsedNotebook(contentsOf: analysis.path).notebook
      return Entry(
        name: analysis.name, path: analysis.path, title: notebook.title,
        parameters: notebook.parameters.map { "\($0.name) = \($0.defaultLiteral)" }, lastRun: lastRun(of: analysis.name)
      )
    }
    if json { return Terminal.result(try JSONText.of(entries)) }
    if entries.isEmpty { Terminal.standardError.line("No analyses here. Make one with `songbook new NAME`.") }
    let width = entries.map(\.name.count).max() ?? 0
    let gap = String(repeating: " ", count: width + 2)
    for entry in entries {
      Terminal.result(
        entry.name.padding(toLength: width + 2, withPad: " ", startingAt: 0).printableLine + entry.title.printableLine)
      if !entry.parameters.isEmpty {
        Terminal.result(gap + entry.parameters.map(\.printableLine).joined(separator: ", "))
      }
      Terminal.result(gap + lastRunLine(entry.lastRun))
    }
  }

  private func lastRunLine(_ run: LastRun?) -> String {
    guard let run else { return "not run yet" }
    let time = run.seconds.map { ", \(Wording.duration($0))" } ?? ""
    return "last run: \(run.status.rawValue)\(run.startedAt.map { ", \($0)" } ?? "")\(time)"
  }

  private func lastRun(of name: String) -> LastRun? {
    guard let run = RunStore(directory: reports).latest(name) else { return nil }
    return LastRun(id: run.id, status: run.status, startedAt: run.startedAt, seconds: run.seconds)
  }
}
