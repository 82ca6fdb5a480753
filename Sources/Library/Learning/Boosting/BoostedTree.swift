/// A tree whose leaves all lie equally deep, with a number for each class in every leaf.
struct BoostedTree: Sendable, Equatable {
  /// Rows with at most this value of the feature go left.
  struct Split: Sendable, Equatable {
    var feature: Int32
    var threshold: Float

    /// Where a split divides nothing, all rows go left.
    static let none = Split(feature: 0, threshold: .greatestFiniteMagnitude)
  }

  /// Level by level from the root: the children of split number s are 2s + 1 and 2s + 2.
  let splits: [Split]
  /// Leaf by leaf from the left, what it adds to the logit of each class. There is one leaf more than splits.
  let leafValues: [Float]

  /// Adds to the logits of these rows.
  /// - Parameters:
  ///   - logits: row by row from the first of `rows`, one for each class.
  ///   - values: of all rows, row by row.
  func add(to logits: inout [Float], _ values: [Float], rows: Range<Int>, featureCount: Int) {
    let classCount = leafValues.count / (splits.count + 1)
    logits.withUnsafeMutableBufferPointer { logits in
      leafValues.withUnsafeBufferPointer { leafValues in
        for row in rows {
          let leaf = leaf(of: values, at: row * featureCount) * classCount
          let start = (row - rows.lowerBound) * classCount
          // A leaf's number is at most the number of splits, and each leaf has a value for each class.
          for code in 0..<classCount { logits[start &+ code] += leafValues[leaf &+ code] }
        }
      }
    }
  }

  /// The number of the leaf that a row falls into.
  private func leaf(of values: [Float], at start: Int) -> Int {
    var position = 0
    while position < splits.count {
      let split = splits[position]
      position = 2 * position + (values[start + Int(split.feature)] > split.threshold ? 2 : 1)
    }
    return position - splits.count
  }
}
