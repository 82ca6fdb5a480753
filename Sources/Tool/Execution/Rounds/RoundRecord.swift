import Notebooks
import Runs

/// What is known of a round while it goes on: events are folded into what became of each cell.
struct RoundRecord {
  private(set) var cells: [CellRun]
  /// Of each cell.
  private(set) var metricsOfCells: [[Metric]]
  private(set) var inputsOfCells: [[InputRead]]
  /// What the round has found out: accesses to files by cell and line, to memory by line, and constants by cell.
  private(set) var accesses: [(cell: Int, line: Int, access: FileAccess)] = []
  /// What stood at the paths that the round has changed, in the order of the changes.
  private(set) var changes: [(cell: Int, line: Int, change: FileChange)] = []
  private(set) var memory: [MemoryAccess] = []
  private(set) var constants: [(cell: Int, constant: DefinedConstant)] = []
  /// Cells that came to their end, also those of which only what others need ran.
  private var ended: Set<Int> = []
  /// The file of a cached value that could not be restored.
  private(set) var unrestored: String?
  /// The cell that runs, or the last that ran.
  private(set) var running: Int?
  private(set) var isFinished = false
  /// The cell that ended the round with a mistake in a call with a frame.
  private(set) var mistakenCell: Int?
  private let planned: Set<Int>
  private let allowsError: Set<Int>
  private let path: String
  private let lines: [Substring]

  /// - Parameter planned: positions of the cells that run whole.
  init(notebook: Notebook, planned: [Int]) {
    self.planned = Set(planned)
    allowsError = Set(notebook.cells.filter(\.options.allowsError).map(\.index))
    path = notebook.path
    lines = notebook.source.split(separator: "\n", omittingEmptySubsequences: false)
    metricsOfCells = Array(repeating: [], count: notebook.cells.count)
    inputsOfCells = Array(repeating: [], count: notebook.cells.count)
    cells = notebook.cells.map { cell in
      let runs = planned.contains(cell.index)
      // Markdown without expressions is done as soon as it is read.
      let isStill = cell.statements.isEmpty && cell.options.evaluate
      return CellRun(
        index: cell.index, label: cell.label, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
        endLine: cell.range.lastLine, status: runs ? .notRun : isStill ? .ok : .skipped)
    }
  }

  mutating func apply(_ event: RunEvent) {
    switch event {
    case .cellStarted(let cell): running = cell
    case .output(let cell, let output): update(cell) { $0.outputs.append(output) }
    case .cellFinished(let cell, let seconds, let peakMemory):
      ended.insert(cell)
      // Of a cell that shows what it showed before, part has run again.
      guard planned.contains(cell) else { return }
      update(cell) {
        $0.seconds = seconds
        $0.peakMemory = peakMemory
        if $0.status == .notRun { $0.status = .ok }
      }
    case .cellFailed(let cell, let failure):
      let text = failure.line.map(line) ?? nil
      mistakenCell = failure.errorType == "FrameMistake" ? cell : nil
      update(cell) {
        $0.status = .failed
        $0.problem = Diagnostic(
          cellError: RoundRecord.message(of: failure), line: failure.line, sourceLine: text)
      }
    case .metric(let cell, let metric): if cells.indices.contains(cell) { metricsOfCells[cell].append(metric) }
    case .input(let cell, let input): if cells.indices.contains(cell) { inputsOfCells[cell].append(input) }
    case .file(let cell, let line, let access): accesses.append((cell, line, access))
    case .changing(let cell, let line, let change): changes.append((cell, line, change))
    case .memory(_, let accesses): memory += accesses
    case .defined(let cell, let constant): constants.append((cell, constant))
    case .unrestored(_, let file): unrestored = file
    case .warning(let cell, let warning): update(cell) { $0.warnings.append(warning) }
    case .progress: break
    case .finished:
      isFinished = true
      mistakenCell = nil
    }
  }

  /// The cell that was running when the process ended, and what happened to it.
  mutating func end(cell: Int, status: CellRun.Status, problem: Diagnostic, seconds: Double?, peakMemory: Int?) {
    update(cell) {
      $0.status = status
      $0.problem = problem
      $0.seconds = $0.seconds ?? seconds
      $0.peakMemory = $0.peakMemory ?? peakMemory
    }
  }

  /// Whether what others need of a cell ran to its end.
  func hasSupplied(_ cell: Int) -> Bool { ended.contains(cell) && cells[cell].problem == nil }

  /// Gives every file that was read the hash of what was read.
  mutating func settleInputs(_ hash: (FileAccess) -> String?) {
    for cell in inputsOfCells.indices {
      for index in inputsOfCells[cell].indices {
        guard let access = inputsOfCells[cell][index].access else { continue }
        inputsOfCells[cell][index].access?.state = hash(access)
      }
    }
  }

  /// Records errors, of which the first in a cell is the cell's problem.
  mutating func reject(_ diagnostics: [Diagnostic]) {
    for error in diagnostics where error.severity == .error {
      guard error.path == path, let line = error.line,
        let cell = cells.firstIndex(where: { $0.startLine <= line && line <= $0.endLine }), cells[cell].problem == nil
      else { continue }
      cells[cell].problem = Diagnostic(
        cellError: error.message, line: line, sourceLine: error.sourceLine, hint: error.hint)
    }
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
  private static func message(of failure: UncaughtError) -> String {
    failure.message.hasPrefix(failure.errorType) ? failure.message : "\(failure.errorType): \(failure.message)"
  }
}
