import Statistics

extension DataFrame {
  /// One row: its values by column name.
  public struct Row: Sendable {
    /// The frame that the row is of.
    public let frame: DataFrame
    /// The row's number, from 0.
    public let index: Int

    /// The value in a column; nil when it is missing.
    /// - Precondition: the frame has the column.
    public subscript(name: String) -> (any ColumnElement)? { frame[name][index] }

    /// The value in a column of this type; nil when it is missing.
    /// - Precondition: the frame has such a column.
    public subscript<T: ColumnElement>(name: String, type: T.Type) -> T? {
      let column = frame[name]
      if let value = column[index] as? T { return value }
      if column.isNil(at: index) { return nil }
      return frame.requiredColumn(name, type)[index]
    }

    /// The value in the column at a position; nil when it is missing.
    public subscript(column column: Int) -> (any ColumnElement)? { frame.columns[column][index] }
  }

  /// The rows of a frame, made as they are asked for.
  public struct Rows: RandomAccessCollection, Sendable {
    let frame: DataFrame
    /// The number of the first row, always 0.
    public var startIndex: Int { 0 }
    /// One past the number of the last row, which is the number of rows.
    public var endIndex: Int { frame.rowCount }
    /// The row of this number.
    public subscript(position: Int) -> Row { Row(frame: frame, index: position) }
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
