public import Forests
import Frames
import Statistics

/// How often a forest is right about rows it was grown from, counting for each row only the trees that did not see it.
public struct OutOfBagScore: Sendable, Equatable, Codable {
  /// The share of rows that were predicted right, 0...1.
  public let accuracy: Double
  /// The accuracy's standard error, from the number of rows alone.
  public let standardError: Double
  /// Rows that some tree did not see: the ones that count. With few trees they are not all.
  public let rowCount: Int
  /// What was said of each row; nil for rows that every tree saw.
  public let predictions: [Int32?]
}

extension ForestClassifier {
  /// As good as a test set without giving rows away for one. Where rows are like each other (songs of one artist,
  /// copies under several genres) it is as hopeful as a random split.
  ///
  /// - Parameters:
  ///   - features: the very rows that the forest was grown from, in the same order.
  ///   - labels: those rows' classes.
  /// - Throws: ``LearningError/invalidSetting(name:value:expected:)`` for a forest that was grown without bootstrap, or
  ///   from other rows.
  public func outOfBagScore(training features: FeatureMatrix, labels: ClassLabels) throws(LearningError)
    -> OutOfBagScore
  {
    guard settings.bootstrap else {
      throw .invalidSetting(name: "bootstrap", value: "false", expected: "true for an out-of-bag score")
    }
    try checkFeatures(of: features)
    let grower = try TreeGrower(training: features, labels: labels, settings: settings)
    guard grower.features.bins == forest.bins, labels.classNames == classNames else {
      throw .invalidSetting(name: "training", value: "other rows", expected: "the rows that the forest was grown from")
    }
    let bags = Parallel.map(forest.trees.count, work: forest.trees.count * features.rowCount) {
      grower.rowsOutOfBag(ofTree: $0)
    }
    let predictions = forest.inPieces(features.rowCount) { rows in
      forest.outOfBagPredictions(grower.features, bags: bags, rows: rows).map { $0.map { Int32($0) } }
    }
    let counted = zip(predictions, labels.codes).filter { $0.0 != nil }
    let accuracy = Double(counted.count { $0.0 == $0.1 }) / Double(max(1, counted.count))
    let error = (accuracy * (1 - accuracy) / Double(max(1, counted.count))).squareRoot()
    return OutOfBagScore(
      accuracy: accuracy, standardError: error, rowCount: counted.count, predictions: predictions)
  }

  /// How much each feature lowered the Gini impurity, as a share of what all did, with its deviation between trees; in
  /// the order of ``featureNames``.
  public var impurityImportances: [FeatureImportance] { forest.impurityImportances }
}
