public import Execution
public import Notebooks
import Pages
import Synchronization

/// Sends open pages how far a run is.
public final class WatchProgress: Sendable {
  private let report: WatchReport
  private let last = Mutex(ContinuousClock.now - .seconds(1))

  /// - Parameter report: the report whose pages are sent to.
  public init(_ report: WatchReport) { self.report = report }

  /// Sends what an event means to a reader of the page.
  public func send(_ notebook: Notebook, _ event: RunnerEvent) {
    switch event {
    case .compiling: report.send(.running, "Compiling …")
    case .compiled, .cellFinished, .warning: break
    case .cellStarted(let cell): send(notebook, cell, done: 0, details: " …")
    case .progress(let cell, let progress):
      guard isDue, let total = progress.total, total > 0 else { return }
      let done = min(1, Double(progress.completed) / Double(total))
      let (completed, all) = (Wording.number(progress.completed), Wording.number(total))
      send(notebook, cell, done: done, details: ": \(completed) of \(all) \(progress.label)")
    }
  }

  private func send(_ notebook: Notebook, _ index: Int, done: Double, details: String) {
    report.send(
      .running, notebook.cells[index].name.standalone + details,
      share: (Double(index) + done) / Double(notebook.cells.count))
  }

  /// At most ten times a second.
  private var isDue: Bool {
    last.withLock { last in
      guard last.duration(to: .now) > .milliseconds(100) else { return false }
      last = .now
      return true
    }
  }
}
