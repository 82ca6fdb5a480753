import Frames

/// Regularised discriminant analysis: each class is a Gaussian cloud in the normal scores of the features, with a covariance of its own that is
/// drawn towards the one that all classes share, the more the fewer rows the class has.
///
/// Source: Friedman, "Regularized Discriminant Analysis", JASA 84, 1989. It learns in one pass whatever the number of classes, and where classes
/// have few rows it beats forests. Features that are functions of others (products, squares) only harm it.
public struct GaussianClassifier: Classifier {
  public struct Settings: Sendable, Equatable {
    /// How far every class's covariance is drawn to the shared one at least: 0 (not) to 1 (linear discriminant analysis).
    public var shrinkage: Double
    /// A class of so many rows is drawn halfway further.
    public var shrinkageRows: Double

    public init(shrinkage: Double = 0.2, shrinkageRows: Double = 30) {
      self.shrinkage = shrinkage
      self.shrinkageRows = shrinkageRows
    }
  }

  public let classNames: [String]
  public let featureNames: [String]
  private let scores: [NormalScores]
  /// Class by class, a number for each feature.
  private let means: [Double]
  private let factors: [CovarianceFactor]
  /// What a class has before anything is known of a row: the logarithm of its share of the rows.
  private let logPriors: [Double]

  /// - Parameter labels: the class of each row. Every class has a row.
  /// - Throws: what ``ClassLabels/checkTrainable(with:)`` throws, or ``LearningError/invalidSetting(name:value:expected:)``.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, settings: Settings = Settings()
  ) throws(LearningError) {
    try labels.checkTrainable(with: features)
    guard (0...1).contains(settings.shrinkage) else {
      throw .invalidSetting(name: "shrinkage", value: "\(settings.shrinkage)", expected: "0 to 1")
    }
    guard settings.shrinkageRows >= 0, settings.shrinkageRows.isFinite else {
      throw .invalidSetting(name: "shrinkageRows", value: "\(settings.shrinkageRows)", expected: "0 or more")
    }
    let scores = Parallel.map(features.featureCount) { NormalScores(features.columns[$0]) }
    let points = NormalScores.points(of: features, scores)
    let moments = ClassMoments(points: points, size: features.featureCount, labels: labels)
    let shared = moments.pooledCovariance
    factors = Parallel.map(labels.classCount) { code in
      let rows = Double(moments.counts[code])
      let towardsShared = min(1, settings.shrinkage + settings.shrinkageRows / (rows + settings.shrinkageRows + 1e-9))
      let own = moments.covariance(of: code)
      return CovarianceFactor(
        zip(own, shared).map { (1 - towardsShared) * $0 + towardsShared * $1 }, size: features.featureCount)
    }
    logPriors = labels.logPriors.map(Double.init)
    means = moments.means
    classNames = labels.classNames
    featureNames = features.names
    self.scores = scores
  }

  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let points = NormalScores.points(of: features, scores)
    let size = features.featureCount
    let values = RowPieces.map(features.rowCount, work: features.rowCount * classNames.count * size) { rows in
      var logits = [Float](repeating: 0, count: rows.count * classNames.count)
      points.withUnsafeBufferPointer { points in
        means.withUnsafeBufferPointer { means in
          guard let points = points.baseAddress, let means = means.baseAddress else { return }
          for code in classNames.indices {
            let factor = factors[code]
            let constant = logPriors[code] - factor.logDeterminant / 2
            for row in rows {
              let distance = factor.squaredDistance(points + row * size, from: means + code * size)
              logits[(row - rows.lowerBound) * classNames.count + code] = Float(constant - distance / 2)
            }
          }
        }
      }
      Softmax.apply(to: &logits, classCount: classNames.count)
      return logits
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }
}
