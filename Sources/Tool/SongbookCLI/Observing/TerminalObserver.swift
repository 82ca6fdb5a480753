import Comparisons
import Execution
import Foundation
import Notebooks
import Pages
import Projects
import Runs
import Synchronization

/// Shows a run on the terminal: a line per cell with its time and memory, a bar while a cell reports how far it is,
/// then what went wrong.
final class TerminalObserver: AnalysisRunObserver {
  private struct State {
    var started = ContinuousClock.now
    var lastBar = ContinuousClock.now - .seconds(1)
  }

  private let terminal = Terminal.standardError
  /// Nothing is shown but what is wrong.
  private let isQuiet: Bool
  /// Each cell's reason to run, or not, is shown.
  private let explains: Bool
  /// The path of each report goes to standard output.
  private let printsPaths: Bool
  private let gates: GateOptions?
  private let state = Mutex(State())

  init(isQuiet: Bool = false, explains: Bool = false, printsPaths: Bool = false, gates: GateOptions? = nil) {
    self.isQuiet = isQuiet
    self.explains = explains
    self.printsPaths = printsPaths
    self.gates = gates
  }

  func didRead(_ notebook: ParsedNotebook) {
    // Warnings of a file that can be run are the run's.
    guard notebook.hasErrors else { return }
    terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(notebook.diagnostics))
  }

  func willRun(_ notebook: Notebook) {
    guard !isQuiet else { return }
    terminal.line(
      terminal.styled(notebook.name.printableLine, .bold) + "  " + terminal.styled(notebook.path.printableLine, .quiet))
  }

  func didObserve(_ event: RunnerEvent, in notebook: Notebook) {
    guard !isQuiet else { return }
    switch event {
    case .compiling: terminal.transient("  compiling …")
    case .compiled(let seconds): line(mark: "·", name: "compiled", seconds: seconds, style: .quiet)
    case .cellStarted(let cell):
      state.withLock { $0.started = .now }
      terminal.transient("  \(name(of: cell, in: notebook)) …")
    case .printed(let cell, let lines): show(lines, of: cell, in: notebook)
    case .progress(let cell, let progress): showBar(cell, progress, in: notebook)
    case .cellFinished(let cell): showEnd(of: cell, in: notebook)
    case .warning(let warning): show(warning)
    }
  }

  func didRun(_ notebook: Notebook, _ result: RunResult) {
    terminal.clearTransient()
    // A warning stays one, though the cell that gave it did not run again.
    for cell in result.run.cells where cell.status == .cached && !cell.warnings.isEmpty && !isQuiet {
      showEnd(of: cell, in: notebook)
    }
    if explains {
      for line in result.plans.explanation(in: notebook, quiet: { terminal.styled($0, .quiet) }) {
        terminal.line("  " + line)
      }
    }
    showProblems(of: result.run, in: notebook)
  }

  func didPublish(_ run: Run, in folder: String) {
    if printsPaths { Terminal.path("\(folder)/index.html") }
    if !isQuiet, printsPaths || run.status == .ok { terminal.line("  \(run.summary)") }
  }

  func didJudge(_ judged: JudgedComparison) throws(RunFailure) {
    if !isQuiet { terminal.line(judged.text(isColored: terminal.isInteractive)) }
    try gates?.report(judged)
  }

  // MARK: Cells

  private func showEnd(of cell: CellRun, in notebook: Notebook) {
    guard isShown(cell, in: notebook) else { return terminal.clearTransient() }
    switch cell.status {
    case .ok, .cached:
      line(
        mark: "✓", name: name(of: cell.index, in: notebook), seconds: cell.seconds, memory: cell.peakMemory,
        style: .good)
    case .failed, .crashed, .timedOut:
      let word = cell.status == .timedOut ? "timed out" : cell.status.rawValue
      line(mark: "✗", name: "\(name(of: cell.index, in: notebook)): \(word)", seconds: cell.seconds, style: .bad)
    case .skipped, .notRun: break
    }
    for warning in cell.warnings { show(warning) }
  }

  private func show(_ warning: Diagnostic) {
    terminal.line(
      "    \(terminal.styled("warning:", .doubtful)) \(warning.message.printable) [\(warning.code.printableLine)]")
    if let hint = warning.hint { terminal.line("      \(hint.printable)") }
  }

  /// Prose and a head of imports are not worth a line, unless something went wrong there.
  private func isShown(_ cell: CellRun, in notebook: Notebook) -> Bool {
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
  private func showBar(_ cell: Int, _ progress: StepProgress, in notebook: Notebook) {
    let elapsed = state.withLock { state -> Duration? in
      guard state.lastBar.duration(to: .now) > .milliseconds(50) else { return nil }
      state.lastBar = .now
      return state.started.duration(to: .now)
    }
    guard let elapsed else { return }
    guard let total = progress.total, total > 0 else {
      return terminal.transient(
        "  \(name(of: cell, in: notebook))  \(Wording.number(progress.completed)) \(progress.label)")
    }
    let share = min(1, Double(progress.completed) / Double(total))
    let filled = Int((share * 24).rounded())
    let bar =
      String(repeating: "━", count: filled) + terminal.styled(String(repeating: "━", count: 24 - filled), .quiet)
    let left = share > 0.02 ? ", \(Wording.duration(elapsed / .seconds(1) * (1 - share) / share)) left" : ""
    terminal.transient(
      "  \(name(of: cell, in: notebook))  \(bar) \(Wording.number(progress.completed))/\(Wording.number(total)) \(progress.label)\(left)"
    )
  }

  private func name(of cell: Int, in notebook: Notebook) -> String {
    notebook.cells[cell].name.standalone.printableLine
  }

  /// What a cell prints, as it comes.
  private func show(_ printed: PrintedLines, of cell: Int, in notebook: Notebook) {
    let bar = terminal.styled("│", .quiet)
    for line in printed.lines {
      terminal.line("    \(bar) " + (printed.isError ? terminal.styled(line.printableLine, .doubtful) : line.printable))
    }
    if printed.isCut { terminal.line("    \(bar) " + terminal.styled("… more stands in the report", .quiet)) }
    terminal.transient("  \(name(of: cell, in: notebook)) …")
  }

  // MARK: After the run

  private func showProblems(of run: Run, in notebook: Notebook) {
    if !run.diagnostics.isEmpty {
      terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(run.diagnostics))
    }
    for cell in run.cells {
      guard let problem = cell.problem, run.status != .notCompiled else { continue }
      let position = problem.line.map { "\(run.path):\($0)" } ?? run.path
      terminal.line(
        "\(terminal.styled(position.printableLine + ":", .bold)) \(terminal.styled("error:", .bad)) \(problem.message)")
      if let line = problem.sourceLine { terminal.line("    \(line.trimmingCharacters(in: .whitespaces))") }
      for frame in problem.backtrace { terminal.line("    at \(frame)") }
      if let hint = problem.hint { terminal.line("    \(hint)") }
    }
    let notRun = run.cells.count {
      $0.status == .notRun && ($0.kind == .code || notebook.cells[$0.index].hasInterpolation)
    }
    if notRun > 0 { terminal.line("  \(Wording.count(notRun, "cell")) not run") }
  }
}

/// The manifest of each run on standard output, one line each.
struct JSONObserver: AnalysisRunObserver {
  func didPublish(_ run: Run, in folder: String) {
    guard let json = try? JSONText.of(run, isCompact: true) else { return }
    Terminal.result(json)
  }
}

extension Run {
  /// `12 figures, 4 tables, 3 cells from the cache, 1.8 s`.
  fileprivate var summary: String {
    let outputs = cells.flatMap(\.outputs)
    let parts = [
      Wording.count(outputs.count { $0.kind == .figure }, "figure"),
      Wording.count(outputs.count { $0.kind == .table }, "table"),
    ]
    let cached = cells.count { $0.status == .cached && $0.kind == .code }
    let fromCache = cached > 0 ? ["\(Wording.count(cached, "cell")) from the cache"] : []
    return (parts + fromCache + [seconds.map(Wording.duration)].compactMap { $0 }).joined(separator: ", ")
  }
}
