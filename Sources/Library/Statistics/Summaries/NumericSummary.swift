/// The numbers that describe a column of numbers. Missing values are left out; infinities are values (see ``Moments``).
public struct NumericSummary: Sendable, Hashable, Codable {
  /// Values that are there.
  public var someCount: Int
  /// Missing values.
  public var noneCount: Int
  /// NaN, as all the others, when there is no value.
  public var mean: Double
  /// Of a sample (divided by one less than the number of values); NaN for fewer than two values.
  public var standardDeviation: Double
  /// The least value.
  public var min: Double
  /// The greatest value.
  public var max: Double
  /// Half of the values lie at or below it. It and the quartiles lie between two values by linear interpolation (type 7
  /// of Hyndman and Fan).
  public var median: Double
  /// A quarter of the values lie at or below it.
  public var firstQuartile: Double
  /// Three quarters of the values lie at or below it.
  public var thirdQuartile: Double

  /// All values, missing ones too.
  public var count: Int { someCount + noneCount }
  /// The distance of the quartiles.
  public var interquartileRange: Double { thirdQuartile - firstQuartile }

  /// A summary that was computed elsewhere.
  /// - Precondition: no count is negative.
  public init(
    someCount: Int, noneCount: Int = 0, mean: Double, standardDeviation: Double, min: Double, max: Double,
    median: Double, firstQuartile: Double, thirdQuartile: Double
  ) {
    precondition(someCount >= 0 && noneCount >= 0, "counts are 0 or more")
    self.someCount = someCount
    self.noneCount = noneCount
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.min = min
    self.max = max
    self.median = median
    self.firstQuartile = firstQuartile
    self.thirdQuartile = thirdQuartile
  }

  /// - Parameter values: in any order; NaN for missing ones.
  public init(_ values: [Double]) {
    let moments = Moments(values)
    let quartiles = Quantile.of(values, [0.25, 0.5, 0.75])
    self.init(
      someCount: moments.count, noneCount: moments.missing, mean: moments.mean,
      standardDeviation: moments.standardDeviation, min: moments.count == 0 ? .nan : moments.minimum,
      max: moments.count == 0 ? .nan : moments.maximum, median: quartiles[1], firstQuartile: quartiles[0],
      thirdQuartile: quartiles[2])
  }
}
