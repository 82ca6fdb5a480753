/// How the trees of a forest are grown. The defaults are those of scikit-learn's `RandomForestClassifier`.
public struct ForestSettings: Sendable, Equatable {
  /// How many features are looked at for each split, drawn again at each node.
  public enum FeaturesPerSplit: Sendable, Equatable {
    /// The square root of the number of features, rounded down: Breiman's choice for classification.
    case squareRoot
    case all
    /// At least one, at most all.
    case count(Int)
  }

  /// How much a row counts by its class.
  public enum ClassWeights: Sendable, Equatable {
    case uniform
    /// Each class counts as much as any other, however many rows it has: rows / (classes × rows of the class).
    case balanced
    /// A weight above zero for each class.
    case custom([Double])
  }

  /// How a node's threshold on a feature is found.
  public enum Thresholds: Sendable, Equatable {
    /// The one with the least Gini impurity.
    case best
    /// One at random between the node's least and greatest bin: extremely randomised trees (Geurts, Ernst and Wehenkel
    /// 2006). Bins hold about equally many rows, so that the draw is even by rank rather than by value.
    case random
  }

  /// How many trees are grown.
  public var treeCount: Int
  /// The most splits between the root and a leaf; nil for no limit.
  public var maximumDepth: Int?
  /// Nodes of fewer distinct rows become leaves. At least 2.
  public var minimumSamplesToSplit: Int
  /// Splits that would leave fewer distinct rows on one side are not made. At least 1.
  public var minimumSamplesInLeaf: Int
  /// How many features each split looks at.
  public var featuresPerSplit: FeaturesPerSplit
  /// Whether each tree sees as many rows as there are, drawn with replacement, rather than every row once.
  public var bootstrap: Bool
  /// How much the rows of each class count.
  public var classWeights: ClassWeights
  /// Which cuts of a feature are tried.
  public var thresholds: Thresholds
  /// What chance depends on. Tree number t is grown from (seed, t) alone, so that the order of growing and the number
  /// of threads do not matter.
  public var seed: UInt64

  /// The defaults are those of scikit-learn's `RandomForestClassifier`.
  public init(
    treeCount: Int = 100, maximumDepth: Int? = nil, minimumSamplesToSplit: Int = 2, minimumSamplesInLeaf: Int = 1,
    featuresPerSplit: FeaturesPerSplit = .squareRoot, bootstrap: Bool = true, classWeights: ClassWeights = .uniform,
    thresholds: Thresholds = .best, seed: UInt64 = 0
  ) {
    self.treeCount = treeCount
    self.maximumDepth = maximumDepth
    self.minimumSamplesToSplit = minimumSamplesToSplit
    self.minimumSamplesInLeaf = minimumSamplesInLeaf
    self.featuresPerSplit = featuresPerSplit
    self.bootstrap = bootstrap
    self.classWeights = classWeights
    self.thresholds = thresholds
    self.seed = seed
  }

  func validate(classCount: Int) throws(ForestError) {
    guard treeCount > 0 else { throw .setting(.treeCount) }
    guard maximumDepth ?? 1 > 0 else { throw .setting(.maximumDepth) }
    guard minimumSamplesToSplit > 1 else { throw .setting(.minimumSamplesToSplit) }
    guard minimumSamplesInLeaf > 0 else { throw .setting(.minimumSamplesInLeaf) }
    if case .count(let count) = featuresPerSplit, count < 1 { throw .setting(.featuresPerSplit) }
    if case .custom(let weights) = classWeights {
      guard weights.count == classCount, weights.allSatisfy({ $0 > 0 && $0.isFinite }) else {
        throw .setting(.classWeights)
      }
    }
  }

  func featuresPerSplit(of featureCount: Int) -> Int {
    switch featuresPerSplit {
    case .squareRoot: max(1, Int(Double(featureCount).squareRoot()))
    case .all: featureCount
    case .count(let count): min(count, featureCount)
    }
  }
}
