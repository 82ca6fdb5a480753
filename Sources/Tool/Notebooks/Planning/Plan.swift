/// Which cells run, in order, and why. Made from a notebook and nothing else.
///
/// Asked for some labels only, it keeps what they need: the cells that define a name they mention, directly or through functions and types, and earlier cells that may change
/// such a name. Imports, parameters, extensions and operators are always kept, because nothing has to mention them. The answer errs on the side of running too much, with one
/// exception: a reference type from a library that is changed inside a displayed or stored expression (`model.train()` as the last line) is not seen to change; keep such
/// an object in a `var`.
public struct Plan: Codable, Sendable, Equatable {
  public var cells: [PlannedCell]

  public init(cells: [PlannedCell]) {
    self.cells = cells
  }

  /// Positions of the cells that run, in order.
  public var running: [Int] { cells.filter(\.runs).map(\.index) }
}

/// One cell's part in a plan.
public struct PlannedCell: Codable, Sendable, Equatable {
  public enum Reason: String, Codable, Sendable {
    /// The whole notebook was asked for, or this very cell.
    case requested
    case imports, parameters
    /// It extends a type or defines an operator; nothing needs to mention that by name.
    case extends
    /// It defines names that another cell needs.
    case defines
    /// It may change the value of names that a later cell needs.
    case changes
    /// It may change something outside the notebook.
    case effects
    /// Left out: `eval: false`.
    case notEvaluated
    /// Left out: Markdown without expressions, or a cell without a statement. There is nothing to run.
    case nothingToRun
    /// Left out: what was asked for does not need it.
    case notNeeded
    /// It would not show again what it showed; ``PlannedCell/cause`` tells why.
    case stale
    /// Left out: it would show again what it showed.
    case fresh
  }

  /// The cell's position in the notebook.
  public var index: Int
  public var runs: Bool
  public var reason: Reason
  /// The names that the reason is about.
  public var names: [String]
  /// The cell that needs them.
  public var neededBy: Int?
  /// Why the cell is stale.
  public var cause: StaleCause?
  /// Of a fresh cell: the statements that run all the same, in silence, because a stale cell needs what they define or change.
  public var supplies: [Int]
  /// Of a fresh cell: values that are restored instead of being made again.
  public var restores: [KeptValue]
  /// The key under which the fresh cell's outputs are kept.
  public var key: String?

  public init(
    index: Int, runs: Bool, reason: Reason, names: [String] = [], neededBy: Int? = nil, cause: StaleCause? = nil,
    supplies: [Int] = [], restores: [KeptValue] = [], key: String? = nil
  ) {
    self.index = index
    self.runs = runs
    self.reason = reason
    self.names = names
    self.neededBy = neededBy
    self.cause = cause
    self.supplies = supplies
    self.restores = restores
    self.key = key
  }
}
