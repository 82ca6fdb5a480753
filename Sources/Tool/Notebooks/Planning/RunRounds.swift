/// The rounds of one run: what a stale cell writes can make a cell stale that was fresh when the run began.
///
/// A cell that reads what has been written meanwhile runs in the next round. Where one writes what a fresh cell had
/// written, the order of the two matters, and everything that is wanted runs once in its order.
public struct RunRounds {
  private let notebook: Notebook
  private let wanted: Set<Int>?
  /// Cells that have run.
  public private(set) var ran: Set<Int> = []
  /// Whether everything that is wanted runs once more, in its order.
  public private(set) var isWhole = false
  /// Cells that have run a second time because something was missing.
  private var repeated: Set<Int> = []
  private var isDoubtful = false
  /// Whether something is to run again because what ran missed something.
  public private(set) var isInDoubt = false

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
    if isDisturbed || isDoubtful || ran.count > notebook.cells.count {
      next = Plan(notebook: notebook, allBefore: wanted)
      isWhole = true
    }
    isInDoubt = false
    for index in next.cells.indices where next.cells[index].runs && repeated.contains(next.cells[index].index) {
      next.cells[index].step = .run(.missed)
    }
    ran.formUnion(next.running)
    return next
  }

  /// From this cell on, a round missed what a statement that it left out would have changed. What ran there runs again.
  public mutating func doubt(_ plan: Plan, from cell: Int) {
    guard !isWhole else { return }
    let doubtful = Set(plan.running.filter { $0 >= cell })
    // What is still missing the second time is not going to be found.
    guard !doubtful.isEmpty, repeated.isDisjoint(with: doubtful) else { return doubtAll() }
    repeated.formUnion(doubtful)
    ran.subtract(doubtful)
    isInDoubt = true
  }

  /// A round did not do what earlier runs did, and it is not known why.
  public mutating func doubtAll() {
    guard !isWhole else { return }
    ran = []
    isDoubtful = true
    isInDoubt = true
  }

  /// The round was not run as planned.
  public mutating func takeBack(_ plan: Plan) { ran.subtract(plan.running) }
}

extension PlannedCell {
  fileprivate var hasLostWhatItWrote: Bool {
    if case .file(let file, _) = staleReason { file.use == .wrote } else { false }
  }
}
