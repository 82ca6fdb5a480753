/// How many values there are, where they lie, what they add up to and how they are spread.
///
/// ## Missing and infinite values
///
/// One rule holds for every summary, table and drawing:
///
/// - A value that is missing (nil in a column, NaN among numbers) is left out of everything, and is counted as missing.
/// - An infinite value is a value. It is counted, it is larger (or smaller) than all others, and so it has its place in
///   medians, quartiles and ranks; the mean of a column that holds one is infinite, and its standard deviation, as any
///   distance from that mean, is NaN. This is what pandas and NumPy do, and it is what keeps a median honest: a
///   measurement that ran over the end of its scale is not a measurement that was never taken.
/// - What needs a place on an axis or a distance (bins, densities, hexagons, lines and curves) cannot hold an infinite
///   value. It leaves such values out and says how many they are. The statistics that it prints beside the drawing are
///   those of all values.
///
/// Sums are rounded once, as Python's `math.fsum` does. Squared distances are taken from the mean in a second pass, so
/// that nothing cancels, and are scaled where their squares would leave the range of a double.
public struct Moments: Hashable, Sendable, Codable {
  /// Values that are there, infinite ones among them.
  public var count: Int
  /// Values that are missing (NaN).
  public var missing: Int
  /// Values that are plus or minus infinity.
  public var infinite: Int
  /// The least value; plus infinity when there is none.
  public var minimum: Double
  /// The greatest value; minus infinity when there is none.
  public var maximum: Double
  /// All values added up; 0 when there is none, infinite when it is beyond the largest double.
  public var sum: Double
  /// NaN when there is no value.
  public var mean: Double
  /// Of a sample: the root of the squared distances from the mean, divided by one less than the number of values. NaN
  /// for fewer than two values and when a value is infinite.
  public var standardDeviation: Double

  /// Moments that were computed elsewhere.
  /// - Precondition: no count is negative, and no more values are infinite than there are.
  public init(
    count: Int, missing: Int = 0, infinite: Int = 0, minimum: Double, maximum: Double, sum: Double, mean: Double,
    standardDeviation: Double
  ) {
    precondition(count >= 0 && missing >= 0 && (0...count).contains(infinite), "counts are 0 or more")
    self.count = count
    self.missing = missing
    self.infinite = infinite
    self.minimum = minimum
    self.maximum = maximum
    self.sum = sum
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// - Parameter values: in any order; NaN for missing ones.
  public init(_ values: [Double]) {
    let scan = ColumnScan(values)
    count = scan.count
    missing = values.count - scan.count
    (minimum, maximum) = (scan.minimum, scan.maximum)
    let (hasLeast, hasGreatest) = (minimum == -.infinity, maximum == .infinity)
    guard hasLeast || hasGreatest else {
      infinite = 0
      (sum, mean) = (scan.sum, scan.mean)
      standardDeviation = count < 2 ? .nan : scan.rootMeanSquare(of: values, dividingBy: Double(count - 1))
      return
    }
    infinite = values.reduce(0) { $0 + ($1.isInfinite ? 1 : 0) }
    sum = !hasLeast ? .infinity : hasGreatest ? .nan : -.infinity
    (mean, standardDeviation) = (sum, .nan)
  }

  /// The standard deviation of the values themselves, dividing by their number; 0 for one value, NaN for none and when
  /// a value is infinite.
  public var populationStandardDeviation: Double {
    count == 1 && infinite == 0 ? 0 : standardDeviation * (Double(count - 1) / Double(count)).squareRoot()
  }

  /// What values are multiplied with before their distances from the mean are squared: 1, or a power of two (which
  /// changes no digit) where squares would leave the range of a double.
  var scaleOfSquares: Double { ColumnScan.scale(minimum: minimum, maximum: maximum, mean: mean) }
}
