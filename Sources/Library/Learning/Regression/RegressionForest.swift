public import Forests
import Frames
import Statistics

/// A random forest that predicts a number: the mean of trees that were each grown from rows drawn with replacement
/// (Breiman 2001).
///
/// A split is the one after which the squared distances from both sides' means are least. The defaults are those of
/// scikit-learn's `RandomForestRegressor`; features are cut into at most 256 bins first. The same rows, settings and
/// seed give the same forest, whatever the number of cores.
///
/// Values may be missing (``FeatureMatrix/hasMissing``): each split sends them to the side on which its error is less or,
/// where none was missing in training, to the side of more rows, as scikit-learn's do.
public struct RegressionForest: Sendable, Equatable, Codable {
  /// How the trees are grown.
  public struct Settings: Sendable, Equatable {
    /// How many trees are grown.
    public var treeCount: Int
    /// The most splits between the root and a leaf; nil for no limit.
    public var maximumDepth: Int?
    /// Nodes of fewer rows become leaves. At least 2.
    public var minimumSamplesToSplit: Int
    /// Splits that would leave fewer rows on one side are not made. At least 1.
    public var minimumSamplesInLeaf: Int
    /// How many features each split looks at.
    public var featuresPerSplit: ForestSettings.FeaturesPerSplit
    /// What chance depends on.
    public var seed: UInt64

    /// Settings; what they mean stands at the properties.
    public init(
      treeCount: Int = 100, maximumDepth: Int? = nil, minimumSamplesToSplit: Int = 2, minimumSamplesInLeaf: Int = 1,
      featuresPerSplit: ForestSettings.FeaturesPerSplit = .all, seed: UInt64 = 0
    ) {
      self.treeCount = treeCount
      self.maximumDepth = maximumDepth
      self.minimumSamplesToSplit = minimumSamplesToSplit
      self.minimumSamplesInLeaf = minimumSamplesInLeaf
      self.featuresPerSplit = featuresPerSplit
      self.seed = seed
    }

    fileprivate func check() throws(LearningError) {
      for (name, value, least) in [
        ("treeCount", treeCount, 1), ("maximumDepth", maximumDepth ?? 1, 1),
        ("minimumSamplesToSplit", minimumSamplesToSplit, 2), ("minimumSamplesInLeaf", minimumSamplesInLeaf, 1),
      ] where value < least {
        throw .invalidSetting(name: name, value: "\(value)", expected: "\(least) or more")
      }
      if case .count(let count) = featuresPerSplit, count < 1 {
        throw .invalidSetting(name: "featuresPerSplit", value: "\(count)", expected: "1 or more")
      }
    }

    fileprivate func featuresPerSplit(of count: Int) -> Int {
      switch featuresPerSplit {
      case .squareRoot: max(1, Int(Double(count).squareRoot()))
      case .all: count
      case .count(let wanted): min(wanted, count)
      }
    }
  }

  /// The features that rows have to have, in the order of training.
  public let featureNames: [String]
  private let trees: [RegressionTree]

  /// Grows a forest on all cores.
  ///
  /// - Parameters:
  ///   - values: of the rows, finite.
  ///   - rowWeights: how much each row counts, above 0; nil for all the same.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``, ``LearningError/noRows``,
  ///   ``LearningError/nonFinite(column:row:value:)``, ``LearningError/invalidSetting(name:value:expected:)``.
  public init(
    training features: FeatureMatrix, values: [Double], rowWeights: [Double]? = nil, settings: Settings = Settings()
  ) throws(LearningError) {
    try settings.check()
    for count in [values.count, rowWeights?.count].compactMap(\.self) where count != features.rowCount {
      throw .differentRowCounts(expected: features.rowCount, found: count)
    }
    guard features.rowCount > 0 else { throw .noRows }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .nonFinite(column: "values", row: row, value: values[row])
    }
    if let wrong = rowWeights?.first(where: { !($0 > 0 && $0.isFinite) }) {
      throw .invalidSetting(name: "rowWeights", value: "\(wrong)", expected: "above 0")
    }
    let columns = try features.binned()
    // Sums of numbers near 0 lose less than those of numbers far from it.
    let center = values.reduce(0, +) / Double(values.count)
    let grower = RegressionTreeGrower(
      bins: columns.map(\.bins), edges: columns.map(\.edges), hasMissing: columns.map(\.hasMissing),
      values: values.map { $0 - center },
      weights: rowWeights, maximumDepth: settings.maximumDepth ?? .max,
      minimumSamplesToSplit: settings.minimumSamplesToSplit, minimumSamplesInLeaf: settings.minimumSamplesInLeaf,
      featuresPerSplit: settings.featuresPerSplit(of: features.featureCount))
    featureNames = features.names
    trees = Parallel.map(settings.treeCount) { number in
      var random = SplitMix64(seed: settings.seed, stream: 0x52_6567, index: number)
      return grower.grow(center: center, random: &random)
    }
  }

  /// The values that the forest expects of rows: the mean of its trees.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``.
  public func predict(_ features: FeatureMatrix) throws(LearningError) -> [Double] {
    guard features.names == featureNames else {
      throw .differentFeatures(expected: featureNames, found: features.names)
    }
    let columns = features.columns.map { $0.map(Float.init) }
    return RowPieces.map(features.rowCount, work: features.rowCount * trees.count * 10) { rows in
      rows.map { row in trees.reduce(0) { $0 + $1.value(of: columns, row: row) } / Double(trees.count) }
    }
  }
}

/// Nodes in the order in which they were made, the root first.
struct RegressionTree: Sendable, Equatable, Codable {
  /// -1 for leaves.
  private(set) var features: [Int32] = []
  /// Rows with at most this value go left.
  private(set) var thresholds: [Float] = []
  /// Whether rows without a value go left.
  private(set) var sendsMissingLeft: [Bool] = []
  /// The number of the left child; the right one follows it.
  private(set) var children: [Int32] = []
  private(set) var values: [Double] = []

  func value(of columns: [[Float]], row: Int) -> Double {
    var node = 0
    while features[node] >= 0 {
      let value = columns[Int(features[node])][row]
      let isRight = value.isNaN ? !sendsMissingLeft[node] : value > thresholds[node]
      node = Int(children[node]) + (isRight ? 1 : 0)
    }
    return values[node]
  }

  mutating func addLeaf(_ value: Double) -> Int {
    features.append(-1)
    thresholds.append(0)
    sendsMissingLeft.append(false)
    children.append(0)
    values.append(value)
    return values.count - 1
  }

  mutating func split(_ node: Int, feature: Int, threshold: Float, missingLeft: Bool, leftChild: Int) {
    features[node] = Int32(feature)
    thresholds[node] = threshold
    sendsMissingLeft[node] = missingLeft
    children[node] = Int32(leftChild)
  }
}

/// Grows regression trees from features that are cut into bins.
struct RegressionTreeGrower: Sendable {
  /// Feature by feature, the bin of each row; that of a missing value is one above all others.
  let bins: [[UInt8]]
  /// Where each feature is cut.
  let edges: [[Float]]
  /// Whether each feature lacks values.
  let hasMissing: [Bool]
  let values: [Double]
  let weights: [Double]?
  let maximumDepth: Int
  let minimumSamplesToSplit: Int
  let minimumSamplesInLeaf: Int
  let featuresPerSplit: Int

  private struct Candidate {
    var gain: Double
    var feature: Int
    /// The last bin on the left; the last of all where missing values part from all others.
    var bin: Int
    var missingLeft: Bool
  }

  func grow(center: Double, random: inout SplitMix64) -> RegressionTree {
    var counts = [Double](repeating: 0, count: values.count)
    for _ in values.indices { counts[random.next(below: values.count)] += 1 }
    var rows = counts.indices.filter { counts[$0] > 0 }
    if let weights { for row in rows { counts[row] *= weights[row] } }
    var tree = RegressionTree()
    var waiting = [(node: tree.addLeaf(center + mean(rows[...], counts)), rows: rows.indices, depth: 0)]
    while let (node, range, depth) = waiting.popLast() {
      guard depth < maximumDepth, range.count >= minimumSamplesToSplit,
        let best = split(rows[range], counts, &random)
      else { continue }
      let column = bins[best.feature]
      // Without missing values no bin is this one.
      let missing = edges[best.feature].count + 1
      let middle = rows[range].partition { row in
        let bin = Int(column[row])
        return bin == missing ? !best.missingLeft : bin > best.bin
      }
      let left = tree.addLeaf(center + mean(rows[range.lowerBound..<middle], counts))
      let right = tree.addLeaf(center + mean(rows[middle..<range.upperBound], counts))
      let own = edges[best.feature]
      tree.split(
        node, feature: best.feature, threshold: best.bin < own.count ? own[best.bin] : .greatestFiniteMagnitude,
        missingLeft: best.missingLeft, leftChild: left)
      waiting.append((left, range.lowerBound..<middle, depth + 1))
      waiting.append((right, middle..<range.upperBound, depth + 1))
    }
    return tree
  }

  private func mean(_ rows: ArraySlice<Int>, _ counts: [Double]) -> Double {
    var (sum, total) = (0.0, 0.0)
    for row in rows {
      sum += counts[row] * values[row]
      total += counts[row]
    }
    return sum / total
  }

  /// Looks at features in a random order until so many were not constant.
  private func split(_ rows: ArraySlice<Int>, _ counts: [Double], _ random: inout SplitMix64) -> Candidate? {
    var (total, sum) = (0.0, 0.0)
    for row in rows {
      total += counts[row]
      sum += counts[row] * values[row]
    }
    var best: Candidate?
    var looked = 0
    let order = featuresPerSplit < bins.count ? random.shuffled(bins.indices) : Array(bins.indices)
    for feature in order where looked < featuresPerSplit {
      let column = bins[feature], width = edges[feature].count + 1
      // The last is of missing values.
      var weights = [Double](repeating: 0, count: width + 1)
      var sums = weights
      var sizes = [Int](repeating: 0, count: width + 1)
      for row in rows {
        let bin = Int(column[row])
        weights[bin] += counts[row]
        sums[bin] += counts[row] * values[row]
        sizes[bin] += 1
      }
      guard sizes.count(where: { $0 > 0 }) > 1 else { continue }
      looked += 1
      // Missing values on the right, then on the left.
      for missingLeft in sizes[width] > 0 ? [false, true] : [false] {
        var (left, leftSum, leftSize) = missingLeft ? (weights[width], sums[width], sizes[width]) : (0, 0, 0)
        for bin in 0..<(hasMissing[feature] ? width : width - 1) where sizes[bin] > 0 {
          left += weights[bin]
          leftSum += sums[bin]
          leftSize += sizes[bin]
          guard leftSize >= minimumSamplesInLeaf else { continue }
          guard rows.count - leftSize >= minimumSamplesInLeaf, leftSize < rows.count else { break }
          let rest = sum - leftSum
          let gain = leftSum * leftSum / left + rest * rest / (total - left) - sum * sum / total
          if gain > (best?.gain ?? 1e-12 * abs(sum * sum / total)) {
            let mostAreLeft = 2 * leftSize > rows.count
            best = Candidate(
              gain: gain, feature: feature, bin: bin, missingLeft: sizes[width] > 0 ? missingLeft : mostAreLeft)
          }
        }
      }
    }
    return best
  }
}
