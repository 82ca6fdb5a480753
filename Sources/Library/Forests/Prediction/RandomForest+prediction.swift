extension RandomForest {
  /// The probability of each class for each of these rows: row after row, as many numbers as there are classes in each.
  public func probabilities(_ features: BinnedFeatures, rows: Range<Int>? = nil) -> [Float] {
    let rows = rows ?? 0..<features.rowCount
    var all: [Float] = []
    all.reserveCapacity(rows.count * classCount)
    let scale = Float(trees.count)
    forEachRow(features, rows) { sums in
      for sum in sums { all.append(sum / scale) }
    }
    return all
  }

  /// The probability of each class for one row of values.
  public func probabilities(of row: [Float]) throws(ForestError) -> [Float] {
    probabilities(try binned(row))
  }

  /// The most likely classes of each of these rows, in descending order: row after row, `count` (or, if there are
  /// fewer, all classes) of each.
  public func topClasses(_ count: Int, _ features: BinnedFeatures, rows: Range<Int>? = nil) -> [ClassProbability] {
    let rows = rows ?? 0..<features.rowCount
    var all: [ClassProbability] = []
    all.reserveCapacity(rows.count * min(count, classCount))
    forEachRow(features, rows) { sums in
      all.append(contentsOf: ClassProbability.greatest(count, of: sums, sum: Float(trees.count)))
    }
    return all
  }

  /// The most likely classes of one row of values.
  public func topClasses(_ count: Int, of row: [Float]) throws(ForestError) -> [ClassProbability] {
    topClasses(count, try binned(row))
  }

  /// The most likely class of each of these rows.
  public func predictions(_ features: BinnedFeatures, rows: Range<Int>? = nil) -> [UInt16] {
    let rows = rows ?? 0..<features.rowCount
    var all: [UInt16] = []
    all.reserveCapacity(rows.count)
    forEachRow(features, rows) { sums in all.append(sums.placeOfGreatest) }
    return all
  }

  private func binned(_ row: [Float]) throws(ForestError) -> BinnedFeatures {
    try BinnedFeatures(row.map { [$0] }, bins: bins)
  }

  private func forEachRow(
    _ features: BinnedFeatures, _ rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    let blockSize = min(rows.count, Votes.rowsPerBlock(classCount: classCount))
    guard blockSize > 0 else { return }
    precondition(features.featureCount == featureCount, "the features are not those of the forest")
    let votes = Votes(self, capacity: blockSize)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: blockSize) {
      let block = start..<min(start + blockSize, rows.upperBound)
      votes.begin(features, rows: block)
      for tree in trees { votes.add(tree, rows: block.count) }
      for row in 0..<block.count { body(votes.sums(row: row)) }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// Where the greatest number stands; the first of equals.
  var placeOfGreatest: UInt16 {
    var (position, greatest) = (0, -Float.infinity)
    for index in indices where self[index] > greatest { (position, greatest) = (index, self[index]) }
    return UInt16(truncatingIfNeeded: position)
  }
}

/// A class and how likely a forest finds it.
public struct ClassProbability: Sendable, Equatable {
  /// The class.
  public var label: UInt16
  /// 0...1.
  public var probability: Float

  /// A class with its probability.
  public init(label: UInt16, probability: Float) {
    self.label = label
    self.probability = probability
  }

  /// The greatest, in descending order; among equals the class of the lower number comes first.
  ///
  /// - Parameter weights: of all classes; they are divided by `sum`.
  static func greatest(_ count: Int, of weights: UnsafeBufferPointer<Float>, sum: Float) -> [ClassProbability] {
    var found: [ClassProbability] = []
    found.reserveCapacity(count + 1)
    var least = -Float.infinity
    for (label, weight) in weights.enumerated() where weight > least {
      let position = found.firstIndex { $0.probability < weight } ?? found.count
      found.insert(ClassProbability(label: UInt16(truncatingIfNeeded: label), probability: weight), at: position)
      if found.count > count { found.removeLast() }
      if found.count == count { least = found[count - 1].probability }
    }
    for index in found.indices { found[index].probability /= sum }
    return found
  }
}
