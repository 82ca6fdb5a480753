public import Frames

/// Rows that must not be parted, because they are of one song or of one artist.
public struct RowGroups: Sendable, Equatable, Codable {
  /// The group of each row, numbered from 0 in the order in which groups appear.
  @Bulk public private(set) var codes: [Int32]
  public let count: Int

  /// Rows belong together that have the same number under any of the keys, directly or through other rows.
  ///
  /// - Parameter keys: for each key a number for each row; one below 0 ties the row to no other. All keys have one
  ///   number for each row.
  public init(linking keys: [[Int32]]) {
    let rowCount = keys.first?.count ?? 0
    var forest = DisjointSets(count: rowCount)
    for key in keys {
      precondition(key.count == rowCount, "every key has one number for each row")
      var firstRow: [Int32: Int32] = [:]
      for (row, value) in key.enumerated() where value >= 0 {
        if let first = firstRow[value] { forest.unite(Int(first), row) } else { firstRow[value] = Int32(row) }
      }
    }
    var number = [Int32](repeating: -1, count: rowCount)
    var next: Int32 = 0
    codes = (0..<rowCount).map { row in
      let root = forest.root(of: row)
      if number[root] < 0 {
        number[root] = next
        next += 1
      }
      return number[root]
    }
    count = Int(next)
  }

  /// The rows of each group.
  public var rows: [[Int]] {
    var rows = [[Int]](repeating: [], count: count)
    for (row, code) in codes.enumerated() { rows[Int(code)].append(row) }
    return rows
  }
}

/// Sets that are united until no two that have to be one are apart: union by size with path halving.
private struct DisjointSets {
  private var parents: [Int32]
  private var sizes: [Int32]

  init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
    sizes = [Int32](repeating: 1, count: count)
  }

  mutating func root(of element: Int) -> Int {
    var position = element
    while Int(parents[position]) != position {
      parents[position] = parents[Int(parents[position])]
      position = Int(parents[position])
    }
    return position
  }

  mutating func unite(_ one: Int, _ other: Int) {
    var (large, small) = (root(of: one), root(of: other))
    guard large != small else { return }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = Int32(large)
    sizes[large] += sizes[small]
  }
}
