public import Execution
public import Notebooks
import Pages
import Runs
import Synchronization

/// Sends open pages how far a run is.
public final class WatchProgress: Sendable {
  private let report: WatchReport
  private struct State {
    var lastSent = ContinuousClock.now - .seconds(1)
    var cellStart = ContinuousClock.now
    /// The last lines that the running cell has printed.
    var printed: [String] = []
    /// What was said of the running cell last.
    var details = " …"
    var done = 0.0
  }

  private let state = Mutex(State())
  /// Lines that a page has room for, and letters of each.
  private static let (printedLines, lineLength) = (6, 200)

  /// - Parameter report: the report whose pages are sent to.
  public init(_ report: WatchReport) { self.report = report }

  /// Sends what an event means to a reader of the page.
  public func send(_ notebook: Notebook, _ event: RunnerEvent) {
    switch event {
    case .compiling: report.send(.running, "Compiling …")
    case .compiled, .cellFinished, .warning: break
    case .cellStarted(let cell):
      state.withLock {
        $0.cellStart = .now
        $0.printed = []
        $0.details = " …"
        $0.done = 0
      }
      send(notebook, cell)
    case .printed(let cell, let printed):
      state.withLock { state in
        state.printed += printed.lines.map { String($0.printableLine.prefix(Self.lineLength)) }
        if printed.isCut { state.printed.append("… more stands in the report") }
        state.printed.removeFirst(max(0, state.printed.count - Self.printedLines))
      }
      if isDue || printed.isCut { send(notebook, cell) }
    case .progress(let cell, let progress):
      guard isDue, let total = progress.total, total > 0 else { return }
      let done = min(1, Double(progress.completed) / Double(total))
      let (completed, all) = (Wording.number(progress.completed), Wording.number(total))
      state.withLock { state in
        let elapsed = state.cellStart.duration(to: .now) / .seconds(1)
        let left = done > 0.02 && done < 1 ? ", \(Wording.duration(elapsed * (1 - done) / done)) left" : ""
        state.details = ": \(completed) of \(all) \(progress.label)\(left)"
        state.done = done
      }
      send(notebook, cell)
    }
  }

  private func send(_ notebook: Notebook, _ index: Int) {
    let (details, done, printed) = state.withLock { ($0.details, $0.done, $0.printed) }
    report.send(
      .running, notebook.cells[index].name.standalone + details,
      share: (Double(index) + done) / Double(notebook.cells.count),
      printed: printed.isEmpty ? nil : printed.joined(separator: "\n"))
  }

  /// At most ten times a second.
  private var isDue: Bool {
    state.withLock { state in
      guard state.lastSent.duration(to: .now) > .milliseconds(100) else { return false }
      state.lastSent = .now
      return true
    }
  }
}
