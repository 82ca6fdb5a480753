/// The values of one feature, cut into bins of about equally many rows.
public struct BinnedColumn: Sendable, Equatable {
  /// Ascending, at most 255. A value's bin is the number of edges below it.
  public let edges: [Float]
  /// The bin of each row. A missing value has a bin of its own, one above all others.
  public let bins: [UInt8]
  /// Whether a row lacks its value.
  public let hasMissing: Bool

  /// - Parameters:
  ///   - values: of all rows, finite or, where that is allowed, missing (NaN).
  ///   - feature: the column's number, for error messages.
  ///   - maximumBins: 2 to 256. Up to so many distinct values have a bin each; one less where values are missing.
  ///   - allowsMissing: whether NaN stands for a missing value rather than for a mistake.
  public init(
    _ values: [Float], feature: Int = 0, maximumBins: Int = 256, allowsMissing: Bool = false
  ) throws(ForestError) {
    guard (2...256).contains(maximumBins) else { throw .setting(.maximumBins) }
    for row in values.indices where !values[row].isFinite && !(allowsMissing && values[row].isNaN) {
      throw .notFinite(row: row, feature: feature)
    }
    let known = allowsMissing ? values.filter { !$0.isNaN } : values
    hasMissing = known.count < values.count
    let edges = BinnedColumn.edges(
      FloatSort.sorted(known), maximumBins: hasMissing ? min(255, maximumBins) : maximumBins)
    self.edges = edges
    bins = values.map { value in
      value.isNaN
        ? UInt8(truncatingIfNeeded: edges.count + 1)
        : UInt8(truncatingIfNeeded: FeatureBins.position(value, in: edges[...]))
    }
  }

  /// The bin of the median of the values that are known; 0 without any.
  var middle: UInt8 {
    var counts = [Int](repeating: 0, count: edges.count + 2)
    for bin in bins { counts[Int(bin)] += 1 }
    let known = bins.count - (hasMissing ? counts[edges.count + 1] : 0)
    var sum = 0
    for bin in 0...edges.count {
      sum += counts[bin]
      if 2 * sum >= known { return UInt8(truncatingIfNeeded: bin) }
    }
    return 0
  }

  /// Halfway between the last value of each bin and the first of the next.
  private static func edges(_ sorted: [Float], maximumBins: Int) -> [Float] {
    var edges: [Float] = []
    var (binsLeft, rowsLeft) = (maximumBins, sorted.count)
    let isExact = distinctCount(sorted, atMost: maximumBins) <= maximumBins
    var binStart = 0
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      guard end < sorted.count else { break }
      // The bin is full with what it has, or when the next value alone is more than a share.
      let share = Float(rowsLeft) / Float(binsLeft)
      let isFull = Float(end - binStart) >= share || nextCount(sorted, end, atMost: share) >= share
      if isExact || (isFull && binsLeft > 1) {
        edges.append(middle(sorted[start], sorted[end]))
        rowsLeft -= end - binStart
        binsLeft -= 1
        binStart = end
      }
      start = end
    }
    return edges
  }

  /// How often the value at `start` follows; stops counting at a share.
  private static func nextCount(_ sorted: [Float], _ start: Int, atMost share: Float) -> Float {
    var end = start + 1
    while end < sorted.count, sorted[end] == sorted[start], Float(end - start) < share { end += 1 }
    return Float(end - start)
  }

  private static func distinctCount(_ sorted: [Float], atMost limit: Int) -> Int {
    var count = sorted.isEmpty ? 0 : 1
    for row in sorted.indices.dropFirst() where sorted[row] != sorted[row - 1] {
      count += 1
      if count > limit { break }
    }
    return count
  }

  /// A number that is at least `low` and less than `high`.
  private static func middle(_ low: Float, _ high: Float) -> Float {
    let middle = low / 2 + high / 2
    return middle >= low && middle < high ? middle : low
  }
}
