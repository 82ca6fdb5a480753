/// Finds the split of a node with the least Gini impurity, at a cost that does not depend on the number of classes.
///
/// The impurity of two sides is least where Σ(aₖ²)/a of the one plus that of the other is greatest, aₖ being a side's
/// weight in class k and a its sum. Samples are sorted by their bins and moved from one side to the other one at a
/// time, and ``SideSums`` change by what the sample's class alone says.
struct SplitSearch: ~Copyable {
  typealias Sample = TreeGrowth.Sample

  struct Split {
    /// Of the features' columns.
    var column: Int
    var bin: UInt8
    /// By how much the split lowers the impurity, times the node's weight.
    var decrease: Double
  }

  let features: FeatureBins
  let rowCount: Int
  private let minimumInLeaf: Int
  private let featuresPerSplit: Int
  /// Of each column.
  private let binCounts: [Int]
  /// For each feature its second column, in which missing values lie below all others; -1 where none are missing.
  private let secondColumns: [Int]
  private let isRandom: Bool
  /// A weight for each class; nil when all are 1. Of as many elements as there are classes.
  private let classWeights: UnsafeMutablePointer<Double>?
  /// Nil when rows of one class weigh the same.
  private let rowWeights: RowWeights?
  /// The copies of each class in the node and on the first side, zero between nodes. Of as many elements as there are
  /// classes.
  private let counts: UnsafeMutablePointer<ClassCount>
  /// The samples of the node, sorted by the bins of a feature. Of as many elements as the tree has samples.
  let keys: UnsafeMutablePointer<UInt32>
  /// The bins of the samples in their own order. Of as many elements as the tree has samples.
  let bins: UnsafeMutablePointer<UInt8>
  /// The copies of each class in each bin, bin by bin, for nodes that have more samples than there are such pairs. Of as
  /// many elements as the tree has samples.
  private let cells: UnsafeMutablePointer<UInt32>
  private let classCount: Int
  /// Where each bin's samples go. Of 256 elements.
  let positions: UnsafeMutablePointer<UInt32>
  private var order: [Int]
  private var random: RandomStream

  // The node's.
  private var total = 0.0
  private var squares = 0.0
  /// Whether all samples are on the first side, which then gives them away; otherwise it gets them.
  private var isFirstFull = false
  private var best = Candidate()

  private struct Candidate {
    var score = -Double.infinity
    var column = -1
    /// The last bin on the left and the first on the right.
    var low: UInt32 = 0
    var high: UInt32 = 0
  }

  init(_ grower: TreeGrower, sampleCount: Int, random: RandomStream) {
    features = grower.features.bins
    rowCount = grower.features.rowCount
    minimumInLeaf = grower.settings.minimumSamplesInLeaf
    let featureCount = grower.features.featureCount
    featuresPerSplit = grower.settings.featuresPerSplit(of: featureCount)
    let bins = grower.features.bins
    binCounts = (0..<bins.columnCount).map { bins.binCount(feature: bins.feature(ofColumn: $0)) }
    secondColumns = (0..<featureCount).map { feature in
      bins.missing.firstIndex(of: feature).map { featureCount + $0 } ?? -1
    }
    isRandom = grower.settings.thresholds == .random
    classWeights = grower.classWeights.map { weights in
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: weights.count)
      for (index, weight) in weights.enumerated() { (memory + index).initialize(to: weight) }
      return memory
    }
    rowWeights = grower.rowWeights.map {
      RowWeights($0, classCount: grower.classCount, sampleCount: sampleCount)
    }
    counts = .allocate(capacity: grower.classCount)
    counts.initialize(repeating: ClassCount(), count: grower.classCount)
    keys = .allocate(capacity: sampleCount)
    keys.initialize(repeating: 0, count: sampleCount)
    self.bins = .allocate(capacity: sampleCount)
    self.bins.initialize(repeating: 0, count: sampleCount)
    classCount = grower.classCount
    cells = .allocate(capacity: sampleCount)
    cells.initialize(repeating: 0, count: sampleCount)
    positions = .allocate(capacity: 256)
    positions.initialize(repeating: 0, count: 256)
    order = Array(0..<featureCount)
    self.random = random
  }

  deinit {
    classWeights?.deallocate()
    rowWeights?.deallocate()
    counts.deallocate()
    keys.deallocate()
    bins.deallocate()
    cells.deallocate()
    positions.deallocate()
  }

  /// Counts the node's classes.
  /// - Returns: Whether there is only one.
  mutating func begin(_ samples: UnsafePointer<Sample>, count: Int) -> Bool {
    var differences: UInt32 = 0
    var copies: Int64 = 0
    var sum: Int64 = 0
    for index in 0..<count {
      let key = samples[index].key
      differences |= key ^ samples[0].key
      let own = Int64((key >> 16) & 0xFF)
      // Classes are below classCount: the grower checked the labels.
      let number = Int(key & 0xFFFF)
      let counted = Int64(counts[number].total)
      sum &+= own &* (2 &* counted &+ own)
      copies &+= own
      counts[number].total = Int32(truncatingIfNeeded: counted &+ own)
    }
    isFirstFull = false
    (total, squares) = (Double(copies), Double(sum))
    if classWeights != nil { (total, squares) = weighted(samples, count: count) }
    if let rowWeights { (total, squares) = rowWeights.begin(samples, count: count) }
    return differences & 0xFFFF == 0
  }

  /// The node's weight and the sum of the classes' squared weights.
  private func weighted(_ samples: UnsafePointer<Sample>, count: Int) -> (Double, Double) {
    var (total, squares) = (0.0, 0.0)
    for index in 0..<count {
      let key = samples[index].key
      let (copies, weight) = (Double((key >> 16) & 0xFF), classWeights![Int(key & 0xFFFF)])
      total += copies * weight
      squares += copies * Double(counts[Int(key & 0xFFFF)].total) * weight * weight
    }
    return (total, squares)
  }

  /// Forgets the node's classes.
  func end(_ samples: UnsafePointer<Sample>, count: Int) {
    for index in 0..<count { counts[Int(samples[index].key & 0xFFFF)] = ClassCount() }
    rowWeights?.end(samples, count: count)
  }

  /// The class's share of the node's weight, the first time it is asked for; then 0.
  func takeShare(of number: UInt16) -> Double {
    let copies = Double(counts[Int(number)].total)
    counts[Int(number)].total = 0
    if let rowWeights { return copies > 0 ? rowWeights.classes[Int(number)].total / total : 0 }
    return copies * (classWeights?[Int(number)] ?? 1) / total
  }

  /// - Returns: nil when no split of the features looked at leaves enough samples on both sides.
  mutating func bestSplit(
    _ samples: UnsafePointer<Sample>, count: Int, columns: UnsafePointer<UInt8>
  ) -> Split? {
    best = Candidate()
    var (looked, constant) = (0, 0)
    // A feature that is the same everywhere in the node is looked at without result, but one that is not has to be
    // found.
    while looked < order.count, looked < featuresPerSplit || looked == constant {
      order.swapAt(looked, looked + random.next(below: order.count - looked))
      let feature = order[looked]
      looked += 1
      if !tryColumn(feature, samples, count: count, columns) {
        constant += 1
      } else if secondColumns[feature] >= 0 {
        _ = tryColumn(secondColumns[feature], samples, count: count, columns)
      }
    }
    guard best.column >= 0 else { return nil }
    return Split(column: best.column, bin: bin, decrease: max(0, best.score - squares / total))
  }

  /// The best split's last bin on the left: halfway between those of the samples, but missing values part from all
  /// others, not from those alone that the node has.
  private var bin: UInt8 {
    let halfway = UInt8(truncatingIfNeeded: (best.low + best.high) / 2)
    if best.column >= features.featureCount { return best.low == 0 ? 0 : halfway }
    guard secondColumns[best.column] >= 0, Int(best.high) == binCounts[best.column] - 1 else { return halfway }
    return UInt8(truncatingIfNeeded: best.high - 1)
  }

  /// - Returns: false when all samples are in one bin.
  private mutating func tryColumn(
    _ feature: Int, _ samples: UnsafePointer<Sample>, count: Int, _ columns: UnsafePointer<UInt8>
  ) -> Bool {
    let column = columns + feature * rowCount
    if let rowWeights {
      let sums = RowWeightedSums(
        rowWeights.ofSamples, rowWeights.classes, total: total, squares: squares, isFirstFull: isFirstFull)
      guard isRandom else { return tryThresholds(feature, samples, count: count, column, sums) }
      return tryRandomThreshold(feature, samples, count: count, column, sums)
    } else if let classWeights {
      let sums = WeightedSums(classWeights, total: total, squares: squares, isFirstFull: isFirstFull)
      guard isRandom else { return tryThresholds(feature, samples, count: count, column, sums) }
      return tryRandomThreshold(feature, samples, count: count, column, sums)
    } else {
      let sums = CountedSums(total: total, squares: squares, isFirstFull: isFirstFull)
      guard isRandom else {
        return binCounts[feature] * classCount <= count
          ? tryCountedThresholds(feature, samples, count: count, column, sums)
          : tryThresholds(feature, samples, count: count, column, sums)
      }
      return tryRandomThreshold(feature, samples, count: count, column, sums)
    }
  }

  /// As ``tryThresholds(_:_:count:_:_:)``, with the samples of a bin and a class moved together: they are counted, not
  /// sorted.
  private mutating func tryCountedThresholds(
    _ feature: Int, _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, _ sums: CountedSums
  ) -> Bool {
    let (binCount, classCount) = (binCounts[feature], classCount)
    let (cells, positions, counts) = (cells, positions, counts)
    // Not more than `count`, which is at most the number of samples.
    cells.update(repeating: 0, count: binCount * classCount)
    positions.update(repeating: 0, count: binCount)
    for index in 0..<count {
      let sample = samples[index]
      let bin = Int(column[Int(sample.row)])
      // Bins are below binCount and classes below classCount.
      cells[bin &* classCount &+ Int(sample.key & 0xFFFF)] &+= (sample.key >> 16) & 0xFF
      positions[bin] &+= 1
    }
    if positions[Int(column[Int(samples[0].row)])] == UInt32(truncatingIfNeeded: count) { return false }
    var (sums, best) = (sums, best)
    let direction: Int64 = isFirstFull ? -1 : 1
    let (first, last) = (minimumInLeaf, count - minimumInLeaf)
    var (passed, previous) = (0, -1)
    for bin in 0..<binCount where positions[bin] > 0 {
      if previous >= 0, passed >= first, passed <= last {
        let score = sums.score
        if score > best.score {
          best = Candidate(
            score: score, column: feature, low: UInt32(truncatingIfNeeded: previous),
            high: UInt32(truncatingIfNeeded: bin))
        }
      }
      let own = cells + bin * classCount
      for number in 0..<classCount where own[number] > 0 {
        sums.move(copies: direction &* Int64(own[number]), of: number, counts)
      }
      passed += Int(positions[bin])
      previous = bin
    }
    self.best = best
    isFirstFull.toggle()
    return true
  }

  @inline(__always)
  private mutating func tryThresholds<Sums: SideSums>(
    _ feature: Int, _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, _ sums: Sums
  ) -> Bool {
    guard
      Sums.self == RowWeightedSums.self
        ? sortWithWeights(samples, count: count, column, binCount: binCounts[feature], rowWeights!)
        : sort(samples, count: count, column, binCount: binCounts[feature])
    else { return false }
    var sums = sums
    let direction = isFirstFull ? -1 : 1
    let counts = counts
    let (first, last) = (minimumInLeaf, count - minimumInLeaf)
    var best = best
    var bin = keys[0] >> 24
    for index in 0..<count {
      let key = keys[index]
      if key >> 24 != bin {
        if index >= first, index <= last {
          let score = sums.score
          if score > best.score { best = Candidate(score: score, column: feature, low: bin, high: key >> 24) }
        }
        bin = key >> 24
      }
      sums.move(index, key, direction, counts)
    }
    self.best = best
    isFirstFull.toggle()
    return true
  }

  /// Tries one threshold between the least and the greatest bin.
  /// - Returns: false when all samples are in one bin.
  @inline(__always)
  private mutating func tryRandomThreshold<Sums: SideSums>(
    _ feature: Int, _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, _ sums: Sums
  ) -> Bool {
    var (least, greatest): (UInt32, UInt32) = (255, 0)
    for index in 0..<count {
      let bin = UInt32(column[Int(samples[index].row)])
      keys[index] = bin << 24 | samples[index].key
      least = min(least, bin)
      greatest = max(greatest, bin)
      if Sums.self == RowWeightedSums.self { rowWeights!.ofSamples[index] = rowWeights![samples[index]] }
    }
    guard least < greatest else { return false }
    let threshold = least + UInt32(truncatingIfNeeded: random.next(below: Int(greatest - least)))
    var sums = sums
    let direction = isFirstFull ? -1 : 1
    var left = 0
    for index in 0..<count where keys[index] >> 24 <= threshold {
      sums.move(index, keys[index], direction, counts)
      left += 1
    }
    if left >= minimumInLeaf, count - left >= minimumInLeaf, sums.score > best.score {
      best = Candidate(score: sums.score, column: feature, low: threshold, high: threshold)
    }
    for index in 0..<count where keys[index] >> 24 > threshold { sums.move(index, keys[index], direction, counts) }
    isFirstFull.toggle()
    return true
  }
}
