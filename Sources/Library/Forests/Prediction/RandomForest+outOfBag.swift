extension RandomForest {
  /// What the trees that did not see a row in growing say its class is, for each of these rows; nil for a row that
  /// every tree saw.
  ///
  /// As good as a test set, at no cost in rows (Breiman 1996): none of the votes counted for a row comes from a tree
  /// that learned from it.
  ///
  /// - Parameters:
  ///   - features: what the forest was grown from.
  ///   - bags: for each tree, ``TreeGrower/rowsOutOfBag(ofTree:)``.
  public func outOfBagPredictions(
    _ features: BinnedFeatures, bags: [RowSet], rows: Range<Int>? = nil
  ) -> [UInt16?] {
    precondition(features.featureCount == featureCount, "the features are not those of the forest")
    let rows = rows ?? 0..<features.rowCount
    let blockSize = max(1, min(rows.count, Votes.rowsPerBlock(classCount: classCount)))
    let votes = Votes(self, capacity: blockSize)
    var all: [UInt16?] = []
    all.reserveCapacity(rows.count)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: blockSize) {
      let block = start..<min(start + blockSize, rows.upperBound)
      votes.begin(features, rows: block)
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

/// Some of a number of rows, a bit each.
public struct RowSet: Sendable, Equatable {
  private var words: [UInt64]

  /// The rows of 0 to below `count` that are included.
  init(count: Int, where isIncluded: (Int) -> Bool) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for row in 0..<count where isIncluded(row) { words[row >> 6] |= 1 << UInt64(row & 63) }
  }

  /// Whether a row is in the set.
  public func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
}

extension TreeGrower {
  /// The rows that the tree of this number does not see in growing.
  public func rowsOutOfBag(ofTree number: Int) -> RowSet {
    var random = RandomStream(seed: settings.seed, stream: UInt64(truncatingIfNeeded: number))
    let bootstrap = Bootstrap(rowCount: features.rowCount, settings: settings, random: &random)
    return RowSet(count: features.rowCount) { bootstrap.copies[$0] == 0 }
  }
}
