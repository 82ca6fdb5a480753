import Frames

/// The classes of the training rows that lie nearest.
///
/// All training rows are kept and looked at for each question. With the learned metric, distances are measured where
/// classes are equally wide in all directions, so that features that say little of the class count little and features
/// that repeat each other count once.
///
///     let model = try NeighborClassifier(training: features, labels: labels, settings: .init(neighborCount: 200, metric: .learned))
public struct NeighborClassifier: Classifier {
  /// How far two rows are from each other.
  public enum Metric: String, Sendable, CaseIterable {
    /// The Euclidean distance between standardised features.
    case standardized
    /// The Mahalanobis distance by the covariance within classes, between the normal scores of features: relevant
    /// component analysis (Bar-Hillel, Hertz, Shental and Weinshall, "Learning a Mahalanobis Metric from Equivalence
    /// Constraints", JMLR 6, 2005).
    case learned
  }

  /// How much each of the nearest rows counts.
  public enum Weighting: String, Sendable, CaseIterable {
    /// Each of them counts the same.
    case uniform
    /// One over the distance. Rows at distance 0 count alone when there are any.
    case inverseDistance
  }

  /// How neighbours are found and counted.
  public struct Settings: Sendable, Equatable {
    /// How many of the nearest rows are asked: 1 or more; all when there are fewer.
    public var neighborCount: Int
    /// How much each neighbour counts.
    public var weighting: Weighting
    /// How far apart rows are.
    public var metric: Metric

    /// - Parameters:
    ///   - neighborCount: 1 or more.
    ///   - weighting: how much each neighbour counts.
    ///   - metric: how far apart rows are.
    public init(neighborCount: Int = 15, weighting: Weighting = .uniform, metric: Metric = .standardized) {
      self.neighborCount = neighborCount
      self.weighting = weighting
      self.metric = metric
    }
  }

  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// How neighbours are found and counted.
  public let settings: Settings
  let space: NeighborSpace
  let search: NeighborSearch
  /// The class of each row that is kept.
  let codes: [Int32]
  /// How much each of them counts; nil for all the same.
  let rowWeights: [Double]?

  /// - Parameters:
  ///   - labels: the class of each row. Every class has a row.
  ///   - rowWeights: what each row counts among the nearest, above 0, times what it counts for its distance; nil for all
  ///     the same. They do not change which are the nearest, but for ``Metric/learned``.
  /// - Throws: what ``ClassLabels/checkTrainable(with:)`` throws, or
  ///   ``LearningError/invalidSetting(name:value:expected:)``.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, rowWeights: [Double]? = nil,
    settings: Settings = Settings()
  ) throws(LearningError) {
    try labels.checkTrainable(with: features)
    try labels.check(rowWeights: rowWeights)
    guard settings.neighborCount > 0 else {
      throw .invalidSetting(name: "neighborCount", value: "\(settings.neighborCount)", expected: "1 or more")
    }
    let space = try NeighborSpace(settings.metric, fittedOn: features, labels, rowWeights)
    self.init(
      classNames: labels.classNames, featureNames: features.names, settings: settings, space: space,
      search: NeighborSearch(try space.points(of: features), size: features.featureCount), codes: labels.codes,
      rowWeights: rowWeights)
  }

  init(
    classNames: [String], featureNames: [String], settings: Settings, space: NeighborSpace, search: NeighborSearch,
    codes: [Int32], rowWeights: [Double]?
  ) {
    self.classNames = classNames
    self.featureNames = featureNames
    self.settings = settings
    self.space = space
    self.search = search
    self.codes = codes
    self.rowWeights = rowWeights
  }

  /// The share of each class among the nearest training rows, by their weights. Classes without a row among them get 0.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let points = try space.points(of: features)
    let classCount = classNames.count
    let values = RowPieces.map(features.rowCount, work: features.rowCount * codes.count) { rows in
      var shares = [Float](repeating: 0, count: rows.count * classCount)
      for (position, row) in rows.enumerated() {
        let point = points[row * featureNames.count..<(row + 1) * featureNames.count]
        let neighbors = search.nearest(settings.neighborCount, to: point)
        var weights = settings.weighting.weights(of: neighbors)
        if let rowWeights {
          for (place, neighbor) in neighbors.enumerated() { weights[place] *= Float(rowWeights[Int(neighbor.row)]) }
        }
        let sum = weights.reduce(0, +)
        for (neighbor, weight) in zip(neighbors, weights) {
          shares[position * classCount + Int(codes[Int(neighbor.row)])] += weight / sum
        }
      }
      return shares
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }
}

extension NeighborClassifier.Weighting {
  /// - Parameter neighbors: the nearest first, at least one.
  fileprivate func weights(of neighbors: [NeighborSearch.Neighbor]) -> [Float] {
    switch self {
    case .uniform: return neighbors.map { _ in 1 }
    case .inverseDistance:
      guard let first = neighbors.first, first.squaredDistance > 0 else {
        return neighbors.map { $0.squaredDistance == 0 ? 1 : 0 }
      }
      // Measured against the nearest, so that no weight overflows.
      return neighbors.map { (first.squaredDistance / $0.squaredDistance).squareRoot() }
    }
  }
}
