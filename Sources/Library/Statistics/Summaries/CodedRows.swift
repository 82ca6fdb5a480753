extension [Double] {
  /// The values of rows.
  package func gathering(_ rows: [Int]) -> [Double] { rows.map { self[$0] } }

  /// Rows from the smallest of their values to the largest; rows of equal values from the first to the last.
  package func ordered(_ rows: [Int]) -> [Int] {
    let isOrdered = zip(rows, rows.dropFirst()).allSatisfy { self[$0] < self[$1] || self[$0] == self[$1] && $0 < $1 }
    return isOrdered ? rows : rows.sorted { self[$0] < self[$1] || self[$0] == self[$1] && $0 < $1 }
  }

  /// The values of each group.
  /// - Parameters:
  ///   - codes: The number of each value's group; NaN for one that is in none.
  ///   - count: How many groups there are.
  package func grouped(by codes: [Double], count: Int) -> [[Double]] {
    var groups = [[Double]](repeating: [], count: count)
    for (value, code) in zip(self, codes) where !code.isNaN { groups[Int(code)].append(value) }
    return groups
  }

  /// The rows of each group, where these are the numbers of groups.
  package func rowsOfCodes(count: Int) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: count)
    for (row, code) in enumerated() where !code.isNaN { groups[Int(code)].append(row) }
    return groups
  }

  /// How many rows each group has, where these are the numbers of groups.
  package func countsOfCodes(count: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for code in self where !code.isNaN { counts[Int(code)] += 1 }
    return counts
  }

  /// How many are missing.
  package var missingCount: Int { count(where: \.isNaN) }

  /// Which rows have a finite number in each of several columns; nil where all have.
  package static func completeRows(of columns: [[Double]]) -> [Bool]? {
    guard let first = columns.first, columns.contains(where: { !$0.allSatisfy(\.isFinite) }) else { return nil }
    var isComplete = [Bool](repeating: true, count: first.count)
    for column in columns {
      for row in isComplete.indices where !column[row].isFinite { isComplete[row] = false }
    }
    return isComplete
  }
}
