/// Some of a number of rows, a bit each.
public struct RowSet: Sendable, Equatable {
  private var words: [UInt64]

  /// The rows of 0 to below `count` that are included.
  init(count: Int, where isIncluded: (Int) -> Bool) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for row in 0..<count where isIncluded(row) { words[row >> 6] |= 1 << UInt64(row & 63) }
  }

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
