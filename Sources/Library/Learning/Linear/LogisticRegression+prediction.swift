import Frames
import Glibc
import Statistics

extension LogisticRegression {
  /// The probability of each class by its score: softmax, or each class's own logistic function scaled to a sum of 1.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let scaled = try scaler?.transform(features) ?? features
    let (values, pieces) = (scaled.rowMajor, scaled.pieces)
    let work = features.rowCount * features.featureCount * classNames.count
    let parts = Parallel.map(pieces.count, work: work) { probabilities(ofRows: pieces[$0], values) }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: Array(parts.joined()))
  }

  private func probabilities(ofRows rows: Range<Int>, _ values: [Double]) -> [Float] {
    let (width, models) = (featureNames.count, weights.count)
    // Feature by feature, then the intercepts.
    let parameters = (0..<width).flatMap { feature in weights.map { $0[feature] } } + intercepts
    var scores = [Double](repeating: 0, count: models)
    var result: [Float] = []
    result.reserveCapacity(rows.count * classNames.count)
    values.withUnsafeBufferPointer { values in
      parameters.withUnsafeBufferPointer { parameters in
        scores.withUnsafeMutableBufferPointer { scores in
          for row in rows {
            let features = UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width])
            SoftmaxObjective.score(features, weights: parameters, into: scores)
            if settings.scheme == .multinomial || models == 1 {
              SoftmaxObjective.softmax(scores, withZero: models == 1)
            } else {
              Self.scaleLogistic(scores)
            }
            if models == 1 { result.append(Float(1 - scores[0])) }
            for score in scores { result.append(Float(score)) }
          }
        }
      }
    }
    return result
  }

  /// Each score's own probability, scaled to a sum of 1; equal ones when all are 0.
  private static func scaleLogistic(_ scores: UnsafeMutableBufferPointer<Double>) {
    var sum = 0.0
    for model in scores.indices {
      scores[model] = 1 / (1 + exp(-scores[model]))
      sum += scores[model]
    }
    let equal = 1 / Double(scores.count)
    for model in scores.indices { scores[model] = sum > 0 ? scores[model] / sum : equal }
  }
}
