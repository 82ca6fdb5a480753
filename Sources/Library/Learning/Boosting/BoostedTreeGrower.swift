import Forests
import Frames
import Statistics

/// Grows trees level by level from the gradients of a round.
///
/// A node's split is the one after which the sums of gradients on both sides are longest, each measured against its
/// number of rows. Gradients are summed by bin first; of the two sides of a split only the smaller is summed, and the
/// other is what is left of both.
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

  private struct Node {
    /// Among the order of the sample.
    var rows: Range<Int>
    /// One for each group of features; none where there are too few rows to split.
    var histograms: [GradientHistogram] = []
  }

  /// Features that are summed together.
  private struct FeatureGroup {
    var features: Range<Int>
    /// Where the bins of each start, and where the last one's end.
    var starts: [Int]
  }

  private let rows: BinnedRows
  private let settings: BoostingSettings
  private let rowWeights: [Float]?
  private let groups: [FeatureGroup]

  init(_ rows: BinnedRows, _ settings: BoostingSettings, rowWeights: [Float]? = nil) {
    self.rows = rows
    self.rowWeights = rowWeights
    self.settings = settings
    groups = stride(from: 0, to: rows.featureCount, by: GradientHistogram.featuresPerGroup).map { first in
      let features = first..<min(first + GradientHistogram.featuresPerGroup, rows.featureCount)
      var starts = [0]
      for feature in features { starts.append(starts[starts.count - 1] + rows.edges[feature].count + 1) }
      return FeatureGroup(features: features, starts: starts)
    }
  }

  /// - Parameters:
  ///   - sample: the rows to grow from.
  ///   - gradients: of every row.
  func grow(_ sample: [UInt32], gradients: [SIMD16<Float>]) -> Growth {
    var order = sample
    var nodes = [Node(rows: order.indices)]
    var best: [Candidate?] = []
    for level in 0..<settings.maximumDepth {
      if level == 0 { nodes[0].histograms = histograms(of: [order[...]], gradients)[0] }
      let found = bestSplits(of: nodes)
      let children = zip(nodes, found).map { node, split in
        guard let split else { return (node.rows, node.rows.upperBound..<node.rows.upperBound) }
        let middle = order[node.rows].stablePartition {
          rows.bins[Int($0) * rows.featureCount + split.feature] <= split.bin
        }
        return (node.rows.lowerBound..<middle, middle..<node.rows.upperBound)
      }
      best += found
      let isLast = level + 1 == settings.maximumDepth
      nodes =
        isLast ? children.flatMap { [Node(rows: $0), Node(rows: $1)] } : divided(nodes, children, order, gradients)
    }
    return Growth(
      splits: best.map { split in
        split.map {
          BoostedTree.Split(feature: Int32($0.feature), threshold: rows.edges[$0.feature][Int($0.bin)])
        } ?? .none
      },
      rowsByLeaf: nodes.map { order[$0.rows] }, leaves: leaves(best))
  }

  /// One for each group of features, for each of these nodes.
  private func histograms(of nodes: [ArraySlice<UInt32>], _ gradients: [SIMD16<Float>]) -> [[GradientHistogram]] {
    let work = nodes.reduce(0) { $0 + $1.count } * rows.featureCount
    let all = Parallel.map(nodes.count * groups.count, work: work) { number in
      let group = groups[number % groups.count]
      return GradientHistogram(
        of: nodes[number / groups.count], features: group.features, starts: group.starts, rows, gradients,
        rowWeights)
    }
    return nodes.indices.map { Array(all[$0 * groups.count..<($0 + 1) * groups.count]) }
  }

  /// The children with their histograms.
  private func divided(
    _ nodes: [Node], _ children: [(Range<Int>, Range<Int>)], _ order: [UInt32], _ gradients: [SIMD16<Float>]
  ) -> [Node] {
    func canSplit(_ rows: Range<Int>) -> Bool { rows.count >= 2 * settings.minimumSamplesInLeaf }
    let divided = nodes.indices.filter {
      !children[$0].0.isEmpty && !children[$0].1.isEmpty && (canSplit(children[$0].0) || canSplit(children[$0].1))
    }
    let smaller = divided.map { node in
      let (left, right) = children[node]
      return order[left.count <= right.count ? left : right]
    }
    let sums = histograms(of: smaller, gradients)
    let rest = Parallel.map(divided.count * groups.count) { number in
      let (node, group) = (number / groups.count, number % groups.count)
      return nodes[divided[node]].histograms[group].subtracting(sums[node][group])
    }
    var result = zip(nodes, children).flatMap { node, children in
      [Node(rows: children.0, histograms: children.1.isEmpty ? node.histograms : []), Node(rows: children.1)]
    }
    for (number, node) in divided.enumerated() {
      let other = Array(rest[number * groups.count..<(number + 1) * groups.count])
      let isLeftSmaller = children[node].0.count <= children[node].1.count
      result[2 * node].histograms = isLeftSmaller ? sums[number] : other
      result[2 * node + 1].histograms = isLeftSmaller ? other : sums[number]
    }
    return result
  }

  /// The best split of each node of a level; nil where none is better than not to split.
  private func bestSplits(of nodes: [Node]) -> [Candidate?] {
    let candidates = Parallel.map(nodes.count * groups.count) { number in
      bestSplit(of: nodes[number / groups.count], group: number % groups.count)
    }
    return nodes.indices.map { node in
      candidates[node * groups.count..<(node + 1) * groups.count].reduce(nil as Candidate?) { best, next in
        guard let best, let next else { return best ?? next }
        return next.score > best.score ? next : best
      }
    }
  }

  private func bestSplit(of node: Node, group: Int) -> Candidate? {
    guard node.rows.count >= 2 * settings.minimumSamplesInLeaf, !node.histograms.isEmpty else { return nil }
    var best: Candidate?
    for (position, feature) in groups[group].features.enumerated() {
      let bins = groups[group].starts[position]..<groups[group].starts[position + 1]
      guard let next = bestSplit(node.histograms[group], bins, feature: feature, rowCount: Int32(node.rows.count))
      else { continue }
      if next.score > best?.score ?? -.infinity { best = next }
    }
    return best
  }

  private func bestSplit(
    _ histogram: GradientHistogram, _ bins: Range<Int>, feature: Int, rowCount: Int32
  ) -> Candidate? {
    var (total, weight) = (SIMD16<Float>.zero, Float(0))
    for bin in bins {
      total += histogram.sums[bin]
      weight += histogram.weight(bin)
    }
    let regularization = Float(settings.regularization)
    func score(_ sum: SIMD16<Float>, _ weight: Float) -> Float { (sum * sum).sum() / (weight + regularization) }
    var best = Candidate(score: score(total, weight), feature: -1, bin: 0)
    var (left, leftCount, leftWeight) = (SIMD16<Float>.zero, Int32(0), Float(0))
    for bin in bins.dropLast() where histogram.counts[bin] > 0 {
      left += histogram.sums[bin]
      leftWeight += histogram.weight(bin)
      leftCount += histogram.counts[bin]
      guard leftCount >= settings.minimumSamplesInLeaf else { continue }
      guard rowCount - leftCount >= settings.minimumSamplesInLeaf else { break }
      let score = score(left, leftWeight) + score(total - left, weight - leftWeight)
      if score > best.score { best = Candidate(score: score, feature: feature, bin: UInt8(bin - bins.lowerBound)) }
    }
    return best.feature < 0 ? nil : best
  }

  private func leaves(_ splits: [Candidate?]) -> [UInt16] {
    RowPieces.map(rows.rowCount, work: rows.rowCount * settings.maximumDepth) { some in
      some.map { row in
        var position = 0
        while position < splits.count {
          let isRight = splits[position].map { rows.bins[row * rows.featureCount + $0.feature] > $0.bin } ?? false
          position = 2 * position + (isRight ? 2 : 1)
        }
        return UInt16(position - splits.count)
      }
    }
  }
}

extension ArraySlice {
  /// Moves the elements that satisfy the condition before the others; both keep their order.
  /// - Returns: where the others start.
  fileprivate mutating func stablePartition(_ isFirst: (Element) -> Bool) -> Index {
    var others: [Element] = []
    var position = startIndex
    for element in self {
      if isFirst(element) {
        self[position] = element
        position += 1
      } else {
        others.append(element)
      }
    }
    replaceSubrange(position..., with: others)
    return position
  }
}

/// Training rows with every feature cut into at most 256 bins, a byte each.
struct BinnedRows {
  let rowCount: Int
  let featureCount: Int
  /// Where each feature is cut, ascending.
  let edges: [[Float]]
  /// Row by row, the bin of each feature: the number of edges below the value.
  let bins: [UInt8]

  init(_ features: FeatureMatrix) throws(LearningError) {
    let binned = try features.binned()
    rowCount = features.rowCount
    featureCount = binned.count
    edges = binned.map(\.edges)
    var bins = [UInt8](repeating: 0, count: rowCount * featureCount)
    for (feature, column) in binned.enumerated() {
      for (row, bin) in column.bins.enumerated() { bins[row * binned.count + feature] = bin }
    }
    self.bins = bins
  }
}
