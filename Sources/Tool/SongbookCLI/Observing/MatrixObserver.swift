import Notebooks
import Pages
import Projects
import Runs

/// Shows a matrix on the terminal: a line for each point, with what failed.
struct MatrixObserver: MatrixRunObserver {
  private let terminal = Terminal.standardError
  /// The manifests go to standard output as JSON, and nothing else is shown.
  let isJSON: Bool
  let shard: MatrixShard?

  func willRun(_ plan: MatrixRun.Plan, waiting: Int) {
    guard !isJSON else { return }
    let count = plan.matrix.points.count
    let name = terminal.styled(plan.matrix.analysis.printableLine, .bold)
    terminal.line("\(name)  \(Wording.count(count, "point"))\(part(plan))")
    let done = plan.points.count - waiting
    if done > 0 { terminal.line("  \(Wording.number(done)) done before, \(Wording.number(waiting)) to run") }
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
    let isGood = run.status == .ok
    let mark = terminal.styled(isGood ? "✓" : "✗", isGood ? .good : .bad)
    let time = run.seconds.map { "  " + Wording.duration($0) } ?? ""
    terminal.line("  \(mark) \(point.key)\(time)\(isGood ? "" : "  \(run.status.rawValue)")")
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

  func didWrite(_ page: String) {
    if !isJSON { Terminal.path(page) }
  }

  func didWarn(_ warning: Diagnostic) {
    terminal.line("  \(terminal.styled("warning:", .doubtful)) \(warning.message.printable)")
  }
}
