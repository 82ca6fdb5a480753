/// A range that holds the true value with a given confidence.
public struct ConfidenceInterval: Sendable, Hashable, Codable {
  /// Where the range starts.
  public var lower: Double
  /// Where the range ends.
  public var upper: Double
  /// How often such a range holds the true value, between 0 and 1; such as 0.95.
  public var level: Double

  /// A range with its level.
  public init(lower: Double, upper: Double, level: Double) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// Whether a value lies in the range or at an end of it.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Wilson's interval of a share: how many of so many. It stays between 0 and 1, and holds for few rows and for shares
  /// near 0 and 1 too.
  ///
  /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); equal to
  /// SciPy's `binomtest(...).proportion_ci(method="wilson")`.
  /// - Returns: NaN at both ends when there are no rows, more of them counted than there are, or the level is not
  ///   between 0 and 1.
  public static func share(_ count: Int, of total: Int, level: Double = 0.95) -> ConfidenceInterval {
    share(Double(count), of: Double(total), level: level)
  }

  /// Wilson's interval of a share of rows that have weights.
  public static func share(_ count: Double, of total: Double, level: Double = 0.95) -> ConfidenceInterval {
    guard total > 0, count >= 0, count <= total, level > 0, level < 1 else {
      return ConfidenceInterval(lower: .nan, upper: .nan, level: level)
    }
    return share(count / total, rows: total, quantile: NormalDistribution.quantile(0.5 + level / 2), level: level)
  }

  /// Wilson's interval around a share of so many rows, with the quantile of the distribution that is used.
  static func share(_ share: Double, rows: Double, quantile z: Double, level: Double) -> ConfidenceInterval {
    let middle = (share + z * z / (2 * rows)) / (1 + z * z / rows)
    let half = z / (1 + z * z / rows) * (share * (1 - share) / rows + z * z / (4 * rows * rows)).squareRoot()
    // Rounding must not leave a bound beyond an end.
    return ConfidenceInterval(
      lower: share == 0 ? 0 : max(0, middle - half), upper: share == 1 ? 1 : min(1, middle + half), level: level)
  }
}
