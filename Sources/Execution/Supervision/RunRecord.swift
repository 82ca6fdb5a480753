import Events
import Notebooks

/// What is known of a run while it goes on: events are folded into what became of each cell.
struct RunRecord {
  private(set) var cells: [CellRun]
  private(set) var metrics: [Metric] = []
  private(set) var inputs: [InputRead] = []
  /// The cell that runs, or the last that ran.
  private(set) var running: Int?
  private(set) var isFinished = false
  private let planned: Set<Int>
  private let allowsError: Set<Int>
  private let lines: [Substring]

  init(notebook: Notebook, planned: [Int]) {
    self.planned = Set(planned)
    allowsError = Set(notebook.cells.filter(\.options.allowsError).map(\.index))
    lines = notebook.source.split(separator: "\n", omittingEmptySubsequences: false)
    cells = notebook.cells.map { cell in
      let runs = planned.contains(cell.index)
      // Markdown without expressions is done as soon as it is read.
      let isStill = cell.statements.isEmpty && cell.options.evaluate
      return CellRun(
        index: cell.index, label: cell.label, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
        endLine: cell.range.endLine, status: runs ? .notRun : isStill ? .ok : .skipped)
    }
  }

  mutating func apply(_ event: RunEvent) {
    switch event {
    case .cellStarted(let cell): running = cell
    case .output(let cell, let output): update(cell) { $0.outputs.append(output) }
    case .cellFinished(let cell, let seconds, let peakMemory):
      update(cell) {
        $0.seconds = seconds
        $0.peakMemory = peakMemory
        if $0.status == .notRun { $0.status = .ok }
      }
    case .cellFailed(let cell, let failure):
      let text = failure.line.map(line) ?? nil
      update(cell) {
        $0.status = .failed
        $0.problem = Problem(
          message: RunRecord.message(of: failure), line: failure.line, sourceLine: text)
      }
    case .metric(_, let metric):
      metrics.removeAll { $0.name == metric.name }
      metrics.append(metric)
    case .input(_, let input):
      if let known = inputs.firstIndex(where: { $0.path == input.path }) {
        inputs[known].rows = input.rows ?? inputs[known].rows
      } else {
        inputs.append(input)
      }
    case .warning(let cell, let warning): update(cell) { $0.warnings.append(warning) }
    case .progress: break
    case .finished: isFinished = true
    }
  }

  /// The cell that was running when the process ended, and what happened to it.
  mutating func end(cell: Int, status: CellRun.Status, problem: Problem, seconds: Double?, peakMemory: Int?) {
    update(cell) {
      $0.status = status
      $0.problem = problem
      $0.seconds = $0.seconds ?? seconds
      $0.peakMemory = $0.peakMemory ?? peakMemory
    }
  }

  /// A cell that the compiler refused.
  mutating func refuse(_ problem: Problem, line: Int) {
    guard let cell = cells.firstIndex(where: { $0.startLine <= line && line <= $0.endLine }) else { return }
    if cells[cell].problem == nil { cells[cell].problem = problem }
  }

  /// The cell to blame when the process is over: the one that ran, else the first that should have.
  var cellAtFault: Int? { running ?? cells.first { planned.contains($0.index) }?.index }

  var hasUnexpectedFailure: Bool { cells.contains { $0.status == .failed && !allowsError.contains($0.index) } }

  func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
  }

  mutating func update(_ cell: Int, _ change: (inout CellRun) -> Void) {
    if cells.indices.contains(cell) { change(&cells[cell]) }
  }

  /// `ParsingError: no such column`; the type alone where the error says nothing more.
  private static func message(of failure: Failure) -> String {
    failure.message.hasPrefix(failure.errorType) ? failure.message : "\(failure.errorType): \(failure.message)"
  }
}
