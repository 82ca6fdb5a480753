import Execution
import Foundation
import Notebooks
import Synchronization

/// A run as open pages are told of it while it goes on.
final class LiveProgress: Sendable {
  private let report: LiveReport
  private let last = Mutex(ContinuousClock.now - .seconds(1))

  init(_ report: LiveReport) { self.report = report }

  func tell(_ notebook: Notebook, _ event: RunnerEvent) {
    switch event {
    case .compiling: report.tell(.running, "Compiling …")
    case .compiled, .cellFinished, .warning: break
    case .cellStarted(let cell): tell(notebook, cell, done: 0, details: "")
    case .progress(let cell, let progress):
      guard isDue, let total = progress.total, total > 0 else { return }
      let done = min(1, Double(progress.completed) / Double(total))
      tell(notebook, cell, done: done, details: ": \(progress.completed) of \(total) \(progress.label)")
    }
  }

  private func tell(_ notebook: Notebook, _ index: Int, done: Double, details: String) {
    let cell = notebook.cells[index]
    let name = cell.title ?? cell.label ?? "Line \(cell.range.startLine)"
    report.tell(
      .running, name + (details.isEmpty ? " …" : details), share: (Double(index) + done) / Double(notebook.cells.count))
  }

  /// Ten times a second; a page need not be told more often.
  private var isDue: Bool {
    last.withLock { last in
      guard last.duration(to: .now) > .milliseconds(100) else { return false }
      last = .now
      return true
    }
  }
}
