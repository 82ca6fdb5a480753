/// What a box plot draws: Tukey's five numbers, whiskers and outliers (J. W. Tukey, *Exploratory Data Analysis*, 1977).
///
/// Missing values are left out; infinities are values (see ``Moments``): the quartiles are those of ``NumericSummary``.
/// A drawing cannot place an infinite value, so that it is no whisker's end and not among ``outliers``, but is counted
/// in ``outlierCount``.
public struct BoxSummary: Hashable, Sendable, Codable {
  /// Values that are there, infinite ones among them.
  public var count: Int
  /// Missing values (NaN).
  public var missing: Int
  /// Values that are plus or minus infinity.
  public var infinite: Int
  /// The least value.
  public var minimum: Double
  /// A quarter of the values lie at or below it. Quartiles lie between two values by linear interpolation (type 7, the
  /// default of R and NumPy).
  public var firstQuartile: Double
  /// Half of the values lie at or below it.
  public var median: Double
  /// Three quarters of the values lie at or below it.
  public var thirdQuartile: Double
  /// The greatest value.
  public var maximum: Double
  /// The mean of all values.
  public var mean: Double
  /// The lowest value within 1.5 interquartile ranges of the first quartile, or that quartile when there is none below
  /// it.
  public var lowerWhisker: Double
  /// The highest value within 1.5 interquartile ranges of the third quartile, or that quartile when there is none above
  /// it.
  public var upperWhisker: Double
  /// Finite values beyond the whiskers, ascending: all of them, or an even choice of some that keeps the extremes.
  public var outliers: [Double]
  /// How many values lie beyond the whiskers, in ``outliers`` or not.
  public var outlierCount: Int

  /// The distance of the quartiles, which is the width of the box.
  public var interquartileRange: Double { thirdQuartile - firstQuartile }
  /// Whether box and whiskers have a place on an axis: no quartile is infinite.
  public var isDrawable: Bool { firstQuartile.isFinite && thirdQuartile.isFinite && median.isFinite }

  /// A summary that was computed elsewhere.
  /// - Parameter outlierCount: by default as many as there are outliers.
  /// - Precondition: no count is negative, and no more outliers are given than there are.
  public init(
    count: Int, missing: Int = 0, infinite: Int = 0, minimum: Double, firstQuartile: Double, median: Double,
    thirdQuartile: Double, maximum: Double, mean: Double, lowerWhisker: Double, upperWhisker: Double,
    outliers: [Double] = [], outlierCount: Int? = nil
  ) {
    precondition(count >= 0 && missing >= 0 && infinite >= 0, "counts are 0 or more")
    precondition(outliers.count <= outlierCount ?? .max, "\(outliers.count) of \(outlierCount ?? 0) outliers")
    self.count = count
    self.missing = missing
    self.infinite = infinite
    self.minimum = minimum
    self.firstQuartile = firstQuartile
    self.median = median
    self.thirdQuartile = thirdQuartile
    self.maximum = maximum
    self.mean = mean
    self.lowerWhisker = lowerWhisker
    self.upperWhisker = upperWhisker
    self.outliers = outliers
    self.outlierCount = outlierCount ?? outliers.count
  }

  /// - Parameters:
  ///   - values: in any order; NaN for missing ones.
  ///   - outlierLimit: no more outliers than this are kept.
  /// - Returns: `nil` when no value is finite.
  public init?(_ values: [Double], outlierLimit: Int = 200) {
    let moments = Moments(values)
    guard moments.count > moments.infinite else { return nil }
    let quartiles = Quantile.of(values, [0.25, 0.5, 0.75])
    count = moments.count
    missing = moments.missing
    infinite = moments.infinite
    mean = moments.mean
    (minimum, maximum) = (moments.minimum, moments.maximum)
    (firstQuartile, median, thirdQuartile) = (quartiles[0], quartiles[1], quartiles[2])

    let reach = 1.5 * (quartiles[2] - quartiles[0])
    let (low, high) = (quartiles[0] - reach, quartiles[2] + reach)
    // The quartiles lie between values, so a whisker starts at its quartile and reaches out only to values inside the
    // fence.
    var (lower, upper) = (quartiles[0], quartiles[2])
    var beyond: [Double] = []
    for value in values {
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
    outliers = Self.evenChoice(of: beyond.finiteValues.sorted(), limit: max(0, outlierLimit))
  }

  private static func evenChoice(of sorted: [Double], limit: Int) -> [Double] {
    guard sorted.count > limit else { return sorted }
    guard limit > 1 else { return Array(sorted.suffix(limit)) }
    return (0..<limit).map { sorted[$0 * (sorted.count - 1) / (limit - 1)] }
  }
}
