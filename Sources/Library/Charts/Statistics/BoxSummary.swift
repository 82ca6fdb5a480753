/// What a box plot draws: Tukey's five numbers, whiskers and outliers (J. W. Tukey, *Exploratory Data Analysis*, 1977).
public struct BoxSummary: Hashable, Sendable, Codable {
  /// Finite values.
  public var count: Int
  /// Values that are NaN or infinite.
  public var missing: Int
  public var minimum: Double
  public var firstQuartile: Double
  public var median: Double
  public var thirdQuartile: Double
  public var maximum: Double
  public var mean: Double
  /// The lowest value within 1.5 interquartile ranges of the first quartile.
  public var lowerWhisker: Double
  /// The highest value within 1.5 interquartile ranges of the third quartile.
  public var upperWhisker: Double
  /// Values beyond the whiskers, ascending: all of them, or an even choice of `outlierLimit` that keeps the extremes.
  public var outliers: [Double]
  /// How many values lie beyond the whiskers, drawn or not.
  public var outlierCount: Int

  public var interquartileRange: Double { thirdQuartile - firstQuartile }

  /// Quartiles interpolate between order statistics (type 7, the default of R and NumPy).
  /// - Returns: `nil` when no value is finite.
  public init?(_ values: [Double], outlierLimit: Int = 200) {
    let moments = Moments(values)
    guard moments.count > 0 else { return nil }
    let quartiles = RankSelection.quantiles([0.25, 0.5, 0.75], of: moments.finite)
    count = moments.count
    missing = moments.missing + moments.infinite
    mean = moments.mean
    (minimum, maximum) = (moments.minimum, moments.maximum)
    (firstQuartile, median, thirdQuartile) = (quartiles[0], quartiles[1], quartiles[2])

    let reach = 1.5 * (quartiles[2] - quartiles[0])
    let (low, high) = (quartiles[0] - reach, quartiles[2] + reach)
    // The quartiles lie between values, so a whisker starts at its quartile and reaches out only to values inside the fence.
    var (lower, upper) = (quartiles[0], quartiles[2])
    var beyond: [Double] = []
    for value in moments.finite {
      if value < low || value > high {
        beyond.append(value)
      } else if value < lower {
        lower = value
      } else if value > upper {
        upper = value
      }
    }
    (lowerWhisker, upperWhisker) = (lower, upper)
    outlierCount = beyond.count
    beyond.sort()
    outliers = Self.evenChoice(of: beyond, limit: max(0, outlierLimit))
  }

  private static func evenChoice(of sorted: [Double], limit: Int) -> [Double] {
    guard sorted.count > limit else { return sorted }
    guard limit > 1 else { return Array(sorted.suffix(limit)) }
    return (0..<limit).map { sorted[$0 * (sorted.count - 1) / (limit - 1)] }
  }
}
