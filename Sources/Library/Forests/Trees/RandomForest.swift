/// A random forest for classification (Breiman 2001): the mean of what its trees say.
public struct RandomForest: Sendable {
  /// No forest has more classes.
  public static let maximumClassCount = 65_535
  /// No forest has more features.
  public static let maximumFeatureCount = 65_535

  /// Where the features' values are cut.
  public let bins: FeatureBins
  /// How many classes there are.
  public let classCount: Int
  /// In the order of their numbers.
  public let trees: [DecisionTree]

  /// How many features there are.
  public var featureCount: Int { bins.featureCount }
  /// What the trees take in memory.
  public var byteCount: Int { trees.reduce(0) { $0 + $1.byteCount } }

  /// Trees that were read from a file, over these bins and classes.
  public init(trees: [DecisionTree], bins: FeatureBins, classCount: Int) throws(ForestError) {
    guard !trees.isEmpty, classCount <= RandomForest.maximumClassCount,
      bins.columnCount <= RandomForest.maximumFeatureCount,
      trees.allSatisfy({ $0.impurityDecreases.count == bins.featureCount })
    else { throw .damagedTree }
    self.bins = bins
    self.classCount = classCount
    self.trees = trees
  }
}
