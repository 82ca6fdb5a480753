import Frames
import Statistics

/// Regularised discriminant analysis: each class is a Gaussian cloud in the normal scores of the features, with a
/// covariance of its own that is drawn towards the one that all classes share, the more the fewer rows the class has.
///
/// Source: Friedman, "Regularized Discriminant Analysis", JASA 84, 1989. It learns in one pass whatever the number of
/// classes, and where classes have few rows it beats forests. Features that are functions of others (products, squares)
/// only harm it.
public struct GaussianClassifier: Classifier {
  /// How covariances are estimated.
  public struct Settings: Sendable, Equatable {
    /// How far every class's covariance is drawn to the shared one at least: 0 (not) to 1 (linear discriminant
    /// analysis).
    public var shrinkage: Double
    /// A class of so many rows is drawn halfway further.
    public var shrinkageRows: Double

    /// - Parameters:
    ///   - shrinkage: from 0 to 1.
    ///   - shrinkageRows: 0 or more.
    public init(shrinkage: Double = 0.2, shrinkageRows: Double = 30) {
      self.shrinkage = shrinkage
      self.shrinkageRows = shrinkageRows
    }
  }

  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  let scores: [NormalScores]
  /// The logarithm of each class's density times its share of the rows.
  let densities: QuadraticForms

  /// - Parameters:
  ///   - labels: the class of each row. Every class has a row.
  ///   - rowWeights: how much each row counts for the mean, the covariance and the share of its class, above 0; nil for
  ///     all the same. Normal scores are by all rows alike.
  /// - Throws: what ``ClassLabels/checkTrainable(with:)`` throws, or
  ///   ``LearningError/invalidSetting(name:value:expected:)``.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, rowWeights: [Double]? = nil,
    settings: Settings = Settings()
  ) throws(LearningError) {
    try labels.checkTrainable(with: features)
    try labels.check(rowWeights: rowWeights)
    guard (0...1).contains(settings.shrinkage) else {
      throw .invalidSetting(name: "shrinkage", value: "\(settings.shrinkage)", expected: "0 to 1")
    }
    guard settings.shrinkageRows >= 0, settings.shrinkageRows.isFinite else {
      throw .invalidSetting(name: "shrinkageRows", value: "\(settings.shrinkageRows)", expected: "0 or more")
    }
    let scores = NormalScores.fitted(on: features)
    let points = NormalScores.points(of: features, scores)
    let moments = ClassMoments(points: points, size: features.featureCount, labels: labels, rowWeights: rowWeights)
    let shared = moments.pooledCovariance
    let precisions = Parallel.map(labels.classCount) { code in
      let rows = moments.counts[code]
      let towardsShared = min(1, settings.shrinkage + settings.shrinkageRows / (rows + settings.shrinkageRows + 1e-9))
      let own = moments.covariance(of: code)
      return Precision(
        ofCovariance: zip(own, shared).map { (1 - towardsShared) * $0 + towardsShared * $1 },
        size: features.featureCount)
    }
    let logPriors = labels.logPriors(rowWeights: rowWeights)
    var densities = QuadraticForms(size: features.featureCount, classCount: labels.classCount)
    for (code, precision) in precisions.enumerated() {
      densities.set(
        code, constant: Double(logPriors[code]) - precision.logDeterminant / 2, mean: moments.mean(of: code),
        precision: precision)
    }
    self.densities = densities
    classNames = labels.classNames
    featureNames = features.names
    self.scores = scores
  }

  /// The density of each class at the row times the share of the class; each row adds up to 1.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let points = NormalScores.points(of: features, scores)
    let values = RowPieces.map(features.rowCount, work: features.rowCount * classNames.count * 8) { rows in
      var logits = densities.values(at: points, rows: rows)
      Softmax.apply(to: &logits, classCount: classNames.count)
      return logits
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }
}
