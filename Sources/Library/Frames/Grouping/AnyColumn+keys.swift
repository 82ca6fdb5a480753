import Statistics

extension AnyColumn {
  /// A number for each row that orders as the values do, and is equal only for equal values. Rows with missing values
  /// get 0, as may others.
  func orderedKeys() -> [UInt64] {
    switch self {
    case .double(let column): RadixSort.keys(of: column.doubles)
    case .integer(let column): column.denseValues.map { UInt64(bitPattern: Int64($0)) ^ 1 << 63 }
    case .boolean(let column): column.denseValues.map { $0 ? 1 : 0 }
    case .date(let column): column.denseValues.map { UInt64($0.ordinal) }
    case .string(let column): column.storage.orderedKeys()
    }
  }
}

extension TextStorage {
  /// The position of each row's text among the texts in use, sorted by code point; 0 where it is missing.
  fileprivate func orderedKeys() -> [UInt64] {
    let pool = self.pool
    var ranks = [UInt64](repeating: 0, count: pool.count)
    var used = TextPool()
    var numbers: [Int32] = []
    for code in codes where code >= 0 && ranks[Int(code)] == 0 {
      ranks[Int(code)] = 1
      numbers.append(code)
      pool.withUTF8(Int(code)) { used.append($0) }
    }
    for (rank, index) in used.sortedIndices().enumerated() { ranks[Int(numbers[Int(index)])] = UInt64(rank) }
    return codes.map { $0 < 0 ? 0 : ranks[Int($0)] }
  }
}
