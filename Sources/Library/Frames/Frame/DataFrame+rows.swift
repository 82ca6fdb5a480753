import Statistics

extension DataFrame {
  /// One row: its values by column name.
  public struct Row: Sendable {
    public let frame: DataFrame
    public let index: Int

    public subscript(name: String) -> (any ColumnElement)? { frame[name][index] }

    public subscript<T: ColumnElement>(name: String, type: T.Type) -> T? {
      let column = frame[name]
      if let value = column[index] as? T { return value }
      if column.isNil(at: index) { return nil }
      return frame.requiredColumn(name, type)[index]
    }

    public subscript(column column: Int) -> (any ColumnElement)? { frame.columns[column][index] }
  }

  public struct Rows: RandomAccessCollection, Sendable {
    let frame: DataFrame
    public var startIndex: Int { 0 }
    public var endIndex: Int { frame.rowCount }
    public subscript(position: Int) -> Row { Row(frame: frame, index: position) }
  }

  public var rows: Rows { Rows(frame: self) }

  /// The rows of these numbers, in this order.
  public func gathering(_ rows: some Sequence<Int>) -> DataFrame { gathering(rows.map { Int32($0) }) }

  /// A row of -1 gives a row of missing values.
  func gathering(_ rows: [Int32]) -> DataFrame {
    let gathered = Parallel.map(columns.count, work: rows.count * columns.count) { columns[$0].gathering(rows) }
    return DataFrame(columns: gathered, rowCount: rows.count)
  }

  public subscript(rows range: Range<Int>) -> DataFrame {
    gathering(range.clamped(to: 0..<rowCount).map { Int32($0) })
  }

  /// The first rows.
  public func prefix(_ length: Int) -> DataFrame { self[rows: 0..<min(max(0, length), rowCount)] }
  /// The last rows.
  public func suffix(_ length: Int) -> DataFrame { self[rows: max(0, rowCount - max(0, length))..<rowCount] }

  /// Adds the rows of another frame with the same column names; a column that only one of the two has is missing in the other's rows.
  public mutating func append(_ other: DataFrame) { self = appending(other) }

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
