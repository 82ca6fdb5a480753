import Comparisons
import Notebooks
import Pages
import Projects
import Runs
import Synchronization

/// Shows a matrix on the terminal: a line for each point, with what failed, and how far it is.
final class MatrixObserver: MatrixRunObserver {
  /// How far the matrix is.
  private struct State {
    var waiting = 0
    var done = 0
    /// When the first point was done, which runs alone and makes what all share.
    var firstDone: ContinuousClock.Instant?

    /// `12 of 60 points, about 40 s left`; nil where nothing is left.
    var progress: String? {
      guard done < waiting else { return nil }
      let text = "\(Wording.number(done)) of \(Wording.count(waiting, "point"))"
      guard let firstDone, done > 1 else { return text + " …" }
      let each = firstDone.duration(to: .now) / .seconds(1) / Double(done - 1)
      return text + ", about \(Wording.duration(each * Double(waiting - done))) left"
    }
  }

  private let terminal = Terminal.standardError
  /// The manifests go to standard output as JSON, and nothing else is shown.
  private let isJSON: Bool
  /// Nothing is shown but what is wrong.
  private let isQuiet: Bool
  /// Each point's and each cell's reason to run, or not, is shown.
  private let explains: Bool
  private let shard: MatrixShard?
  private let gate: MatrixGate?
  private let state = Mutex(State())

  init(isJSON: Bool, isQuiet: Bool, explains: Bool, shard: MatrixShard?, gate: MatrixGate?) {
    self.isJSON = isJSON
    self.isQuiet = isQuiet || isJSON
    self.explains = explains
    self.shard = shard
    self.gate = gate
  }

  func willRun(_ plan: MatrixRun.Plan, waiting: [MatrixRun.WaitingPoint]) {
    state.withLock { $0 = State(waiting: waiting.count) }
    guard !isQuiet else { return }
    let count = plan.matrix.points.count
    let name = terminal.styled(plan.matrix.analysis.printableLine, .bold)
    terminal.line("\(name)  \(Wording.count(count, "point"))\(part(plan))")
    let done = plan.points.count - waiting.count
    if done > 0 { terminal.line("  \(Wording.number(done)) done before, \(Wording.number(waiting.count)) to run") }
    if explains {
      let reasons = Dictionary(waiting.map { ($0.point.key, $0.reason) }, uniquingKeysWith: { first, _ in first })
      for point in plan.points {
        let reason = reasons[point.key].map { "runs: \($0.printableLine)" } ?? terminal.styled("done before", .quiet)
        terminal.line("  \(point.key)  \(reason)")
      }
    }
    showProgress()
  }

  func willWait(_ what: MatrixRun.Wait) {
    guard !isQuiet else { return }
    switch what {
    case .sharedCells: terminal.line("  another process makes what the points share; waiting for it")
    case .points(let count):
      terminal.line(
        "  \(Wording.count(count, "point")) \(count == 1 ? "is" : "are") run by another process; waiting for \(count == 1 ? "it" : "them")"
      )
    }
  }

  func didFind(_ outcome: MatrixResult.Outcome) {
    state.withLock { $0.done += 1 }
    guard !isQuiet else { return }
    let isGood = outcome.status == .done
    terminal.line(
      "  \(terminal.styled(isGood ? "✓" : "✗", isGood ? .good : .bad)) \(outcome.point.key)  \(terminal.styled("by another process", .quiet))"
    )
    showProgress()
  }

  /// Which of the points are this process's, and who says so.
  private func part(_ plan: MatrixRun.Plan) -> String {
    guard let shard else { return "" }
    let count = shard.count ?? plan.matrix.points.count
    let mine = "shard \(shard.index)/\(count): \(Wording.number(plan.points.count)) of them"
    switch shard.origin {
    case .option: return ", " + mine
    case .variable(let name): return ", " + mine + ", by \(name)"
    }
  }

  func didRun(_ point: Matrix.Point, of plan: MatrixRun.Plan, _ result: AnalysisResult) {
    let run = result.run
    if isJSON {
      if run.status != .interrupted, let json = try? JSONText.of(run, isCompact: true) { Terminal.result(json) }
      return
    }
    state.withLock { state in
      state.done += 1
      if state.firstDone == nil { state.firstDone = .now }
    }
    let isGood = run.status == .ok
    if isGood, isQuiet { return }
    let mark = terminal.styled(isGood ? "✓" : "✗", isGood ? .good : .bad)
    let time = run.seconds.map { "  " + Wording.duration($0) } ?? ""
    terminal.line("  \(mark) \(point.key)\(time)\(isGood ? "" : "  \(run.status.rawValue)")")
    defer { showProgress() }
    if explains {
      for line in result.result.plans.explanation(in: result.notebook, quiet: { terminal.styled($0, .quiet) }) {
        terminal.line("    " + line)
      }
    }
    guard !isGood else { return }
    if run.status == .notCompiled {
      terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(run.diagnostics))
    }
    for cell in run.cells {
      guard run.status != .notCompiled, let problem = cell.problem else { continue }
      let place = problem.line.map { "\(run.path):\($0)" } ?? run.path
      terminal.line("    \(place.printableLine): \(problem.message.printable)")
    }
  }

  func didJudge(_ point: Matrix.Point, _ judged: JudgedComparison) {
    gate?.note(point, judged)
    guard !isJSON, judged.breaks || judged.isUndecided else { return }
    terminal.line("  \(terminal.styled("gate:", .bad)) \(point.key)")
    for line in judged.text(isColored: terminal.isInteractive).split(separator: "\n", omittingEmptySubsequences: false)
    {
      terminal.line("    " + line)
    }
    showProgress()
  }

  func didWrite(_ page: String) {
    terminal.clearTransient()
    if !isJSON { Terminal.path(page) }
  }

  /// How many points are done, and how long the rest may take: about as long as those behind the first have taken.
  private func showProgress() {
    guard !isQuiet, let text = state.withLock({ $0.progress }) else { return }
    terminal.transient("  " + text)
  }

  func didWarn(_ warning: Diagnostic) {
    terminal.line("  \(terminal.styled("warning:", .doubtful)) \(warning.message.printable)")
  }
}
