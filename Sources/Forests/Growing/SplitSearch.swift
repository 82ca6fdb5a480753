/// Finds the split of a node with the least Gini impurity, at a cost that does not depend on the number of classes.
///
/// The impurity of two sides is least where Σ(nₖ²)/n of the one plus that of the other is greatest, nₖ being a side's weight in class k and n its sum. A sample
/// of weight w that moves to a side with nₖ in its class adds (nₖ + w)² - nₖ² = w(2nₖ + w) to the side's sum of squares and likewise takes w(2nₖ - w) from the
/// other's. So samples are sorted by their bins and moved across one at a time. With weights of whole numbers every sum is exact.
struct SplitSearch: ~Copyable {
  typealias Sample = TreeGrowth.Sample

  struct Split {
    var feature: Int
    var bin: UInt8
    /// By how much the split lowers the impurity, times the node's weight.
    var decrease: Double
  }

  /// A pair of numbers for the two sides.
  typealias Sides = SIMD2<Double>

  let rowCount: Int
  let minimumInLeaf: Int
  private let featuresPerSplit: Int
  private let binCounts: [Int]
  private let isRandom: Bool
  private let classCount: Int
  /// A weight for each class; nil when all are 1. Of classCount elements.
  private let classWeights: UnsafeMutablePointer<Double>?
  /// The weight of each class on both sides, zero between nodes. Of classCount elements.
  private let weights: UnsafeMutablePointer<Sides>
  /// The samples of the node, sorted by the bins of a feature. Of as many elements as the tree has samples.
  let keys: UnsafeMutablePointer<UInt32>
  /// Where each bin's samples go. Of 256 elements.
  let places: UnsafeMutablePointer<UInt32>
  private var order: [Int]
  private var random: RandomStream

  // The node's.
  private var total = 0.0
  private var squares = 0.0
  /// The side that all samples are on.
  private var side = 0
  private var best = Candidate()

  private struct Candidate {
    var score = -Double.infinity
    var feature = -1
    /// The last bin on the left and the first on the right.
    var low: UInt32 = 0
    var high: UInt32 = 0
  }

  init(_ grower: TreeGrower, sampleCount: Int, random: RandomStream) {
    rowCount = grower.features.rowCount
    minimumInLeaf = grower.settings.minimumSamplesInLeaf
    let featureCount = grower.features.featureCount
    featuresPerSplit = grower.settings.featuresPerSplit(of: featureCount)
    binCounts = (0..<featureCount).map { grower.features.bins.binCount(feature: $0) }
    isRandom = grower.settings.thresholds == .random
    classCount = grower.classCount
    classWeights = grower.classWeights.map { weights in
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: weights.count)
      for (index, weight) in weights.enumerated() { (memory + index).initialize(to: weight) }
      return memory
    }
    weights = .allocate(capacity: grower.classCount)
    weights.initialize(repeating: .zero, count: grower.classCount)
    keys = .allocate(capacity: sampleCount)
    keys.initialize(repeating: 0, count: sampleCount)
    places = .allocate(capacity: 256)
    places.initialize(repeating: 0, count: 256)
    order = Array(0..<featureCount)
    self.random = random
  }

  deinit {
    classWeights?.deallocate()
    weights.deallocate()
    keys.deallocate()
    places.deallocate()
  }

  @inline(__always)
  private func weight(_ key: UInt32) -> Double {
    let copies = Double((key >> 16) & 0xFF)
    guard let classWeights else { return copies }
    return copies * classWeights[Int(key & 0xFFFF)]
  }

  /// Counts the node's classes.
  /// - Returns: Whether there is only one.
  mutating func begin(_ samples: UnsafePointer<Sample>, count: Int) -> Bool {
    (total, squares, side) = (0, 0, 1)
    var differences: UInt32 = 0
    for index in 0..<count {
      let key = samples[index].key
      let weight = weight(key)
      let number = Int(key & 0xFFFF)
      differences |= key ^ samples[0].key
      let counted = weights[number].y
      squares += weight * (2 * counted + weight)
      total += weight
      weights[number].y = counted + weight
    }
    return differences & 0xFFFF == 0
  }

  /// Forgets the node's classes.
  mutating func end(_ samples: UnsafePointer<Sample>, count: Int) {
    for index in 0..<count { weights[Int(samples[index].key & 0xFFFF)] = .zero }
  }

  /// The class's share of the node's weight, the first time it is asked for; then 0.
  mutating func takeShare(of number: UInt16) -> Double {
    let weight = weights[Int(number)].sum()
    weights[Int(number)] = .zero
    return weight / total
  }

  /// - Returns: nil when no split of the features looked at leaves enough samples on both sides.
  mutating func bestSplit(
    _ samples: UnsafePointer<Sample>, count: Int, columns: UnsafePointer<UInt8>
  ) -> Split? {
    best = Candidate()
    var (looked, constant) = (0, 0)
    // A feature that is the same everywhere in the node is looked at in vain, but one that is not has to be found.
    while looked < order.count, looked < featuresPerSplit || looked == constant {
      order.swapAt(looked, looked + random.next(below: order.count - looked))
      let feature = order[looked]
      looked += 1
      let column = columns + feature * rowCount
      let differs =
        isRandom
        ? tryRandomThreshold(samples, count: count, column, feature: feature)
        : tryThresholds(samples, count: count, column, feature: feature)
      if !differs { constant += 1 }
    }
    guard best.feature >= 0 else { return nil }
    return Split(
      feature: best.feature, bin: UInt8(truncatingIfNeeded: (best.low + best.high) / 2),
      decrease: max(0, best.score - squares / total))
  }

  /// - Returns: false when all samples are in one bin.
  private mutating func tryThresholds(
    _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, feature: Int
  ) -> Bool {
    guard sort(samples, count: count, column, binCount: binCounts[feature]) else { return false }
    var sums = Sides.zero
    var totals = Sides.zero
    sums[side] = squares
    totals[side] = total
    let direction: Sides = side == 1 ? [1, -1] : [-1, 1]
    var bin = keys[0] >> 24
    for index in 0..<count {
      let key = keys[index]
      if key >> 24 != bin {
        if index >= minimumInLeaf, count - index >= minimumInLeaf {
          let score = (sums / totals).sum()
          if score > best.score {
            best = Candidate(score: score, feature: feature, low: bin, high: key >> 24)
          }
        }
        bin = key >> 24
      }
      move(key, direction, &sums, &totals)
    }
    side = 1 - side
    return true
  }

  /// Moves a sample to the other side.
  @inline(__always)
  private func move(_ key: UInt32, _ direction: Sides, _ sums: inout Sides, _ totals: inout Sides) {
    // Classes are below classCount: the grower checked the labels.
    let number = Int(key & 0xFFFF)
    let change = weight(key) * direction
    let counted = weights[number]
    sums += change * (2 * counted + change)
    totals += change
    weights[number] = counted + change
  }

  /// Tries one threshold between the least and the greatest bin.
  /// - Returns: false when all samples are in one bin.
  private mutating func tryRandomThreshold(
    _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, feature: Int
  ) -> Bool {
    var (least, greatest): (UInt32, UInt32) = (255, 0)
    for index in 0..<count {
      let bin = UInt32(column[Int(samples[index].row)])
      keys[index] = bin << 24 | samples[index].key
      least = min(least, bin)
      greatest = max(greatest, bin)
    }
    guard least < greatest else { return false }
    let threshold = least + UInt32(truncatingIfNeeded: random.next(below: Int(greatest - least)))
    var sums = Sides.zero
    var totals = Sides.zero
    sums[side] = squares
    totals[side] = total
    let direction: Sides = side == 1 ? [1, -1] : [-1, 1]
    var left = 0
    for index in 0..<count where keys[index] >> 24 <= threshold {
      move(keys[index], direction, &sums, &totals)
      left += 1
    }
    if left >= minimumInLeaf, count - left >= minimumInLeaf {
      let score = (sums / totals).sum()
      if score > best.score {
        best = Candidate(score: score, feature: feature, low: threshold, high: threshold)
      }
    }
    for index in 0..<count where keys[index] >> 24 > threshold { move(keys[index], direction, &sums, &totals) }
    side = 1 - side
    return true
  }
}
