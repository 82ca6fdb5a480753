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
    public subscript(name: String) -> (any ColumnElement)? { rows.cells[rows.place(of: name)][index] }

    /// The value in a column of this type; nil when it is missing.
    /// - Precondition: the frame has such a column.
    public subscript<T: ColumnElement>(name: String, type: T.Type) -> T? {
      @_specialize(where T == Double)
      @_specialize(where T == Int)
      @_specialize(where T == String)
      @_specialize(where T == Bool)
      get {
        if let value = T.value(rows.cells[rows.place(of: name)], at: index) { return value }
        return rows.frame[name].isNil(at: index) ? nil : rows.frame.requiredColumn(name, type)[index]
      }
    }

    /// The value in the column at a position; nil when it is missing.
    public subscript(column column: Int) -> (any ColumnElement)? { rows.frame.columns[column][index] }
  }

  /// A frame whose columns, and the values in them, are found quickly.
  final class Holder: @unchecked Sendable {
    let frame: DataFrame
    /// Of each column; as long as the frame is there, its arrays are where these point to.
    let cells: UnsafeMutablePointer<ColumnCells>
    private let names: UnsafeMutablePointer<String>
    private let lengths: UnsafeMutablePointer<Int>
    private let count: Int

    init(_ frame: DataFrame) {
      self.frame = frame
      count = frame.columns.count
      cells = .allocate(capacity: count)
      names = .allocate(capacity: count)
      lengths = .allocate(capacity: count)
      for (place, column) in frame.columns.enumerated() {
        (cells + place).initialize(to: ColumnCells(column))
        (names + place).initialize(to: column.name)
        (lengths + place).initialize(to: column.name.utf8.count)
      }
    }

    deinit {
      names.deinitialize(count: count)
      cells.deallocate()
      names.deallocate()
      lengths.deallocate()
    }

    /// Comparing the few names of one length is faster than hashing one.
    @inline(__always)
    func place(of name: String) -> Int {
      let length = name.utf8.count
      var place = 0
      while place < count {
        if lengths[place] == length, names[place] == name { return place }
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
    /// - Precondition: the frame has it.
    public subscript(position: Int) -> Row {
      precondition(position >= 0 && position < rowCount, "there is no row \(position) among \(rowCount)")
      return Row(rows: holder, index: position)
    }

    /// An iterator over the rows.
    public func makeIterator() -> Iterator { Iterator(holder: holder, count: rowCount) }

    /// The rows from the first to the last.
    public struct Iterator: IteratorProtocol, Sendable {
      fileprivate let holder: Holder
      fileprivate let count: Int
      private var row = 0

      fileprivate init(holder: Holder, count: Int) {
        self.holder = holder
        self.count = count
      }

      /// The next row; nil behind the last.
      public mutating func next() -> Row? {
        guard row < count else { return nil }
        defer { row += 1 }
        return Row(rows: holder, index: row)
      }
    }
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
