/// The rounds of one run: what a stale cell writes can make a cell stale that was fresh when the run began.
///
/// A cell that reads what has been written meanwhile runs in the next round. Where one writes what a fresh cell had
/// written, the order of the two matters, and everything that is wanted runs once in its order.
public struct RunRounds {
  private let notebook: Notebook
  private let wanted: Set<Int>?
  /// Cells that have run.
  public private(set) var ran: Set<Int> = []
  private var isWhole = false

  /// - Parameter wanted: positions of cells; nil for all.
  public init(_ notebook: Notebook, wanted: Set<Int>? = nil) {
    self.notebook = notebook
    self.wanted = wanted
  }

  /// - Parameter plan: made from the history as it is now.
  /// - Returns: what is to run now; nil when every cell has run or is fresh.
  public mutating func next(_ plan: Plan) -> Plan? {
    let left = plan.running.filter { !ran.contains($0) }
    guard !left.isEmpty, !isWhole else { return nil }
    var next = plan
    let isDisturbed = !ran.isEmpty && left.contains { plan.cells[$0].hasLostWhatItWrote }
    if isDisturbed || ran.count > notebook.cells.count {
      next = Plan(notebook: notebook, wanted: wanted)
      isWhole = true
    }
    ran.formUnion(next.running)
    return next
  }

  /// The round was not run as planned.
  public mutating func takeBack(_ plan: Plan) { ran.subtract(plan.running) }
}

extension PlannedCell {
  fileprivate var hasLostWhatItWrote: Bool {
    if case .file(let file, _) = staleReason { file.use == .wrote } else { false }
  }
}
