/// What the trees of a forest are grown from. Each tree is a pure function of it and of the tree's number.
///
///     let grower = try TreeGrower(features: features, labels: labels, classCount: 14, settings: settings)
///     let forest = RandomForest(trees: (0..<100).map(grower.tree), of: grower)
public struct TreeGrower: Sendable {
  /// The rows to learn from.
  public let features: BinnedFeatures
  /// The class of each row, in `0..<classCount`.
  public let labels: [UInt16]
  /// How many classes there are.
  public let classCount: Int
  /// How trees are grown.
  public let settings: ForestSettings
  /// A weight for each class; nil when all count the same, and when rows have weights of their own.
  let classWeights: [Double]?
  /// A weight for each row, that of its class in it; nil when rows of one class count the same.
  let rowWeights: [Double]?

  /// - Parameters:
  ///   - labels: The class of each row, in `0..<classCount`. At least two classes have rows.
  ///   - rowWeights: how much each row counts, above 0, times the weight of its class; nil for all the same. Rows are
  ///     drawn whatever they weigh.
  public init(
    features: BinnedFeatures, labels: [UInt16], classCount: Int, settings: ForestSettings = ForestSettings(),
    rowWeights: [Double]? = nil
  ) throws(ForestError) {
    let rowCount = features.rowCount
    guard labels.count == rowCount else { throw .countsDiffer(found: labels.count, expected: rowCount) }
    guard classCount <= RandomForest.maximumClassCount, features.bins.columnCount <= RandomForest.maximumFeatureCount
    else { throw .tooMany(classes: classCount, features: features.bins.columnCount) }
    try settings.validate(classCount: classCount)
    var counts = [Int](repeating: 0, count: max(0, classCount))
    for (row, label) in labels.enumerated() {
      guard label < classCount else { throw .labelOutOfRange(row: row, label: Int(label), classes: classCount) }
      counts[Int(label)] += 1
    }
    guard counts.contains(where: { $0 > 0 && $0 < rowCount }) else { throw .oneClass }
    guard classCount <= rowCount else { throw .moreClassesThanRows(classes: classCount, rows: rowCount) }
    self.features = features
    self.labels = labels
    self.classCount = classCount
    self.settings = settings
    let classWeights: [Double]? =
      switch settings.classWeights {
      case .uniform: nil
      case .balanced:
        counts.map { $0 == 0 ? 1 : Double(rowCount) / (Double(classCount) * Double($0)) }
      case .custom(let weights): weights
      }
    guard let rowWeights else {
      self.classWeights = classWeights
      self.rowWeights = nil
      return
    }
    guard rowWeights.count == rowCount else { throw .countsDiffer(found: rowWeights.count, expected: rowCount) }
    guard rowWeights.allSatisfy({ $0 > 0 && $0.isFinite }) else { throw .setting(.rowWeights) }
    self.classWeights = nil
    self.rowWeights =
      classWeights.map { weights in
        zip(rowWeights, labels).map { $0 * weights[Int($1)] }
      } ?? rowWeights
  }

  /// Grows the tree of this number, from 0.
  public func tree(_ number: Int) -> DecisionTree {
    var random = RandomStream(seed: settings.seed, stream: UInt64(truncatingIfNeeded: number))
    let bootstrap = Bootstrap(rowCount: features.rowCount, settings: settings, random: &random)
    var growth = TreeGrowth(self, bootstrap: bootstrap, random: random)
    return features.bytes.withUnsafeBufferPointer { bytes in
      growth.grow(columns: bytes.baseAddress!)
    }
  }
}

extension RandomForest {
  /// The trees that a grower grew, in the order of their numbers.
  public init(trees: [DecisionTree], of grower: TreeGrower) {
    bins = grower.features.bins
    classCount = grower.classCount
    self.trees = trees
  }

  /// Grows all trees on the calling thread.
  public init(growing grower: TreeGrower) {
    self.init(trees: (0..<grower.settings.treeCount).map(grower.tree), of: grower)
  }
}
