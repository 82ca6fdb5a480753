import Statistics

extension DataFrame {
  /// One row: its values by column name.
  public struct Row: Sendable {
    /// Holds the frame: a row is made millions of times, and a frame has many parts.
    let rows: Holder
    /// The frame that the row is of.
    public var frame: DataFrame { rows.frame }
    /// The row's number, from 0.
    public let index: Int

    /// The value in a column; nil when it is missing.
    /// - Precondition: the frame has the column.
    public subscript(name: String) -> (any ColumnElement)? { rows.frame.columns[rows.place(of: name)][index] }

    /// The value in a column of this type; nil when it is missing.
    /// - Precondition: the frame has such a column.
    public subscript<T: ColumnElement>(name: String, type: T.Type) -> T? {
      @_specialize(where T == Double)
      @_specialize(where T == Int)
      @_specialize(where T == String)
      @_specialize(where T == Bool)
      get {
        let place = rows.place(of: name)
        if let value = T.value(rows.frame.columns[place], at: index) { return value }
        return rows.frame.columns[place].isNil(at: index) ? nil : frame.requiredColumn(name, type)[index]
      }
    }

    /// The value in the column at a position; nil when it is missing.
    public subscript(column column: Int) -> (any ColumnElement)? { rows.frame.columns[column][index] }
  }

  /// A frame whose columns are found quickly.
  final class Holder: Sendable {
    let frame: DataFrame
    private let names: [String]

    init(_ frame: DataFrame) {
      self.frame = frame
      names = frame.columns.count <= 16 ? frame.columnNames : []
    }

    /// Comparing a few names is faster than hashing one.
    @inline(__always)
    func place(of name: String) -> Int {
      var place = 0
      while place < names.count {
        if names[place] == name { return place }
        place += 1
      }
      return frame.requiredIndex(name)
    }
  }

  /// The rows of a frame, made as they are asked for.
  public struct Rows: RandomAccessCollection, Sendable {
    private let holder: Holder
    private let rowCount: Int

    init(frame: DataFrame) {
      holder = Holder(frame)
      rowCount = frame.rowCount
    }

    /// The number of the first row, always 0.
    public var startIndex: Int { 0 }
    /// One past the number of the last row, which is the number of rows.
    public var endIndex: Int { rowCount }
    /// The row of this number.
    public subscript(position: Int) -> Row { Row(rows: holder, index: position) }
  }

  /// The rows one by one. Columns are faster.
  public var rows: Rows { Rows(frame: self) }

  /// The rows of these numbers, in this order.
  public func gathering(_ rows: some Sequence<Int>) -> DataFrame { gathering(rows.map { Int32($0) }) }

  /// A row of -1 gives a row of missing values.
  func gathering(_ rows: [Int32]) -> DataFrame {
    let gathered = Parallel.map(columns.count, work: rows.count * columns.count) { columns[$0].gathering(rows) }
    return DataFrame(columns: gathered, rowCount: rows.count)
  }

  /// The rows with these numbers, as far as the frame has them.
  public subscript(rows range: Range<Int>) -> DataFrame {
    gathering(range.clamped(to: 0..<rowCount).map { Int32($0) })
  }

  /// The first rows.
  public func prefix(_ length: Int) -> DataFrame { self[rows: 0..<min(max(0, length), rowCount)] }
  /// The last rows.
  public func suffix(_ length: Int) -> DataFrame { self[rows: max(0, rowCount - max(0, length))..<rowCount] }

  /// Adds the rows of another frame with the same column names; a column that only one of the two has is missing in the
  /// other's rows.
  public mutating func append(_ other: DataFrame) { self = appending(other) }

  /// The rows of both frames, one below the other. A column that only one has is missing in the rows of the other.
  public func appending(_ other: DataFrame) -> DataFrame {
    let absentHere = [Int32](repeating: -1, count: rowCount)
    let absentThere = [Int32](repeating: -1, count: other.rowCount)
    var joined: [AnyColumn] = []
    for column in columns {
      let below = other.indexOfColumn(column.name).map { other.columns[$0] } ?? column.gathering(absentThere)
      joined.append(column.appending(below))
    }
    for column in other.columns where !containsColumn(column.name) {
      joined.append(column.gathering(absentHere).appending(column))
    }
    return DataFrame(columns: joined, rowCount: rowCount + other.rowCount)
  }
}
