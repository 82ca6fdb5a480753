import Glibc

/// Student's t distribution: how far the mean of few values lies from the true one, in units of its estimated error.
struct StudentT {
  /// One fewer than there are values, for a mean; need not be whole.
  var degreesOfFreedom: Double

  /// The probability of a value at or below t.
  func cumulative(_ t: Double) -> Double {
    let n = degreesOfFreedom
    let tail = 0.5 * Self.regularizedBeta(n / (n + t * t), n / 2, 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// The probability of a value at least as far from 0 as t, on either side.
  func twoSidedProbability(beyond t: Double) -> Double {
    let n = degreesOfFreedom
    return t.isInfinite ? 0 : Self.regularizedBeta(n / (n + t * t), n / 2, 0.5)
  }

  /// The value that a share `probability` (0...1) lies below.
  func quantile(_ probability: Double) -> Double {
    guard degreesOfFreedom > 0, probability > 0, probability < 1 else {
      return probability >= 1 ? .infinity : probability <= 0 ? -.infinity : .nan
    }
    if probability == 0.5 { return 0 }
    if probability < 0.5 { return -quantile(1 - probability) }
    // Bisection between bounds that are doubled until they hold the root.
    var (low, high) = (0.0, 2.0)
    while cumulative(high) < probability, high < 1e300 { (low, high) = (high, high * 2) }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high || high - low < 1e-14 * high { return middle }
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
  }

  /// The regularized incomplete beta function by its continued fraction (Lentz's method; DLMF 8.17.22).
  static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast only on this side of the mean.
    if x > (a + 1) / (a + b + 2) { return 1 - regularizedBeta(1 - x, b, a) }
    let logBeta: Double = lgamma(a) + lgamma(b) - lgamma(a + b)
    let logPower: Double = a * log(x) + b * log1p(-x)
    let front: Double = exp(logPower - logBeta) / a
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    for m in 1...10_000 {
      let m = Double(m)
      let even: Double = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonZero(1 + even * d, tiny)
      c = nonZero(1 + even / c, tiny)
      fraction *= d * c
      let odd: Double = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonZero(1 + odd * d, tiny)
      c = nonZero(1 + odd / c, tiny)
      fraction *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return front * fraction
  }

  private static func nonZero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }
}
