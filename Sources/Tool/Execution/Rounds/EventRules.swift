import Notebooks
import Runs

/// What events can follow each other in a run, and what can stand in them. Nothing else reaches what is made of them.
struct EventRules {
  /// Positions of the cells that the program holds.
  private let cells: Set<Int>
  /// Those that have not started and must have when the run is done.
  private var awaited: Set<Int>
  private var running: Int?
  private var lastStarted = -1
  private var isFinished = false

  /// No program is so slow, no memory and no drawing so large.
  private static let longest = 1e9
  private static let most = 1 << 50
  private static let widest = 1e6

  init(_ plan: Plan, of notebook: Notebook) {
    let held = plan.cells.filter { planned in
      planned.runs ? !notebook.cells[planned.index].statements.isEmpty : !planned.part.isEmpty
    }
    cells = Set(held.map(\.index))
    awaited = Set(held.filter(\.runs).map(\.index))
  }

  mutating func check(_ event: RunEvent) throws(EventFault) {
    if isFinished, event.isStep {
      throw EventFault(reason: "The analysis went on after its end")
    }
    switch event {
    case .cellStarted(let cell): try start(cell)
    case .cellFinished(let cell, let seconds, let peakMemory):
      guard cell == running else { throw unknown(cell) }
      try require((0...Self.longest).contains(seconds) && (0...Self.most).contains(peakMemory), "a cell's end")
      running = nil
    case .cellFailed(let cell, _):
      // A file that is written in the background fails the cell that showed it.
      guard cell == -1 || (cells.contains(cell) && cell <= lastStarted) else { throw unknown(cell) }
    case .output(let cell, let output):
      try requireRunning(cell)
      try check(output)
    case .progress(let cell, let step):
      try requireRunning(cell)
      try require(step.completed >= 0 && (step.total ?? 0) >= 0, "a progress")
    case .input(let cell, let input):
      try requireRunning(cell)
      try require(input.bytes >= 0 && (input.rows ?? 0) >= 0, "an input")
    case .file(let cell, let line, _):
      try requireRunning(cell)
      try require((0...Self.most).contains(line), "a file's line")
    case .changing(let cell, let line, let change):
      try requireRunning(cell)
      try require((0...Self.most).contains(line), "a change's line")
      if case .file(let copy) = change.before { try require(Self.isInside(copy), "a change's copy") }
    case .defined(let cell, let constant):
      try requireRunning(cell)
      try require(constant.file.map(Self.isInside) ?? true, "a value's file")
    case .unrestored(let cell, let file):
      try requireRunning(cell)
      try require(Self.isInside(file), "a value's file")
    case .memory(let cell, let accesses):
      // A crash reports what the cells before it accessed.
      guard cell == -1 || (cells.contains(cell) && cell <= lastStarted) else { throw unknown(cell) }
      try require(accesses.allSatisfy { (0...Self.most).contains($0.line) }, "accesses to memory")
    case .metric(let cell, _), .warning(let cell, _): try requireRunning(cell)
    case .finished:
      guard running == nil, awaited.isEmpty else {
        throw EventFault(reason: "The analysis said that it was done before its last cell")
      }
      isFinished = true
    }
  }

  /// Cells run in order, each once, and one ends before the next begins.
  private mutating func start(_ cell: Int) throws(EventFault) {
    guard running == nil, cell > lastStarted, cells.contains(cell) else { throw unknown(cell) }
    running = cell
    lastStarted = cell
    awaited.remove(cell)
  }

  /// Between cells, and behind the last, what happens belongs to none: the number is -1 then.
  private func requireRunning(_ cell: Int) throws(EventFault) {
    guard cell == -1 || cell == running else { throw unknown(cell) }
  }

  private func unknown(_ cell: Int) -> EventFault {
    EventFault(reason: "The analysis sent an event of a cell that did not run at that time (number \(cell))")
  }

  private func require(_ isPossible: Bool, _ what: String) throws(EventFault) {
    guard isPossible else { throw EventFault(reason: "The analysis sent numbers that cannot be, of \(what)") }
  }

  private func check(_ output: Output) throws(EventFault) {
    for size in [output.width, output.height].compactMap({ $0 }) {
      try require(size > 0 && size <= Self.widest, "a drawing's size")
    }
    for form in output.representations {
      try require(form.file.map(Self.isInside) ?? true, "an output's file")
      try require((0...Self.most).contains(form.totalBytes ?? 0), "an output's size")
      try require(form.sha256 == nil, "an output's hash")
    }
    if let table = output.table {
      try require(
        table.totalRows >= table.rows.count && table.rows.allSatisfy { $0.count == table.columns.count }, "a table")
    }
  }

  /// Whether a path leads to a file in the run's folder.
  static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy { $0 != "" && $0 != "." && $0 != ".." } && !path.utf8.contains(0)
  }
}

extension RunEvent {
  /// Whether it is one of those that make cells run.
  fileprivate var isStep: Bool {
    switch self {
    case .cellStarted, .cellFinished, .finished: true
    default: false
    }
  }
}
