/// A table before and after, aligned by its key columns.
public struct TableChange: Codable, Sendable, Equatable {
  /// A value that differs.
  public struct Cell: Codable, Sendable, Equatable {
    /// The values of the key columns, or the number of the row: `row 3`.
    public var row: String
    /// The column's name.
    public var column: String
    /// The old value as its file has it; nil where it is missing.
    public var old: String?
    /// The new value.
    public var new: String?
    /// New less old, for numbers.
    public var difference: Double?
    /// The difference as a share of the largest value of the column in either table: what cells of different columns
    /// are ranked by.
    public var weight: Double
  }

  /// What changed in one column.
  public struct Column: Codable, Sendable, Equatable {
    /// The column's name.
    public var name: String
    /// How many values differ.
    public var changedCount: Int
    /// Of all rows that both tables have; nil where a value is no number.
    public var meanDifference: Double?
    /// The difference that is largest in size, with its sign; nil where a value is no number.
    public var largestDifference: Double?
  }

  /// The label, else the cell and the position in it.
  public var name: String
  /// The caption in the new run, else in the old.
  public var caption: String?
  /// What became of the table.
  public var kind: ChangeKind
  /// Which columns rows were matched by; none when by their order.
  public var keyColumns: [String] = []
  /// Rows of both tables; nil where they were not compared value by value.
  public var rowCounts: Pair<Int>?
  /// Columns of the new table alone.
  public var addedColumns: [String] = []
  /// Columns of the old table alone.
  public var removedColumns: [String] = []
  /// Rows of the new table alone, by the values of the key columns or by number.
  public var addedRows: [String] = []
  /// Rows of the old table alone.
  public var removedRows: [String] = []
  /// Those that moved furthest first; at most ``maximumCells``, of ``changedCellCount``.
  public var cells: [Cell] = []
  /// How many values differ, whether they are in ``cells`` or not.
  public var changedCellCount = 0
  /// Cells that differ by no more than the tolerance.
  public var toleratedCellCount = 0
  /// Columns with values that differ.
  public var columns: [Column] = []
  /// Why the tables could not be compared value by value.
  public var trouble: String?

  static let maximumCells = 200

  private enum CodingKeys: String, CodingKey {
    case name, caption, keyColumns, rowCounts, addedColumns, removedColumns, addedRows, removedRows, cells
    case changedCellCount, toleratedCellCount, columns, trouble
    case kind = "standing"
  }

  /// A change that holds nothing but its kind.
  public init(name: String, caption: String? = nil, kind: ChangeKind) {
    self.name = name
    self.caption = caption
    self.kind = kind
  }
}
