import Frames

/// How the trees of a ``GradientBoosting`` are grown.
public struct BoostingSettings: Sendable, Equatable {
  /// What ``maximumDepth`` can be.
  public static let maximumDepths = 1...12

  /// How many trees are added, one after the other.
  public var roundCount: Int
  /// How much of what a tree would correct it does correct: above 0, at most 1. The smaller, the more rounds are
  /// needed.
  public var learningRate: Double
  /// How many splits lie between the root and the leaves: 1 to 12.
  public var maximumDepth: Int
  /// Splits that would leave fewer of the round's rows on one side are not made. At least 1.
  public var minimumSamplesInLeaf: Int
  /// What is added to a leaf's curvature, so that few rows correct little: 0 or more.
  public var regularization: Double
  /// The share of the rows that each tree is grown from, drawn again for each: above 0, at most 1.
  public var rowFraction: Double
  /// What chance depends on: which rows each tree sees, and along which directions it looks at many classes.
  public var seed: UInt64

  /// Settings; what they mean stands at the properties.
  public init(
    roundCount: Int = 100, learningRate: Double = 0.1, maximumDepth: Int = 6, minimumSamplesInLeaf: Int = 20,
    regularization: Double = 1, rowFraction: Double = 0.7, seed: UInt64 = 0
  ) {
    self.roundCount = roundCount
    self.learningRate = learningRate
    self.maximumDepth = maximumDepth
    self.minimumSamplesInLeaf = minimumSamplesInLeaf
    self.regularization = regularization
    self.rowFraction = rowFraction
    self.seed = seed
  }

  /// - Throws: ``LearningError/invalidSetting(name:value:expected:)``.
  func validate() throws(LearningError) {
    func check(_ isValid: Bool, _ name: String, _ value: some CustomStringConvertible, _ expected: String)
      throws(LearningError)
    {
      guard isValid else { throw .invalidSetting(name: name, value: "\(value)", expected: expected) }
    }
    try check(roundCount >= 1, "roundCount", roundCount, "1 or more")
    try check(learningRate > 0 && learningRate <= 1, "learningRate", learningRate, "above 0 and at most 1")
    try check(Self.maximumDepths.contains(maximumDepth), "maximumDepth", maximumDepth, "1 to 12")
    try check(minimumSamplesInLeaf >= 1, "minimumSamplesInLeaf", minimumSamplesInLeaf, "1 or more")
    try check(
      regularization >= 0 && regularization.isFinite, "regularization", regularization, "a finite number, 0 or more")
    try check(rowFraction > 0 && rowFraction <= 1, "rowFraction", rowFraction, "above 0 and at most 1")
  }
}
