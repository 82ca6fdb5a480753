import Glibc

/// Turns decision values into probabilities by a logistic curve, 1 / (1 + exp(slope × decision + intercept)).
///
/// Source: Platt 1999, with the Newton method of Lin, Lin and Weng, "A note on Platt's probabilistic outputs for
/// support vector machines", 2007.
struct PlattScaling: Sendable, Equatable {
  var slope: Double
  var intercept: Double

  init(slope: Double, intercept: Double) {
    self.slope = slope
    self.intercept = intercept
  }

  /// - Parameters:
  ///   - decisions: of rows that the machine was not trained on.
  ///   - isPositive: whether each row is of the first class.
  init(decisions: [Double], isPositive: [Bool]) {
    let positives = Double(isPositive.count { $0 })
    let negatives = Double(isPositive.count) - positives
    // Targets a little inside 0 and 1, as if one more row of each class had been seen.
    let targets = isPositive.map { $0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2) }
    slope = 0
    intercept = log((negatives + 1) / (positives + 1))
    var loss = Self.loss(decisions, targets, slope, intercept)
    for _ in 0..<100 {
      let (gradient, hessian) = Self.derivatives(decisions, targets, slope, intercept)
      if abs(gradient.slope) < 1e-5, abs(gradient.intercept) < 1e-5 { return }
      let determinant = hessian.slope * hessian.intercept - hessian.both * hessian.both
      let slopeStep = -(hessian.intercept * gradient.slope - hessian.both * gradient.intercept) / determinant
      let interceptStep = -(hessian.slope * gradient.intercept - hessian.both * gradient.slope) / determinant
      let descent = gradient.slope * slopeStep + gradient.intercept * interceptStep
      var length = 1.0
      while true {
        let moved = (slope: slope + length * slopeStep, intercept: intercept + length * interceptStep)
        let reached = Self.loss(decisions, targets, moved.slope, moved.intercept)
        if reached < loss + 0.0001 * length * descent {
          (slope, intercept, loss) = (moved.slope, moved.intercept, reached)
          break
        }
        length /= 2
        if length < 1e-10 { return }
      }
    }
  }

  /// How likely a row of this decision value is of the first class.
  func probability(of decision: Double) -> Double {
    let exponent = decision * slope + intercept
    // Two forms of the same, of which one does not overflow.
    return exponent >= 0 ? exp(-exponent) / (1 + exp(-exponent)) : 1 / (1 + exp(exponent))
  }

  /// The negative log-likelihood.
  private static func loss(_ decisions: [Double], _ targets: [Double], _ slope: Double, _ intercept: Double) -> Double {
    zip(decisions, targets).reduce(0) { sum, row in
      let exponent = row.0 * slope + intercept
      return sum
        + (exponent >= 0
          ? row.1 * exponent + log1p(exp(-exponent)) : (row.1 - 1) * exponent + log1p(exp(exponent)))
    }
  }

  private static func derivatives(
    _ decisions: [Double], _ targets: [Double], _ slope: Double, _ intercept: Double
  ) -> (gradient: (slope: Double, intercept: Double), hessian: (slope: Double, intercept: Double, both: Double)) {
    // A little on the diagonal keeps the matrix invertible.
    var hessian = (slope: 1e-12, intercept: 1e-12, both: 0.0)
    var gradient = (slope: 0.0, intercept: 0.0)
    for (decision, target) in zip(decisions, targets) {
      let exponent = decision * slope + intercept
      let (small, positive) = (exp(-abs(exponent)), exponent >= 0)
      let probability = positive ? small / (1 + small) : 1 / (1 + small)
      let other = positive ? 1 / (1 + small) : small / (1 + small)
      let curvature = probability * other
      hessian.slope += decision * decision * curvature
      hessian.intercept += curvature
      hessian.both += decision * curvature
      gradient.slope += decision * (target - probability)
      gradient.intercept += target - probability
    }
    return (gradient, hessian)
  }
}
