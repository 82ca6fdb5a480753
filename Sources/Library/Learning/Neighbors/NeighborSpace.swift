/// Where the distances between rows are measured.
enum NeighborSpace: Sendable, Equatable {
  case standardized(StandardScaler)
  /// Normal scores, then a lower triangular matrix, row by row, after which the covariance within classes is the
  /// identity.
  case learned([NormalScores], whitening: [Double])

  init(
    _ metric: NeighborClassifier.Metric, fittedOn features: FeatureMatrix, _ labels: ClassLabels,
    _ rowWeights: [Double]? = nil
  ) throws(LearningError) {
    switch metric {
    case .standardized: self = .standardized(try StandardScaler(fittedOn: features))
    case .learned:
      let scores = NormalScores.fitted(on: features)
      let moments = ClassMoments(
        points: NormalScores.points(of: features, scores), size: features.featureCount, labels: labels,
        rowWeights: rowWeights)
      let within = Precision(ofCovariance: moments.pooledCovariance, size: features.featureCount)
      self = .learned(scores, whitening: within.whitening)
    }
  }

  /// Row by row, a number for each feature.
  func points(of features: FeatureMatrix) throws(LearningError) -> [Float] {
    switch self {
    case .standardized(let scaler): return try scaler.transform(features).rowMajor.map(Float.init)
    case .learned(let scores, let whitening):
      let size = features.featureCount
      let points = NormalScores.points(of: features, scores)
      return RowPieces.map(features.rowCount, work: points.count * size) { rows in
        rows.flatMap { row in
          (0..<size).map { position in
            Float((0...position).reduce(0.0) { $0 + whitening[position * size + $1] * points[row * size + $1] })
          }
        }
      }
    }
  }
}
