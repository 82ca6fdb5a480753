import Statistics

/// The direction of sorting.
public enum Order: String, Sendable, Codable, CaseIterable {
  case ascending, descending
}

extension DataFrame {
  /// The rows sorted by a column. Missing values come before all others, NaN after; text is sorted by code points;
  /// equal rows stay in order.
  public func sorted(on name: String, order: Order = .ascending) -> DataFrame {
    gathering(sortedRows(on: [(name, order)]))
  }

  /// The rows sorted by a column.
  public func sorted<T>(on id: ColumnID<T>, order: Order = .ascending) -> DataFrame {
    sorted(on: id.name, order: order)
  }

  /// Sorted by the first column, where that is equal by the second, and so on.
  public func sorted(on first: String, _ others: String..., order: Order = .ascending) -> DataFrame {
    gathering(sortedRows(on: ([first] + others).map { ($0, order) }))
  }

  /// Sorted by several columns, each in its own direction: `[("Genre", .ascending), ("Energy", .descending)]`.
  public func sorted(on keys: [(name: String, order: Order)]) -> DataFrame { gathering(sortedRows(on: keys)) }

  /// Sorts the rows by a column.
  public mutating func sort(on name: String, order: Order = .ascending) { self = sorted(on: name, order: order) }

  func sortedRows(on keys: [(name: String, order: Order)]) -> [Int32] {
    var rows = (0..<Int32(rowCount)).map { $0 }
    // Stable passes from the last key to the first leave the rows sorted by all.
    for (name, order) in keys.reversed() { rows = self[name].sorting(rows, order) }
    return rows
  }
}

extension AnyColumn {
  func sorting(_ rows: [Int32], _ order: Order) -> [Int32] {
    var keys = orderedKeys()
    if order == .descending { for row in keys.indices { keys[row] = ~keys[row] } }
    guard missingCount > 0 else { return RadixSort.sorted(rows, by: keys) }
    let cells = ColumnCells(self)
    let (missing, there) = withExtendedLifetime(self) {
      (rows.filter { cells.isMissing(Int($0)) }, rows.filter { !cells.isMissing(Int($0)) })
    }
    let present = RadixSort.sorted(there, by: keys)
    return order == .ascending ? missing + present : present + missing
  }
}
