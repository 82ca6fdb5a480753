/// A forest that is small enough for a page: leaves keep their likeliest classes alone, with votes of a byte each.
///
/// Votes are added up as whole numbers, so that predictions are the same bits wherever they are made.
public struct CompactForest: Sendable {
  /// Where the features' values are cut.
  public let bins: FeatureBins
  /// How many classes there are.
  public let classCount: Int
  /// How many trees vote.
  public var treeCount: Int { roots.count }
  /// How many features a row has.
  public var featureCount: Int { bins.featureCount }

  /// The nodes of all trees; a split's children stand side by side, behind it.
  let nodes: [TreeNode]
  /// Where each tree begins among the nodes.
  let roots: [Int]
  /// Of the leaves' entries.
  let classes: [UInt16]
  /// From 1 to 255: the share of the class in the leaf.
  let votes: [UInt8]

  init(
    bins: FeatureBins, classCount: Int, nodes: [TreeNode], roots: [Int], classes: [UInt16], votes: [UInt8]
  ) {
    self.bins = bins
    self.classCount = classCount
    self.nodes = nodes
    self.roots = roots
    self.classes = classes
    self.votes = votes
  }

  /// The bins of a row, in the second columns of features that lacked values in training too.
  private func columns(of row: UnsafeBufferPointer<Float>) -> [UInt8] {
    var columns: [UInt8] = []
    columns.reserveCapacity(bins.columnCount)
    for feature in 0..<featureCount { columns.append(bins.bin(row[feature], feature: feature)) }
    for feature in bins.missing {
      columns.append(columns[feature] == bins.missingBin(feature: feature) ? 0 : columns[feature] + 1)
    }
    return columns
  }

  /// Adds up what the trees say of a row.
  ///
  /// - Parameters:
  ///   - row: a number for each feature; NaN where one is missing.
  ///   - probabilities: of as many numbers as there are classes; the shares of the votes are written into it.
  public func predict(_ row: UnsafeBufferPointer<Float>, into probabilities: UnsafeMutableBufferPointer<Float>) {
    precondition(row.count == featureCount && probabilities.count == classCount, "a number for each feature and class")
    let columns = columns(of: row)
    var sums = [UInt32](repeating: 0, count: classCount)
    var total: UInt32 = 0
    for root in roots {
      var node = nodes[root]
      while node.isLeaf == 0 {
        node = nodes[Int(truncatingIfNeeded: node.child) + (columns[Int(node.feature)] > node.bin ? 1 : 0)]
      }
      let first = Int(truncatingIfNeeded: node.child)
      for entry in first..<first + Int(node.feature) {
        sums[Int(classes[entry])] += UInt32(votes[entry])
        total += UInt32(votes[entry])
      }
    }
    for number in 0..<classCount { probabilities[number] = Float(sums[number]) / Float(max(1, total)) }
  }

  /// The probability of each class for one row.
  public func probabilities(of row: [Float]) -> [Float] {
    [Float](unsafeUninitializedCapacity: classCount) { buffer, count in
      buffer.initialize(repeating: 0)
      row.withUnsafeBufferPointer { predict($0, into: UnsafeMutableBufferPointer(rebasing: buffer[0..<classCount])) }
      count = classCount
    }
  }
}
