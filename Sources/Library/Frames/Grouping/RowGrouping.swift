/// The rows of a frame in groups of equal keys. Groups are sorted by their keys; rows with a missing key are a group
/// too, the first.
public struct RowGrouping: Sendable {
  /// The frame whose rows are grouped.
  public let frame: DataFrame
  /// The columns that the rows are grouped by.
  public let keyNames: [String]
  /// One row for each group: its keys.
  public let keys: DataFrame
  /// The group of each row.
  public let groupOfRow: [Int32]

  init(_ frame: DataFrame, by keyNames: [String]) {
    self.frame = frame
    self.keyNames = keyNames
    let codes = RowCodes(keyNames.map { frame[$0] })
    let firsts = frame.selecting(columnNames: keyNames).gathering(codes.firstRows)
    let order = firsts.sortedRows(on: keyNames.map { ($0, .ascending) })
    keys = firsts.gathering(order)
    var groups = [Int32](repeating: 0, count: codes.count)
    for (group, code) in order.enumerated() { groups[Int(code)] = Int32(group) }
    groupOfRow = codes.codes.map { groups[Int($0)] }
  }

  /// How many groups there are.
  public var count: Int { keys.rowCount }

  /// How many rows each group has.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for group in groupOfRow { sizes[Int(group)] += 1 }
    return sizes
  }

  /// All rows, group by group, and where each group's rows start among them (with the end of the last behind them).
  func rowsByGroup() -> (rows: [Int32], starts: [Int]) {
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for size in sizes { starts.append(starts.last! + size) }
    var next = starts
    var rows = [Int32](repeating: 0, count: groupOfRow.count)
    for (row, group) in groupOfRow.enumerated() {
      rows[next[Int(group)]] = Int32(row)
      next[Int(group)] += 1
    }
    return (rows, starts)
  }
}

extension DataFrame {
  /// The rows in groups of equal values in these columns.
  public func grouped(by first: String, _ others: String...) -> RowGrouping {
    RowGrouping(self, by: [first] + others)
  }

  /// The rows in groups of equal values in these columns.
  public func grouped(by names: [String]) -> RowGrouping { RowGrouping(self, by: names) }

  /// The rows in groups of equal values in this column.
  public func grouped<T>(by id: ColumnID<T>) -> RowGrouping { RowGrouping(self, by: [id.name]) }

  /// The rows in groups of equal values made from a column, such as the decades of years. The made column takes the
  /// column's name.
  public func grouped<T: ColumnElement, Key: ColumnElement>(
    by name: String, transform: (T?) throws -> Key?
  ) rethrows -> RowGrouping {
    let column = requiredColumn(name, T.self)
    var keys = Column<Key>(name: name, capacity: rowCount)
    for value in column { keys.append(try transform(value)) }
    return RowGrouping(with(keys), by: [name])
  }
}

extension RowGrouping: RandomAccessCollection {
  /// One group: its keys and its rows.
  public struct Group: Sendable {
    /// The values in the key columns.
    public let key: DataFrame.Row
    /// The group's rows, with all columns.
    public let rows: DataFrame
  }

  /// The number of the first group, always 0.
  public var startIndex: Int { 0 }
  /// One past the number of the last group, which is the number of groups.
  public var endIndex: Int { count }

  /// Looks through all rows; to visit every group use ``mapGroups(_:)``.
  public subscript(position: Int) -> Group {
    let rows = groupOfRow.indices.filter { groupOfRow[$0] == Int32(position) }
    return Group(key: keys.rows[position], rows: frame.gathering(rows.map { Int32($0) }))
  }

  /// The group with this value in the first key column; nil when there is none.
  public func group<T: ColumnElement>(keyed value: T) -> DataFrame? {
    guard let position = keys[keyNames[0], T.self].firstIndex(of: value) else { return nil }
    return self[position].rows
  }

  /// What `transform` makes of each group, in the order of the keys.
  public func mapGroups<Result>(_ transform: (Group) throws -> Result) rethrows -> [Result] {
    let (rows, starts) = rowsByGroup()
    let keyRows = keys.rows
    return try (0..<count).map { group in
      let own = Array(rows[starts[group]..<starts[group + 1]])
      return try transform(Group(key: keyRows[group], rows: frame.gathering(own)))
    }
  }

  /// The groups that have at least this many rows.
  public func filter(minimumCount: Int) -> RowGrouping {
    let sizes = self.sizes
    let kept = groupOfRow.indices.filter { sizes[Int(groupOfRow[$0])] >= minimumCount }
    return RowGrouping(frame.gathering(kept.map { Int32($0) }), by: keyNames)
  }

  /// All rows, group by group.
  public func ungrouped() -> DataFrame { frame.gathering(rowsByGroup().rows) }
}
