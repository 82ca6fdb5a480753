extension RandomForest {
  /// What the trees that did not see a row in growing say its class is, for each of these rows; nil for a row that every tree saw.
  ///
  /// As good as a test set, at no cost in rows (Breiman 1996): none of the votes counted for a row comes from a tree that learned from it.
  ///
  /// - Parameter grower: what the forest was grown from, with bootstrap.
  public func outOfBagPredictions(of grower: TreeGrower, rows: Range<Int>? = nil) -> [UInt16?] {
    precondition(grower.features.featureCount == featureCount, "the features are not those of the forest")
    let rows = rows ?? 0..<grower.features.rowCount
    let blockSize = max(1, min(rows.count, Votes.rowsPerBlock(classCount: classCount)))
    let bags = trees.indices.map { RowSet(outOfBagOf: grower, tree: $0, rows: rows) }
    let votes = Votes(self, capacity: blockSize)
    var all: [UInt16?] = []
    all.reserveCapacity(rows.count)
    for start in stride(from: 0, to: rows.count, by: blockSize) {
      let block = start..<min(start + blockSize, rows.count)
      votes.begin(
        grower.features, rows: rows.lowerBound + block.lowerBound..<rows.lowerBound + block.upperBound)
      var voters = [Int](repeating: 0, count: block.count)
      for (tree, bag) in zip(trees, bags) {
        for row in 0..<block.count where bag.contains(start + row) {
          votes.add(tree, row: row)
          voters[row] += 1
        }
      }
      for row in 0..<block.count { all.append(voters[row] == 0 ? nil : votes.sums(row: row).placeOfGreatest) }
    }
    return all
  }
}

/// Some of the rows of a range, a bit each.
private struct RowSet {
  private var words: [UInt64]

  /// The rows that the tree did not see, counted from the start of the range.
  init(outOfBagOf grower: TreeGrower, tree: Int, rows: Range<Int>) {
    var random = RandomStream(seed: grower.settings.seed, stream: UInt64(truncatingIfNeeded: tree))
    let bootstrap = Bootstrap(rowCount: grower.features.rowCount, settings: grower.settings, random: &random)
    words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
    for (index, row) in rows.enumerated() where bootstrap.copies[row] == 0 { words[index >> 6] |= 1 << (index & 63) }
  }

  func contains(_ index: Int) -> Bool { words[index >> 6] >> (index & 63) & 1 == 1 }
}
