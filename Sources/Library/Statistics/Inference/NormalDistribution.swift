import Glibc

/// The standard normal distribution.
package enum NormalDistribution {
  /// The probability of a value at least as far from 0, on either side.
  package static func twoSidedProbability(beyond value: Double) -> Double { erfc(abs(value) / 2.0.squareRoot()) }

  /// The value that a share `probability` of the distribution lies below; infinite at 0 and 1.
  ///
  /// By Newton's method on the logarithm of the probability, which is concave: from the second step on it comes nearer
  /// from below.
  /// - Precondition: the probability is from 0 to 1.
  package static func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a probability is from 0 to 1, not \(probability)")
    // Small probabilities have more digits than those near 1.
    if probability > 0.5 { return -quantile(1 - probability) }
    if probability == 0 { return -.infinity }
    var value = -(-2 * log(probability)).squareRoot()
    for _ in 0..<60 {
      let reached = 0.5 * erfc(-value / 2.0.squareRoot())
      guard reached > 0 else { break }
      let step = log(reached / probability) * reached * (2 * Double.pi).squareRoot() * exp(value * value / 2)
      value -= step
      if abs(step) < 1e-15 { break }
    }
    return value
  }
}
