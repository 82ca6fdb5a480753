import ArgumentParser
import Comparisons
import Execution
import Foundation
import Notebooks
import Runs
import Watching

/// One run of a watched analysis, from the saved file to the page that shows it.
struct WatchedRun {
  var analysis: Project.Analysis
  var request: RunRequest
  var store: RunStore
  var report: WatchReport
  /// Whether it is the first of this watch: the report that stood there is kept, those that the watch makes follow each other.
  var isFirst: Bool
  var gate: (base: String, options: GateOptions)?

  /// - Returns: files whose changes call for another run; nil when that could not be found out.
  func callAsFunction() async -> Set<String>? {
    report.send(.running, "Running …")
    do {
      let base = try gate.map {
        try GateBase(named: $0.base, options: $0.options, analysis: analysis, reports: store.directory)
      }
      let result = try await request.result(of: analysis)
      let files = WatchedRun.files(of: result.finished, butIn: store.directory)
      guard result.finished.run.status != .interrupted else {
        result.finished.folder.discard()
        return files
      }
      try publish(result, base)
      return files
    } catch {
      refuse(error)
      return nil
    }
  }

  private func publish(_ result: RunRequest.Result, _ base: GateBase?) throws {
    let run = result.finished.run
    let folder = try result.publish(in: store, keepsPrevious: isFirst)
    let isBroken = try base?.isBroken(byRunIn: folder, isQuiet: false) ?? false
    if run.status == .ok { Terminal.standardError.line("  \(run.summary)") }
    report.sendEnd(of: run, isGateBroken: isBroken)
  }

  /// Nothing could be run, and there is no report that would say so.
  private func refuse(_ error: any Error) {
    let message =
      switch error {
      case let usage as UsageDiagnostics: DiagnosticFormatter(isColoured: false).string(usage.diagnostics)
      case let diagnostic as Diagnostic: DiagnosticFormatter(isColoured: false).string(diagnostic)
      default: SongbookCommand.message(for: error)
      }
    let terminal = Terminal.standardError
    terminal.line("\(terminal.styled("error:", .bad)) \(message)")
    report.send(.refused, message, isBad: true)
  }

  /// What the code read or looked for. What it wrote itself is no news, and reports are even less.
  private static func files(of finished: RunResult, butIn reports: String) -> Set<String> {
    let written = Set(finished.fileAccesses.filter { $0.use == .wrote }.map(\.path))
    let reports = URL(fileURLWithPath: reports).path
    let outside = finished.fileAccesses.filter { access in
      !written.contains(access.path) && access.path != reports && !access.path.hasPrefix(reports + "/")
    }
    return Set(outside.map { $0.use == .listed ? $0.path + "/" : $0.path })
  }
}
