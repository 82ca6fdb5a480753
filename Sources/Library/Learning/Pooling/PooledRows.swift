import Statistics

/// Rows in the order of their groups, and which of them are one item.
struct PooledRows: Sendable {
  /// A row of all for each of these rows; those of one group follow each other.
  let rows: [Int]
  /// Where each group starts, and the end of the last.
  private let starts: [Int]
  /// For each of these rows the position of the first of its group that is the same item: its own for the first.
  private let firstOfItem: [Int]

  init(groups: [Int32], items: [Int32], rowCount: Int) throws(LearningError) {
    for count in [groups.count, items.count] where count != rowCount {
      throw .differentRowCounts(expected: rowCount, found: count)
    }
    // Groups in a random order, so that the first of them are like all; no two groups have the same key.
    let keys: [UInt64] = groups.map { group in group < 0 ? 0 : SplitMix64.scrambled(UInt64(group) + 1) }
    let rows = (0..<rowCount).sorted { one, other in
      keys[one] != keys[other] ? keys[one] < keys[other] : one < other
    }
    var starts: [Int] = []
    var firstOfItem: [Int] = []
    var first: [Int32: Int] = [:]
    for (position, row) in rows.enumerated() {
      if position == 0 || groups[row] < 0 || groups[row] != groups[rows[position - 1]] {
        starts.append(position)
        first.removeAll(keepingCapacity: true)
      }
      let known = first[items[row]] ?? position
      first[items[row]] = known
      firstOfItem.append(known)
    }
    self.init(rows: rows, starts: starts + [rowCount], firstOfItem: firstOfItem)
  }

  private init(rows: [Int], starts: [Int], firstOfItem: [Int]) {
    self.rows = rows
    self.starts = starts
    self.firstOfItem = firstOfItem
  }

  /// Whole groups together that have about so many rows.
  func pieces(ofRows size: Int) -> [PooledRows] {
    var pieces: [PooledRows] = []
    var first = 0
    while first < starts.count - 1 {
      var last = first + 1
      while last < starts.count - 1, starts[last + 1] - starts[first] <= size { last += 1 }
      let range = starts[first]..<starts[last]
      pieces.append(
        PooledRows(
          rows: Array(rows[range]), starts: starts[first...last].map { $0 - range.lowerBound },
          firstOfItem: firstOfItem[range].map { $0 - range.lowerBound }))
      first = last
    }
    return pieces
  }

  /// For each row and class what the other items of the group say together: the sum of their evidence, divided by the
  /// root of their number; 0 where there is no other.
  /// - Parameter evidence: row by row, a number for each class.
  func sumsOfOthers(_ evidence: [Float], classCount: Int) -> [Float] {
    let groups = Parallel.map(starts.count - 1, work: evidence.count * 4) { group in
      let positions = starts[group]..<starts[group + 1]
      var sums = [Float](repeating: 0, count: positions.count * classCount)
      let firsts = positions.filter { firstOfItem[$0] == $0 }
      guard firsts.count > 1 else { return sums }
      var total = [Float](repeating: 0, count: classCount)
      for position in firsts {
        for code in 0..<classCount { total[code] += evidence[position * classCount + code] }
      }
      let scale = 1 / Float(firsts.count - 1).squareRoot()
      for (place, position) in positions.enumerated() {
        let own = firstOfItem[position] * classCount
        for code in 0..<classCount { sums[place * classCount + code] = scale * (total[code] - evidence[own + code]) }
      }
      return sums
    }
    return Array(groups.joined())
  }
}
