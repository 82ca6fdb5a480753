/// Values in their order beside what a normal distribution would have in their place: the points of a normal
/// quantile-quantile plot.
public struct NormalQuantiles: Hashable, Sendable, Codable {
  /// Quantiles of the standard normal distribution, ascending.
  public var theoretical: [Double]
  /// The finite values, ascending, one for each quantile.
  public var values: [Double]
  /// The line through the first and third quartiles of both: `intercept + slope * theoretical`. NaN for fewer than two
  /// values.
  public var slope: Double
  /// Where that line meets the middle of the normal distribution.
  public var intercept: Double
  /// Finite values, of which ``values`` may be a part.
  public var count: Int
  /// Missing values (NaN).
  public var missing: Int
  /// Infinite values, which are left out.
  public var infinite: Int

  /// - Parameters:
  ///   - values: NaN for missing ones.
  ///   - limit: the most points that are kept, at least 10: a tenth of them the most extreme at either end, the others
  ///     at evenly spaced ranks.
  ///
  /// The value of rank i of n stands at the quantile of (i − a) / (n + 1 − 2a) with a = 3/8, or 1/2 for more than 10
  /// values, as R's `qqnorm` does (Blom's and Hazen's plotting positions); the line is that of R's `qqline`.
  public init(_ values: [Double], limit: Int = 1_000) {
    let finite = values.filter(\.isFinite).sorted()
    count = finite.count
    missing = values.count { $0.isNaN }
    infinite = values.count - finite.count - missing
    let offset = count <= 10 ? 0.375 : 0.5
    let ranks = Self.ranks(count, limit: max(limit, 10))
    let denominator = Double(count) + 1 - 2 * offset
    theoretical = ranks.map { NormalDistribution.quantile((Double($0) - offset) / denominator) }
    self.values = ranks.map { finite[$0 - 1] }
    guard count > 1 else {
      (slope, intercept) = (.nan, .nan)
      return
    }
    let quartiles = Quantile.of(finite, [0.25, 0.75])
    let reach = NormalDistribution.quantile(0.75)
    slope = (quartiles[1] - quartiles[0]) / (2 * reach)
    intercept = (quartiles[0] + quartiles[1]) / 2
  }

  /// Ranks from 1 that are shown.
  private static func ranks(_ count: Int, limit: Int) -> [Int] {
    guard count > limit else { return count == 0 ? [] : Array(1...count) }
    let tail = limit / 10
    let inner = limit - 2 * tail
    let step = Double(count - 2 * tail - 1) / Double(inner - 1)
    let middle = (0..<inner).map { tail + 1 + Int((Double($0) * step).rounded()) }
    return Array(1...tail) + middle + Array((count - tail + 1)...count)
  }
}
