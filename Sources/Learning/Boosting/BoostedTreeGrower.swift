import Frames

/// Grows trees level by level from the gradients of a round.
///
/// A node's split is the one after which the sums of gradients on both sides are longest, each measured against its number of rows. Gradients are
/// summed by bin first, so that the search costs one addition per row and feature.
struct BoostedTreeGrower {
  struct Growth {
    let splits: [BoostedTree.Split]
    /// The rows of each leaf that the tree was grown from.
    let rowsByLeaf: [ArraySlice<UInt32>]
    /// The leaf of every row, also of those that the tree was not grown from.
    let leaves: [UInt16]
  }

  private struct Candidate {
    var score: Float
    var feature: Int
    /// The last bin on the left.
    var bin: UInt8
  }

  private let rows: BinnedRows
  private let settings: BoostingSettings

  init(_ rows: BinnedRows, _ settings: BoostingSettings) {
    self.rows = rows
    self.settings = settings
  }

  /// - Parameters:
  ///   - sample: the rows to grow from.
  ///   - gradients: of every row.
  func grow(_ sample: [UInt32], gradients: [SIMD16<Float>]) -> Growth {
    var order = sample
    var nodes = [order.indices]
    var best: [Candidate?] = []
    for _ in 0..<settings.maximumDepth {
      let found = bestSplits(of: nodes.map { order[$0] }, gradients)
      var children: [Range<Int>] = []
      for (node, split) in zip(nodes, found) {
        let middle = split.map { split in
          order[node].stablePartition { self.rows.bins[Int($0) * rows.featureCount + split.feature] <= split.bin }
        }
        children += [node.lowerBound..<(middle ?? node.upperBound), (middle ?? node.upperBound)..<node.upperBound]
      }
      best += found
      nodes = children
    }
    return Growth(
      splits: best.map { split in
        split.map {
          BoostedTree.Split(feature: Int32($0.feature), threshold: rows.edges[$0.feature][Int($0.bin)])
        } ?? .none
      },
      rowsByLeaf: nodes.map { order[$0] }, leaves: leaves(best))
  }

  /// The best split of each node of a level; nil where none is better than not to split.
  private func bestSplits(of nodes: [ArraySlice<UInt32>], _ gradients: [SIMD16<Float>]) -> [Candidate?] {
    let work = nodes.reduce(0) { $0 + $1.count } * rows.featureCount
    let candidates = Parallel.map(nodes.count * rows.featureCount, work: work) { number in
      bestSplit(of: nodes[number / rows.featureCount], feature: number % rows.featureCount, gradients)
    }
    return nodes.indices.map { node in
      candidates[node * rows.featureCount..<(node + 1) * rows.featureCount].reduce(nil as Candidate?) { best, next in
        guard let best, let next else { return best ?? next }
        return next.score > best.score ? next : best
      }
    }
  }

  private func bestSplit(of node: ArraySlice<UInt32>, feature: Int, _ gradients: [SIMD16<Float>]) -> Candidate? {
    let binCount = rows.edges[feature].count + 1
    guard node.count >= 2 * settings.minimumSamplesInLeaf, binCount > 1 else { return nil }
    var counts = [Int32](repeating: 0, count: binCount)
    var sums = [SIMD16<Float>](repeating: .zero, count: binCount)
    // Bins are below binCount, rows below those of `bins` and `gradients`: both come from the same features.
    rows.bins.withUnsafeBufferPointer { bins in
      gradients.withUnsafeBufferPointer { gradients in
        counts.withUnsafeMutableBufferPointer { counts in
          sums.withUnsafeMutableBufferPointer { sums in
            for row in node {
              let bin = Int(bins[Int(row) &* rows.featureCount &+ feature])
              counts[bin] &+= 1
              sums[bin] += gradients[Int(row)]
            }
          }
        }
      }
    }
    let total = sums.reduce(SIMD16<Float>.zero) { $0 + $1 }
    let regularization = Float(settings.regularization)
    func score(_ sum: SIMD16<Float>, _ count: Int32) -> Float { (sum * sum).sum() / (Float(count) + regularization) }
    var best = Candidate(score: score(total, Int32(node.count)), feature: -1, bin: 0)
    var (left, leftCount) = (SIMD16<Float>.zero, Int32(0))
    for bin in 0..<binCount - 1 {
      left += sums[bin]
      leftCount += counts[bin]
      let rightCount = Int32(node.count) - leftCount
      guard counts[bin] > 0, leftCount >= settings.minimumSamplesInLeaf else { continue }
      guard rightCount >= settings.minimumSamplesInLeaf else { break }
      let score = score(left, leftCount) + score(total - left, rightCount)
      if score > best.score { best = Candidate(score: score, feature: feature, bin: UInt8(bin)) }
    }
    return best.feature < 0 ? nil : best
  }

  private func leaves(_ splits: [Candidate?]) -> [UInt16] {
    RowPieces.map(rows.rowCount, work: rows.rowCount * settings.maximumDepth) { some in
      some.map { row in
        var place = 0
        while place < splits.count {
          let isRight = splits[place].map { rows.bins[row * rows.featureCount + $0.feature] > $0.bin } ?? false
          place = 2 * place + (isRight ? 2 : 1)
        }
        return UInt16(place - splits.count)
      }
    }
  }
}

extension ArraySlice {
  /// Moves the elements that satisfy the condition before the others; both keep their order.
  /// - Returns: where the others start.
  fileprivate mutating func stablePartition(_ isFirst: (Element) -> Bool) -> Index {
    var others: [Element] = []
    var place = startIndex
    for element in self {
      if isFirst(element) {
        self[place] = element
        place += 1
      } else {
        others.append(element)
      }
    }
    replaceSubrange(place..., with: others)
    return place
  }
}
