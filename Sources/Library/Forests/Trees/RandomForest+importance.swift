/// How much a feature counts, with its spread.
public struct FeatureImportance: Sendable, Equatable {
  /// Over the trees.
  public var mean: Double
  /// The standard deviation (over n - 1) of what the mean is taken over.
  public var deviation: Double

  /// A mean with its deviation.
  public init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }

  /// - Parameter values: one or more.
  public init(_ values: [Double]) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(mean: mean, deviation: values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0)
  }
}

extension RandomForest {
  /// How much each feature lowered the Gini impurity where it was split on, as a share of what all did: the mean over
  /// the trees and its deviation.
  ///
  /// The means sum to 1. Features with many distinct values are favoured, and the training rows alone are looked at;
  /// permutation importance has neither flaw.
  public var impurityImportances: [FeatureImportance] {
    let shares = trees.compactMap { tree -> [Double]? in
      let sum = tree.impurityDecreases.reduce(0, +)
      return sum > 0 ? tree.impurityDecreases.map { $0 / sum } : nil
    }
    guard !shares.isEmpty else {
      return [FeatureImportance](repeating: FeatureImportance(mean: 0, deviation: 0), count: featureCount)
    }
    return (0..<featureCount).map { feature in FeatureImportance(shares.map { $0[feature] }) }
  }
}
