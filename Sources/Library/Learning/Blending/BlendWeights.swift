#if canImport(Glibc)
  import Glibc
#endif

/// The weights of models under which the true classes of rows are most likely: logistic regression over the models'
/// evidence, with one weight per model. The likelihood has one maximum, which Newton's steps reach in a few rounds.
struct BlendWeights {
  private(set) var weights: [Double]

  /// - Parameters:
  ///   - evidence: for each model, row by row, a number for each class.
  ///   - truth: the class of each row.
  init(evidence: [[Float]], logPriors: [Float], truth: [Int32]) {
    weights = evidence.map { _ in 1 / Double(evidence.count) }
    for _ in 0..<12 {
      let slope = Slope(evidence: evidence, logPriors: logPriors, truth: truth, weights: weights)
      guard let step = slope.newtonStep else { return }
      for model in weights.indices { weights[model] = min(max(weights[model] + step[model], 0), 3) }
      if step.allSatisfy({ abs($0) < 1e-3 }) { return }
    }
  }

  /// Gradient and curvature of the mean log likelihood.
  private struct Slope {
    var gradient: [Double]
    var curvature: [[Double]]

    init(evidence: [[Float]], logPriors: [Float], truth: [Int32], weights: [Double]) {
      let (models, classes) = (evidence.count, logPriors.count)
      gradient = [Double](repeating: 0, count: models)
      curvature = [[Double]](repeating: gradient, count: models)
      let weights = weights.map(Float.init)
      for (row, code) in truth.enumerated() {
        let start = row * classes
        var probabilities = logPriors
        for model in 0..<models {
          for other in 0..<classes { probabilities[other] += weights[model] * evidence[model][start + other] }
        }
        Softmax.apply(to: &probabilities, classCount: classes)
        let means = evidence.map { evidence in
          (0..<classes).reduce(0.0) { $0 + Double(probabilities[$1] * evidence[start + $1]) }
        }
        for model in 0..<models {
          gradient[model] += (Double(evidence[model][start + Int(code)]) - means[model]) / Double(truth.count)
          for other in 0...model {
            var product = 0.0
            for position in 0..<classes {
              product += Double(
                probabilities[position] * evidence[model][start + position] * evidence[other][start + position])
            }
            let covariance = (product - means[model] * means[other]) / Double(truth.count)
            curvature[model][other] += covariance
            if other != model { curvature[other][model] += covariance }
          }
        }
      }
    }

    /// Solves curvature × step = gradient by elimination; nil when the models cannot be told apart.
    var newtonStep: [Double]? {
      var rows = zip(curvature, gradient).map { $0 + [$1] }
      for pivot in rows.indices {
        // A weak pull towards where the weight is keeps twins among the models from running apart.
        rows[pivot][pivot] += 1e-4
        guard rows[pivot][pivot] > 1e-12 else { return nil }
        for other in rows.indices where other != pivot {
          let factor = rows[other][pivot] / rows[pivot][pivot]
          for column in rows[other].indices { rows[other][column] -= factor * rows[pivot][column] }
        }
      }
      let step = rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
      return step.allSatisfy(\.isFinite) ? step : nil
    }
  }
}
