public import Runs
import Statistics

/// Which cells run, in order, and why. Made from a notebook, from what is wanted of it, and from the history of earlier
/// runs.
///
/// A wanted cell runs unless it would show again what it showed. Of the other cells those statements run that the
/// running cells need: statements that define a name they mention, directly or through functions and types, and earlier
/// statements that may change such a name; see ``StatementGraph``. The answer errs on the side of running too much.
///
/// What a cell that is not wanted would write to a file is not written: wanted cells read files as they are.
public struct Plan: Codable, Sendable, Equatable {
  /// One for each cell of the notebook, in order.
  public var cells: [PlannedCell]

  /// - Parameter cells: one for each cell of the notebook, in order.
  public init(cells: [PlannedCell]) {
    self.cells = cells
  }

  /// Everything that can run, runs.
  public init(notebook: Notebook) {
    cells = notebook.cells.map { PlannedCell(index: $0.index, step: $0.omission.map { .leaveOut($0) } ?? .run(nil)) }
  }

  /// Every wanted cell runs, and of the others what these need, whatever earlier runs left.
  /// - Parameter wanted: positions of cells; nil for all.
  public init(notebook: Notebook, wanted: Set<Int>?) {
    guard let wanted else {
      self.init(notebook: notebook)
      return
    }
    self.init(
      notebook, StatementGraph(notebook, values: [], accesses: { _ in nil }), nil, wanted: wanted, outputs: [:],
      reason: { _ in nil },
      restore: { _ in nil })
  }

  /// Every wanted cell runs, and all that stands before the last of them.
  /// - Parameter wanted: positions of cells; nil for all.
  public init(notebook: Notebook, allBefore wanted: Set<Int>?) {
    self.init(notebook: notebook, wanted: wanted)
    guard let last = wanted?.max() else { return }
    for cell in notebook.cells where cell.omission == nil && cell.index < last && !cells[cell.index].runs {
      cells[cell.index].step = .runPart(.init(rerunStatements: Array(cell.statements.indices)))
    }
  }

  /// Of what is wanted only what would not show again what it showed runs, and of the other cells what that needs.
  ///
  /// - Parameters:
  ///   - wanted: positions of cells; nil for all.
  ///   - parameters: literals that stand in place of the script's.
  ///   - history: what earlier runs left.
  public init(
    notebook: Notebook, wanted: Set<Int>? = nil, parameters: [String: String], history: some RunHistory
  ) {
    let keys = CacheKeys(notebook: notebook, parameters: parameters, history: history)
    self.init(notebook: notebook, wanted: wanted, parameters: parameters, keys: keys, history: history)
  }

  /// - Parameter keys: those of the notebook under these parameters and this history.
  public init(
    notebook: Notebook, wanted: Set<Int>? = nil, parameters: [String: String], keys: CacheKeys,
    history: some RunHistory
  ) {
    let wanted = wanted ?? Set(notebook.cells.indices)
    let graph = keys.graph
    var outputs: [Int: String] = [:]
    // The compiler has to see both of two declarations that cannot stand beside each other.
    if !graph.hasRedeclaration {
      for cell in notebook.cells
      where wanted.contains(cell.index) && cell.omission == nil && cell.options.cache != false {
        if let key = keys.key(cell: cell.index), history.hasOutputs(key) { outputs[cell.index] = key }
      }
    }
    // What is put off runs behind the last cell, whose output it belongs to.
    if notebook.putsOffCode, wanted.contains(where: { notebook.cells[$0].omission == nil && outputs[$0] == nil }) {
      outputs = [:]
    }
    let stale = wanted.filter { notebook.cells[$0].omission == nil && outputs[$0] == nil }
    let reasons = StaleReasons(
      notebook: notebook, parameters: parameters, keys: keys, history: history, stale: stale)
    self.init(
      notebook, graph, keys.processNeeds, wanted: wanted, outputs: outputs, reason: { reasons.reason(for: $0) },
      restore: { Plan.values(of: $0, keys, history) })
  }

  /// - Parameters:
  ///   - processNeeds: see ``CacheKeys/processNeeds``; nil where nothing is known of earlier runs.
  ///   - outputs: for cells that would show again what they showed, the keys of their outputs.
  ///   - restore: the cached values of a statement that need not run for what it defines.
  private init(
    _ notebook: Notebook, _ graph: StatementGraph, _ processNeeds: [[Int]]?, wanted: Set<Int>, outputs: [Int: String],
    reason: (Int) -> StaleReason?, restore: (Int) -> [CachedValue]?
  ) {
    let whole = wanted.filter { notebook.cells[$0].omission == nil && outputs[$0] == nil }
    var restored: [Int: [CachedValue]] = [:]
    let processNeeds = processNeeds ?? graph.processNeeds(Array(repeating: nil, count: graph.nodes.count))
    let needed = graph.closure(of: whole.flatMap { graph.nodesOfCell[$0] }) { index in
      guard graph.nodes[index].cell.map(whole.contains) != true, let values = restore(index) else {
        return graph.needs[index] + graph.observed[index] + processNeeds[index]
      }
      restored[index] = values
      // Of what made the value nothing is needed, but the types in its name are.
      let types = values.flatMap { $0.type.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) }
      return types.flatMap { graph.definers[$0] ?? [] }.filter { $0 != index }
    }
    cells = notebook.cells.map { cell in
      let index = cell.index
      if let omission = cell.omission { return PlannedCell(index: index, step: .leaveOut(omission)) }
      if whole.contains(index) { return PlannedCell(index: index, step: .run(reason(index))) }
      let nodes = graph.nodesOfCell[index]
      let part = PlannedCell.Part(
        rerunStatements: nodes.filter { needed.contains($0) && restored[$0] == nil }.map { graph.nodes[$0].position },
        restoredValues: nodes.flatMap { restored[$0] ?? [] })
      if let key = outputs[index] { return PlannedCell(index: index, step: .reuse(key: key, part)) }
      return PlannedCell(index: index, step: part.isEmpty ? .leaveOut(.notNeeded) : .runPart(part))
    }
  }

  /// The values that a statement need not make again: all that it defines, where making them changes nothing else. They
  /// are restored before the cell's statements run.
  private static func values(of index: Int, _ keys: CacheKeys, _ history: some RunHistory) -> [CachedValue]? {
    let graph = keys.graph
    let statement = graph.nodes[index].statement
    guard statement.kind == .variable, !statement.isDeferred, !statement.constants.isEmpty,
      Set(statement.constants) == Set(statement.defines), history.values.isSuperset(of: statement.constants),
      !graph.changesOthers(index), !keys.changesProcess(index), !graph.neededBefore.contains(index),
      let key = keys.valueKey(index),
      let cached = history.cachedValues(key),
      Set(cached.map(\.name)).isSuperset(of: statement.constants)
    else { return nil }
    return cached.filter { statement.constants.contains($0.name) }
  }

  /// Positions of the cells that run whole, in order.
  public var running: [Int] { cells.filter(\.runs).map(\.index) }

  /// Positions of the cells of which anything runs or is restored, in order.
  public var involved: [Int] { cells.filter { $0.runs || !$0.part.isEmpty }.map(\.index) }
}

/// One cell's part in a plan.
public struct PlannedCell: Codable, Sendable, Equatable {
  /// What becomes of the cell.
  public enum Step: Codable, Sendable, Equatable {
    /// The whole cell runs, for this reason; nil where earlier runs are not looked at.
    case run(StaleReason?)
    /// What the cell showed in an earlier run is shown again. Its outputs are cached under the key; the part runs in
    /// silence, because others need it.
    case reuse(key: String, Part)
    /// The cell was not asked for and shows nothing; the part runs in silence, because others need it.
    case runPart(Part)
    /// Nothing of the cell runs, and nothing of it is shown.
    case leaveOut(Omission)
  }

  /// The part of a cell that others need.
  public struct Part: Codable, Sendable, Equatable {
    /// Positions, among the cell's statements, of those that run.
    public var rerunStatements: [Int]
    /// Values that are restored instead of being made again.
    public var restoredValues: [CachedValue]

    /// The part that runs these statements and restores these values.
    public init(rerunStatements: [Int] = [], restoredValues: [CachedValue] = []) {
      self.rerunStatements = rerunStatements
      self.restoredValues = restoredValues
    }

    /// Whether a statement runs. What a cell that may fail defines is its own, so that its statements stay together.
    public func reruns(_ statement: Int, of cell: Cell) -> Bool {
      cell.options.allowsError ? !rerunStatements.isEmpty : rerunStatements.contains(statement)
    }

    /// Whether nothing runs and nothing is restored.
    public var isEmpty: Bool { rerunStatements.isEmpty && restoredValues.isEmpty }
  }

  /// Why a cell is left out.
  public enum Omission: String, Codable, Sendable {
    /// `eval: false`.
    case notEvaluated
    /// Markdown without expressions, or a cell without a statement.
    case nothingToRun
    /// What was asked for does not need it.
    case notNeeded
  }

  /// The cell's position in the notebook.
  public var index: Int
  /// What becomes of the cell.
  public var step: Step

  /// - Parameter index: the cell's position in the notebook.
  public init(index: Int, step: Step) {
    self.index = index
    self.step = step
  }

  /// Whether the whole cell runs.
  public var runs: Bool {
    if case .run = step { true } else { false }
  }

  /// Whether the cell shows again what it showed in an earlier run.
  public var isReused: Bool { key != nil }

  /// The key under which the outputs that are shown again are cached.
  public var key: String? {
    if case .reuse(let key, _) = step { key } else { nil }
  }

  /// Why the cell would not show again what it showed.
  public var staleReason: StaleReason? {
    if case .run(let reason) = step { reason } else { nil }
  }

  /// What runs of a cell that does not run whole; empty where nothing does.
  public var part: Part {
    switch step {
    case .reuse(_, let part), .runPart(let part): part
    case .run, .leaveOut: Part()
    }
  }
}

extension Cell {
  /// Why nothing of the cell can run; nil where it can.
  fileprivate var omission: PlannedCell.Omission? {
    if !options.evaluate { return .notEvaluated }
    return statements.isEmpty ? .nothingToRun : nil
  }
}

extension Notebook {
  /// Whether a `defer` of the top level puts off code to the end of the run.
  fileprivate var putsOffCode: Bool {
    cells.contains { cell in
      cell.options.evaluate
        && cell.statements.contains { statement in
          statement.kind == .control && source.utf8.dropFirst(statement.startOffset).starts(with: "defer".utf8)
        }
    }
  }

  /// The position of the cell that shows what has this label. A label with a number behind it, `fig-energy-2`, stands
  /// for one of several figures of a cell.
  /// - Throws: an `unknown-label` diagnostic that names the nearest known label.
  public func cellIndex(showing label: String) throws(Diagnostic) -> Int {
    let base = LabelForm.numbered(label)?.label
    if let index = cells.firstIndex(where: { $0.label == label })
      ?? cells.firstIndex(where: { $0.label != nil && $0.label == base })
    {
      return index
    }
    throw Diagnostic(
      code: Diagnostic.Code.unknownLabel.rawValue, severity: .error, message: "no cell has the label `\(label)`",
      path: path,
      hint: NearestName.hint(for: label, among: cells.compactMap(\.label), noun: "labels"))
  }
}
