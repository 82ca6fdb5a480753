import ArgumentParser
import Execution
import Foundation
import Notebooks
import Projects
import Runs
import Watching

/// One run of a watched analysis, from the saved file to the page that shows it.
struct WatchedRun {
  var analysis: Project.Analysis
  var store: RunStore
  var report: WatchReport

  /// - Parameters:
  ///   - isFirst: whether it is the first of this watch: the report that stood there is kept, those that the watch
  ///     makes follow each other.
  ///   - makeRun: makes the run; what the user wrote is read again each time.
  ///   - gate: what the run is measured by.
  /// - Returns: files whose changes call for another run; nil when that could not be found out.
  func run(
    isFirst: Bool, _ makeRun: () throws -> AnalysisRun, gate: () throws -> RunGate?
  ) async -> Set<String>? {
    report.send(.running, "Running …")
    do {
      let gate = try gate()
      let result = try await makeRun().publish(
        in: store, keepsPrevious: isFirst, gate: gate, publishesInterrupted: false)
      if result.reportFolder != nil { report.sendEnd(of: result.run, isGateBroken: result.isGateBroken) }
      return WatchedRun.files(of: result.result, outside: store.directory)
    } catch {
      refuse(error)
      return nil
    }
  }

  /// Nothing could be run, and there is no report that would say so.
  private func refuse(_ error: any Error) {
    let message =
      switch error {
      case let usage as UsageDiagnostics: DiagnosticFormatter(isColored: false).string(usage.diagnostics)
      case let diagnostic as Diagnostic: DiagnosticFormatter(isColored: false).string(diagnostic)
      default: SongbookCommand.message(for: error)
      }
    let terminal = Terminal.standardError
    terminal.line("\(terminal.styled("error:", .bad)) \(message)")
    report.send(.refused, message, isBad: true)
  }

  /// What the code read or looked for. What it wrote itself is no news, and reports are even less.
  private static func files(of result: RunResult, outside reports: String) -> Set<String> {
    let written = Set(result.fileAccesses.filter { $0.use == .wrote }.map(\.path))
    let reports = URL(fileURLWithPath: reports).path
    let outside = result.fileAccesses.filter { access in
      access.isOfFile && !written.contains(access.path) && access.path != reports
        && !access.path.hasPrefix(reports + "/")
    }
    return Set(outside.map { $0.use == .listed ? $0.path + "/" : $0.path })
  }
}

/// Sends open pages how far a run is.
struct WatchObserver: AnalysisRunObserver {
  var progress: WatchProgress

  func didObserve(_ event: RunnerEvent, in notebook: Notebook) { progress.send(notebook, event) }
}
