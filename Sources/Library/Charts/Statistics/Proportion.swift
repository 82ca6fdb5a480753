#if canImport(Glibc)
  import Glibc
#endif

/// A share of successes with the interval that E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927), gives:
/// it stays between 0 and 1 and holds for few trials too.
public struct Proportion: Hashable, Sendable {
  public var successes: Double
  public var total: Double
  /// NaN, as the interval, when there are no trials or more successes than trials.
  public var estimate: Double
  public var lower: Double
  public var upper: Double

  /// - Parameter level: how often such an interval holds the true share, between 0 and 1.
  public init(successes: Double, total: Double, level: Double = 0.95) {
    self.successes = successes
    self.total = total
    guard total > 0, successes >= 0, successes <= total, level > 0, level < 1 else {
      (estimate, lower, upper) = (.nan, .nan, .nan)
      return
    }
    let z = Self.normalQuantile((1 + level) / 2)
    let share = successes / total
    let denominator = 1 + z * z / total
    let center = (share + z * z / (2 * total)) / denominator
    let half = z * (share * (1 - share) / total + z * z / (4 * total * total)).squareRoot() / denominator
    estimate = share
    lower = successes == 0 ? 0 : max(0, center - half)
    upper = successes == total ? 1 : min(1, center + half)
  }

  /// The value that a share of the standard normal distribution lies below, by bisection of the error function.
  private static func normalQuantile(_ probability: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if 1 - 0.5 * erfc(middle / 2.squareRoot()) < probability { low = middle } else { high = middle }
    }
  }
}
