/// A table before and after, aligned by its key columns.
public struct TableChange: Codable, Sendable, Equatable {
  /// A value that differs.
  public struct Cell: Codable, Sendable, Equatable {
    /// What the row is known by: the values of the key columns, or its number.
    public var row: String
    public var column: String
    public var old: String?
    public var new: String?
    /// New less old, for numbers.
    public var difference: Double?
    /// The difference as a share of the largest value of the column in either table: what cells of different columns are ranked by.
    public var weight: Double
  }

  /// What changed in one column.
  public struct Column: Codable, Sendable, Equatable {
    public var name: String
    public var changedCount: Int
    /// Of all rows that both tables have; nil where a value is no number.
    public var meanDifference: Double?
    public var largestDifference: Double?
  }

  public var name: String
  public var caption: String?
  public var standing: Standing
  /// Which columns rows were matched by; none when by their order.
  public var keyColumns: [String] = []
  public var rowCounts: Pair<Int>?
  public var addedColumns: [String] = []
  public var removedColumns: [String] = []
  public var addedRows: [String] = []
  public var removedRows: [String] = []
  /// The most telling first; at most ``maximumCells``, of ``changedCellCount``.
  public var cells: [Cell] = []
  public var changedCellCount = 0
  /// Cells that differ by no more than the tolerance.
  public var toleratedCellCount = 0
  public var columns: [Column] = []
  /// Why the tables could not be compared value by value.
  public var trouble: String?

  static let maximumCells = 200

  public init(name: String, caption: String? = nil, standing: Standing) {
    self.name = name
    self.caption = caption
    self.standing = standing
  }
}

/// What became of something that either run has.
public enum Standing: String, Codable, Sendable {
  case same
  /// Differs by no more than the tolerance.
  case tolerated
  case changed, added, removed
}

/// The same of both runs.
public struct Pair<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
  public var old: Value
  public var new: Value

  public init(_ old: Value, _ new: Value) {
    self.old = old
    self.new = new
  }
}
