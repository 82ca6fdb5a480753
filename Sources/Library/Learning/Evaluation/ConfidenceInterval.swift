import Glibc

/// A range that holds the true value with a given confidence.
public struct ConfidenceInterval: Sendable, Equatable, Codable {
  public var lower: Double
  public var upper: Double
  /// Such as 0.95.
  public var level: Double

  public init(lower: Double, upper: Double, level: Double) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The interval of a share: how many of so many. Wilson's, which is right for few rows and for shares near 0 and 1 too.
  ///
  /// Source: Wilson 1927; equal to statsmodels' `proportion_confint(method: "wilson")`.
  /// - Precondition: `count` is at most `total`. Without rows the interval is NaN.
  public static func share(_ count: Int, of total: Int, level: Double = 0.95) -> ConfidenceInterval {
    guard total > 0 else { return ConfidenceInterval(lower: .nan, upper: .nan, level: level) }
    let (n, share, z) = (Double(total), Double(count) / Double(total), normalQuantile(0.5 + level / 2))
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // Rounding must not leave a bound beyond an end.
    return ConfidenceInterval(
      lower: count == 0 ? 0 : middle - half, upper: count == total ? 1 : middle + half, level: level)
  }

  /// Where the standard normal distribution reaches a probability, by Newton's method.
  static func normalQuantile(_ probability: Double) -> Double {
    var place = 0.0
    for _ in 0..<60 {
      let error = 0.5 * erfc(-place / 2.0.squareRoot()) - probability
      let step = error * (2 * Double.pi).squareRoot() * exp(place * place / 2)
      place -= min(max(step, -1), 1)
      if abs(step) < 1e-15 { break }
    }
    return place
  }
}
