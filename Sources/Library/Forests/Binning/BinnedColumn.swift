/// The values of one feature, cut into bins of about equally many rows.
public struct BinnedColumn: Sendable, Equatable {
  /// Ascending, at most 255. A value's bin is the number of edges below it.
  public let edges: [Float]
  /// The bin of each row.
  public let bins: [UInt8]

  /// - Parameters:
  ///   - values: of all rows, finite.
  ///   - feature: the column's number, for error messages.
  ///   - maximumBins: 2 to 256. Up to so many distinct values have a bin each.
  public init(_ values: [Float], feature: Int = 0, maximumBins: Int = 256) throws(ForestError) {
    guard (2...256).contains(maximumBins) else { throw .setting(.maximumBins) }
    for row in values.indices where !values[row].isFinite { throw .notFinite(row: row, feature: feature) }
    let edges = BinnedColumn.edges(FloatSort.sorted(values), maximumBins: maximumBins)
    self.init(values, edges: edges)
  }

  init(_ values: [Float], edges: [Float]) {
    self.edges = edges
    bins = values.map { UInt8(truncatingIfNeeded: FeatureBins.position($0, in: edges[...])) }
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
