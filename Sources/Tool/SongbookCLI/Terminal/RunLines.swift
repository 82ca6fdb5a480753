import Execution
import Foundation
import Notebooks
import Pages
import Runs
import Synchronization

/// A run as it is told on the terminal: a line per cell with its time and memory, a bar while a cell reports how far it is.
final class RunLines: Sendable {
  private struct State {
    var started = ContinuousClock.now
    var lastBar = ContinuousClock.now - .seconds(1)
  }

  private let notebook: Notebook
  private let terminal: Terminal
  private let state = Mutex(State())

  init(notebook: Notebook, terminal: Terminal) {
    self.notebook = notebook
    self.terminal = terminal
  }

  func tell(_ event: RunnerEvent) {
    switch event {
    case .compiling: terminal.transient("  compiling …")
    case .compiled(let seconds): line(mark: "·", name: "compiled", seconds: seconds, style: .quiet)
    case .cellStarted(let cell):
      state.withLock { $0.started = .now }
      terminal.transient("  \(name(of: cell)) …")
    case .progress(let cell, let progress): bar(cell, progress)
    case .cellFinished(let cell): finished(cell)
    case .warning(let warning): tell(warning)
    }
  }

  private func finished(_ cell: CellRun) {
    guard isTold(cell) else { return terminal.clearTransient() }
    switch cell.status {
    case .ok, .cached:
      line(mark: "✓", name: name(of: cell.index), seconds: cell.seconds, memory: cell.peakMemory, style: .good)
    case .failed, .crashed, .timedOut:
      let word = cell.status == .timedOut ? "timed out" : cell.status.rawValue
      line(mark: "✗", name: "\(name(of: cell.index)): \(word)", seconds: cell.seconds, style: .bad)
    case .skipped, .notRun: break
    }
    for warning in cell.warnings { tell(warning) }
  }

  private func tell(_ warning: Warning) {
    terminal.line("    \(terminal.styled("warning:", .doubtful)) \(warning.message) [\(warning.code)]")
    if let hint = warning.hint { terminal.line("      \(hint)") }
  }

  /// Prose and a head of imports are not worth a line, unless something went wrong there.
  private func isTold(_ cell: CellRun) -> Bool {
    if cell.problem != nil || !cell.warnings.isEmpty { return true }
    return cell.kind == .code && notebook.cells[cell.index].statements.contains { $0.kind != .importDeclaration }
  }

  private func line(mark: String, name: String, seconds: Double?, memory: Int? = nil, style: Terminal.Style) {
    let time = seconds.map(Wording.duration) ?? ""
    let gap = String(repeating: " ", count: max(1, 44 - name.count - time.count))
    let amount = memory.map { "  " + terminal.styled(Wording.bytes($0), .quiet) } ?? ""
    terminal.line("  \(terminal.styled(mark, style)) \(name)\(gap)\(time)\(amount)")
  }

  /// At most twenty times a second; a terminal shows no more.
  private func bar(_ cell: Int, _ progress: StepProgress) {
    let elapsed = state.withLock { state -> Duration? in
      guard state.lastBar.duration(to: .now) > .milliseconds(50) else { return nil }
      state.lastBar = .now
      return state.started.duration(to: .now)
    }
    guard let elapsed else { return }
    guard let total = progress.total, total > 0 else {
      return terminal.transient("  \(name(of: cell))  \(Wording.number(progress.completed)) \(progress.label)")
    }
    let share = min(1, Double(progress.completed) / Double(total))
    let filled = Int((share * 24).rounded())
    let bar =
      String(repeating: "━", count: filled) + terminal.styled(String(repeating: "━", count: 24 - filled), .quiet)
    let left = share > 0.02 ? ", \(Wording.duration(elapsed / .seconds(1) * (1 - share) / share)) left" : ""
    terminal.transient(
      "  \(name(of: cell))  \(bar) \(Wording.number(progress.completed))/\(Wording.number(total)) \(progress.label)\(left)"
    )
  }

  private func name(of cell: Int) -> String {
    notebook.cells[cell].name.standalone
  }
}
