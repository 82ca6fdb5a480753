import Testing

@testable import Forests

/// The split found with sums that change sample by sample, beside the one of a search that computes every Gini impurity from scratch.
struct SplitSearchTests {
  @Test(arguments: 0..<40) func theBestSplitIsThatOfBruteForce(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), stream: 99)
    let made = MadeUpRows(
      count: 20 + random.next(below: 400), features: 1 + random.next(below: 6), classes: 2 + random.next(below: 12),
      seed: UInt64(seed), distinctValues: 2 + random.next(below: 300))
    let weights = (0..<made.classCount).map { _ in Double(1 + random.next(below: 9)) / 4 }
    let minimum = 1 + random.next(below: 8)
    for custom in [false, true] {
      let settings = ForestSettings(
        treeCount: 1, maximumDepth: 1, minimumSamplesInLeaf: minimum, featuresPerSplit: .all, bootstrap: false,
        classWeights: custom ? .custom(weights) : .uniform, seed: UInt64(seed))
      let grower = try made.grower(settings)
      let tree = grower.tree(0)
      let rows = (0..<made.labels.count).map { row in
        BruteForce.Row(
          bins: made.columns.indices.map { grower.features.bin(row: row, feature: $0) }, label: made.labels[row],
          weight: custom ? weights[Int(made.labels[row])] : 1)
      }
      let expected = BruteForce.greatestDecrease(rows, minimumInLeaf: minimum)
      let found = tree.impurityDecreases.reduce(0, +)
      #expect(abs(found - max(0, expected ?? 0)) < 1e-9 * Double(rows.count))
      #expect((tree.nodeCount == 1) == (expected == nil))
      guard tree.nodeCount == 3 else { continue }
      // The bin that was chosen makes that decrease.
      let root = tree.nodes[0]
      let sides = rows.partitioned { $0.bins[Int(root.feature)] <= root.bin }
      let own = BruteForce.impurity(rows) - BruteForce.impurity(sides.0) - BruteForce.impurity(sides.1)
      #expect(abs(own - found) < 1e-9 * Double(rows.count))
    }
  }

  /// Deep trees: every split of every node lowers the impurity by what the tree says it does.
  @Test(arguments: [3, 4]) func theDecreasesOfAllSplitsAddUp(seed: UInt64) throws {
    let made = MadeUpRows(count: 700, features: 4, classes: 9, seed: seed)
    let settings = ForestSettings(treeCount: 1, minimumSamplesToSplit: 4, bootstrap: false, seed: seed)
    let grower = try made.grower(settings)
    let tree = grower.tree(0)
    let leaves = TreeWalk(tree, features: grower.features).leafOfRow
    let rows = made.labels.map { BruteForce.Row(bins: [], label: $0, weight: 1) }
    let left = Dictionary(grouping: rows.indices) { leaves[$0] }.values
      .reduce(0) { $0 + BruteForce.impurity($1.map { rows[$0] }) }
    #expect(abs(tree.impurityDecreases.reduce(0, +) - (BruteForce.impurity(rows) - left)) < 1e-8)
  }
}

private enum BruteForce {
  struct Row {
    var bins: [UInt8]
    var label: UInt16
    var weight: Double
  }

  /// Weight times Gini impurity: n (1 - Σ pₖ²).
  static func impurity(_ rows: [Row]) -> Double {
    var weights: [UInt16: Double] = [:]
    for row in rows { weights[row.label, default: 0] += row.weight }
    let total = weights.values.reduce(0, +)
    guard total > 0 else { return 0 }
    return total * (1 - weights.values.reduce(0) { $0 + ($1 / total) * ($1 / total) })
  }

  /// nil when no split leaves enough rows on both sides.
  static func greatestDecrease(_ rows: [Row], minimumInLeaf: Int) -> Double? {
    var best: Double?
    for feature in rows[0].bins.indices {
      for bin in UInt8(0)..<255 {
        let (left, right) = rows.partitioned { $0.bins[feature] <= bin }
        guard left.count >= minimumInLeaf, right.count >= minimumInLeaf else { continue }
        best = max(best ?? -.infinity, impurity(rows) - impurity(left) - impurity(right))
      }
    }
    return best
  }
}

extension Array {
  fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
