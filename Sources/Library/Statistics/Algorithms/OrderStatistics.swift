/// The values at given ranks, without sorting everything.
///
/// Values are counted in about a thousand buckets; only the buckets that hold a wanted rank are looked into again. Two
/// passes over a column find all three quartiles of 300,000 values.
package enum OrderStatistics {
  /// How values are shared out: evenly over their range or, where they crowd at one end of it, evenly over their bit
  /// patterns, which is nearly by their logarithm.
  private enum Buckets {
    case even
    case logarithmic
  }

  private static let bucketCount = 1024
  private static let smallEnoughToSort = 1024

  /// - Parameters:
  ///   - ranks: ascending, each in `0..<values.count`.
  ///   - values: in any order, without NaN; infinities are values.
  /// - Returns: the value at each rank of the sorted values.
  package static func values(at ranks: [Int], of values: [Double]) -> [Double] {
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
      // Adding 2^52 leaves the rounded product, at most 1024, in the low bits. Subtraction, product and rounding are
      // all monotone, so no bucket holds a value below those of the bucket before.
      return select(ranks, values, next: .logarithmic) {
        Int(truncatingIfNeeded: (($0 - lowest) * scale + 0x1p52).bitPattern & 0x7ff)
      }
    case .logarithmic:
      // The lowest and the highest value differ in the first bit of the range, and so lie in different buckets: every
      // round looks at fewer values.
      let base = lowest.orderedBits
      let range = highest.orderedBits - base
      let shift = UInt64(max(0, 64 - range.leadingZeroBitCount - 10))
      return select(ranks, values, next: .even) { Int(truncatingIfNeeded: ($0.orderedBits - base) >> shift) }
    }
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
}
