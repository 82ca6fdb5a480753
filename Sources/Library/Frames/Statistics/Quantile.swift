/// Quantiles by linear interpolation between the two nearest values: type 7 of Hyndman and Fan (1996), as NumPy, pandas and R do by default.
enum Quantile {
  /// - Parameters:
  ///   - values: ascending, without NaN.
  ///   - probability: from 0 to 1.
  /// - Returns: nil when there is no value.
  static func ofSorted(_ values: [Double], _ probability: Double) -> Double? {
    guard let (lower, upper, fraction) = ranks(count: values.count, probability) else { return nil }
    return interpolated(values[lower], values[upper], fraction)
  }

  /// The places, among the sorted values, of the two values that a quantile lies between, and how far it is from the first to the second.
  static func ranks(count: Int, _ probability: Double) -> (lower: Int, upper: Int, fraction: Double)? {
    precondition((0...1).contains(probability), "a quantile's probability is from 0 to 1, not \(probability)")
    guard count > 0 else { return nil }
    let place = probability * Double(count - 1)
    let lower = Int(place)
    return (lower, min(lower + 1, count - 1), place - Double(lower))
  }

  static func interpolated(_ lower: Double, _ upper: Double, _ fraction: Double) -> Double {
    // The exact value where there is one: infinities would otherwise give NaN.
    fraction == 0 || lower == upper ? lower : lower + (upper - lower) * fraction
  }

  /// Quantiles of values in any order; NaN values are left out. Nothing is sorted but the few values around each quantile.
  static func of(_ values: [Double], _ probabilities: [Double]) -> [Double?] {
    let count = values.reduce(0) { $0 + ($1 == $1 ? 1 : 0) }
    let ranks = probabilities.map { Quantile.ranks(count: count, $0) }
    var wanted = Set<Int>()
    for rank in ranks.compactMap({ $0 }) { wanted.formUnion([rank.lower, rank.upper]) }
    let selected = OrderStatistics.select(values, ranks: wanted.sorted())
    return ranks.map { rank in
      rank.map { interpolated(selected[$0.lower]!, selected[$0.upper]!, $0.fraction) }
    }
  }
}

/// Values by their place in the sorted order, without sorting all.
enum OrderStatistics {
  /// The values at these places of the ascending order, NaN left out.
  ///
  /// Values are counted by the top 16 bits of their order; only those that share a wanted value's top bits are gathered and sorted.
  static func select(_ values: [Double], ranks: [Int]) -> [Int: Double] {
    guard !ranks.isEmpty else { return [:] }
    var result: [Int: Double] = [:]
    if values.count < 2_000 {
      let sorted = values.filter { $0 == $0 }.sorted()
      for rank in ranks { result[rank] = sorted[rank] }
      return result
    }
    var counts = [Int32](repeating: 0, count: 1 << 16)
    for value in values where value == value { counts[Int(value.orderedBits >> 48)] += 1 }
    var gathered: [Int: (start: Int, values: [Double])] = [:]
    var bucketOfRank: [Int: Int] = [:]
    var start = 0
    var next = ranks.startIndex
    for bucket in counts.indices where counts[bucket] > 0 {
      let end = start + Int(counts[bucket])
      while next < ranks.endIndex, ranks[next] < end {
        bucketOfRank[ranks[next]] = bucket
        gathered[bucket] = (start, [])
        next += 1
      }
      start = end
    }
    var isWanted = [Bool](repeating: false, count: 1 << 16)
    for bucket in gathered.keys { isWanted[bucket] = true }
    for value in values where value == value {
      let bucket = Int(value.orderedBits >> 48)
      if isWanted[bucket] { gathered[bucket]!.values.append(value) }
    }
    for bucket in gathered.keys { gathered[bucket]!.values.sort() }
    for (rank, bucket) in bucketOfRank { result[rank] = gathered[bucket]!.values[rank - gathered[bucket]!.start] }
    return result
  }
}
