/// A random forest for classification (Breiman 2001): the mean of what its trees say.
public struct RandomForest: Sendable {
  public static let maximumClassCount = 65_535
  public static let maximumFeatureCount = 65_535

  /// Where the features' values are cut.
  public let bins: FeatureBins
  public let classCount: Int
  public let trees: [DecisionTree]

  public var featureCount: Int { bins.featureCount }
  /// What the trees take in memory.
  public var byteCount: Int { trees.reduce(0) { $0 + $1.byteCount } }

  /// The trees that a grower grew, in the order of their numbers.
  public init(trees: [DecisionTree], of grower: TreeGrower) {
    bins = grower.features.bins
    classCount = grower.classCount
    self.trees = trees
  }

  /// Trees that were read from a file, over these bins and classes.
  public init(trees: [DecisionTree], bins: FeatureBins, classCount: Int) throws(ForestError) {
    guard !trees.isEmpty, classCount <= RandomForest.maximumClassCount,
      bins.featureCount <= RandomForest.maximumFeatureCount,
      trees.allSatisfy({ $0.impurityDecreases.count == bins.featureCount })
    else { throw .damagedTree }
    self.bins = bins
    self.classCount = classCount
    self.trees = trees
  }

  /// Grows all trees on the calling thread.
  public init(growing grower: TreeGrower) {
    self.init(trees: (0..<grower.settings.treeCount).map(grower.tree), of: grower)
  }
}
