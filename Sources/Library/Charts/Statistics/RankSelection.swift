/// The values at given ranks, without sorting everything.
///
/// Values are counted in about a thousand buckets; only the buckets that hold a wanted rank are looked into again. Two passes
/// over the column find all three quartiles of 300,000 songs.
struct RankSelection {
  /// How values are shared out: evenly over their range or, where they crowd at one end of it, evenly over their bit patterns,
  /// which is nearly by their logarithm.
  private enum Buckets {
    case even
    case logarithmic
  }

  private static let bucketCount = 1024
  private static let smallEnoughToSort = 1024

  /// - Parameters:
  ///   - ranks: Ascending, each in `0..<values.count`.
  ///   - values: Finite.
  /// - Returns: The value at each rank of the sorted values.
  static func values(at ranks: [Int], of values: [Double]) -> [Double] {
    self.values(at: ranks, of: values, buckets: .even)
  }

  private static func values(at ranks: [Int], of values: [Double], buckets: Buckets) -> [Double] {
    guard let first = values.first, !ranks.isEmpty else { return [] }
    if values.count <= smallEnoughToSort {
      let sorted = values.sorted()
      return ranks.map { sorted[$0] }
    }
    var (lowest, highest) = (first, first)
    for value in values {
      lowest = value < lowest ? value : lowest
      highest = value > highest ? value : highest
    }
    if lowest == highest { return ranks.map { _ in lowest } }

    switch buckets {
    case .even:
      let scale = Double(bucketCount) / (highest - lowest)
      guard scale.isFinite, scale > 0 else {
        return self.values(at: ranks, of: values, buckets: .logarithmic)
      }
      // Adding 2^52 leaves the rounded product, at most 1024, in the low bits. Subtraction, product and rounding are all
      // monotone, so no bucket holds a value below those of the bucket before.
      return select(ranks, values, next: .logarithmic) {
        Int(truncatingIfNeeded: (($0 - lowest) * scale + 0x1p52).bitPattern & 0x7ff)
      }
    case .logarithmic:
      let base = ordered(lowest)
      let range = ordered(highest) - base
      let shift = UInt64(max(0, 64 - range.leadingZeroBitCount - 10))
      return select(ranks, values, next: .even) { Int(truncatingIfNeeded: (ordered($0) - base) >> shift) }
    }
  }

  /// The bit pattern, turned so that it orders as the numbers do.
  @inline(__always)
  private static func ordered(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  @inline(__always)
  private static func select(
    _ ranks: [Int], _ values: [Double], next: Buckets, bucket: (Double) -> Int
  ) -> [Double] {
    // Invariant for the unchecked reads and writes below: bucket(value) is in 0...bucketCount for every value given.
    var counts = [Int](repeating: 0, count: bucketCount + 1)
    counts.withUnsafeMutableBufferPointer { counts in
      for value in values { counts[bucket(value)] += 1 }
    }

    // Which bucket holds which ranks, and how many values come before it.
    var wanted: [(bucket: Int, before: Int, ranks: [Int])] = []
    var before = 0
    var remaining = ranks[...]
    for (index, count) in counts.enumerated() where count > 0 {
      let inside = remaining.prefix { $0 < before + count }
      if !inside.isEmpty { wanted.append((index, before, Array(inside))) }
      remaining = remaining.dropFirst(inside.count)
      before += count
      if remaining.isEmpty { break }
    }

    var slot = [Int8](repeating: -1, count: bucketCount + 1)
    for (index, entry) in wanted.enumerated() { slot[entry.bucket] = Int8(truncatingIfNeeded: min(index, 127)) }
    guard wanted.count < 127 else {
      let sorted = values.sorted()
      return ranks.map { sorted[$0] }
    }
    var gathered = wanted.map { entry in
      var values: [Double] = []
      values.reserveCapacity(counts[entry.bucket])
      return values
    }
    slot.withUnsafeBufferPointer { slot in
      for value in values {
        let index = slot[bucket(value)]
        if index >= 0 { gathered[Int(index)].append(value) }
      }
    }
    return zip(wanted, gathered).flatMap { entry, values in
      self.values(at: entry.ranks.map { $0 - entry.before }, of: values, buckets: next)
    }
  }

  /// Quantiles by linear interpolation between order statistics: Hyndman and Fan's type 7, the default of R and NumPy.
  /// - Parameters:
  ///   - probabilities: Ascending, each in 0...1.
  ///   - values: Finite and not empty.
  ///   - zeros: So many zeros come before the values, which are all above zero.
  static func quantiles(_ probabilities: [Double], of values: [Double], afterZeros zeros: Int = 0) -> [Double] {
    let last = values.count + zeros - 1
    let positions = probabilities.map { $0 * Double(last) }
    let pairs = positions.map { (Int($0), min(Int($0) + 1, last)) }
    let ranks = Set(pairs.flatMap { [$0.0, $0.1] }).filter { $0 >= zeros }.sorted()
    let found = Dictionary(
      uniqueKeysWithValues: zip(ranks, self.values(at: ranks.map { $0 - zeros }, of: values)))
    return zip(positions, pairs).map { position, pair in
      let (low, high) = (found[pair.0] ?? 0, found[pair.1] ?? 0)
      return low == high ? low : low + (high - low) * (position - Double(pair.0))
    }
  }
}
