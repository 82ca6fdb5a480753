/// A straight line through points by least squares.
///
/// Missing and infinite values are left out with their pair, and counted (see ``Moments``).
public struct LinearFit: Hashable, Sendable, Codable {
  /// How much y rises for each unit of x.
  public var slope: Double
  /// Where the line is at an x of 0.
  public var intercept: Double
  /// The share of y's variance that the line explains, 0...1.
  public var rSquared: Double
  /// Pairs used: those of which both values are finite.
  public var count: Int
  /// Pairs left out because x or y is missing or infinite: a line has no distance from them.
  public var missing: Int
  /// The standard deviation of the distances from the line, dividing by n - 2; 0 when two pairs were used.
  public var residualStandardDeviation: Double
  /// The mean of x over the pairs used.
  public var meanX: Double
  /// The standard deviation of x over the pairs used, dividing by n - 1.
  public var standardDeviationX: Double

  /// A line that was fitted elsewhere.
  /// - Precondition: two pairs or more were used, and their x differ.
  public init(
    slope: Double, intercept: Double, rSquared: Double, count: Int, missing: Int = 0,
    residualStandardDeviation: Double, meanX: Double, standardDeviationX: Double
  ) {
    precondition(count > 1 && standardDeviationX > 0, "a line needs two different x")
    self.slope = slope
    self.intercept = intercept
    self.rSquared = rSquared
    self.count = count
    self.missing = missing
    self.residualStandardDeviation = residualStandardDeviation
    self.meanX = meanX
    self.standardDeviationX = standardDeviationX
  }

  /// - Parameters:
  ///   - x: as many as y.
  ///   - y: as many as x.
  /// - Returns: `nil` when fewer than two pairs are finite, all x are equal, or the line is beyond the range of a
  ///   double.
  public init?(x: [Double], y: [Double]) {
    var (xs, ys): ([Double], [Double]) = ([], [])
    for (x, y) in zip(x, y) where x.isFinite && y.isFinite {
      xs.append(x)
      ys.append(y)
    }
    guard xs.count > 1 else { return nil }
    let n = Double(xs.count)
    let (momentsX, momentsY) = (Moments(xs), Moments(ys))
    let (meanX, meanY) = (momentsX.mean, momentsY.mean)
    // Powers of two keep the squares in the range of a double.
    let (scaleX, scaleY) = (momentsX.scaleOfSquares, momentsY.scaleOfSquares)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(xs, ys) {
      let (dx, dy) = (x * scaleX - meanX * scaleX, y * scaleY - meanY * scaleY)
      xx += dx * dx
      xy += dx * dy
      yy += dy * dy
    }
    guard xx > 0, (xx + yy + abs(xy)).isFinite else { return nil }
    slope = xy / xx / scaleY * scaleX
    intercept = meanY - slope * meanX
    guard intercept.isFinite else { return nil }
    rSquared = yy > 0 ? min(1, (xy / xx) * (xy / yy)) : 1
    count = xs.count
    missing = max(x.count, y.count) - xs.count
    residualStandardDeviation = xs.count > 2 ? (max(0, yy - xy / xx * xy) / (n - 2)).squareRoot() / scaleY : 0
    self.meanX = meanX
    standardDeviationX = momentsX.standardDeviation
  }

  /// The line at an x.
  public func value(at x: Double) -> Double { intercept + slope * x }

  /// The interval that holds the true mean of y at x with a probability of `level`; the line alone when two pairs were
  /// used.
  public func band(at x: Double, level: Double = 0.95) -> ClosedRange<Double> {
    let center = value(at: x)
    guard count > 2 else { return center...center }
    let n = Double(count)
    let distance = (x - meanX) / standardDeviationX
    let error = residualStandardDeviation * (1 / n + distance * distance / (n - 1)).squareRoot()
    let half = StudentT(degreesOfFreedom: n - 2).quantile(0.5 + level / 2) * error
    return (center - half)...(center + half)
  }

  /// The interval that holds the true slope with a probability of `level`; the slope alone when two pairs were used.
  public func slopeInterval(level: Double = 0.95) -> ClosedRange<Double> {
    guard count > 2 else { return slope...slope }
    let n = Double(count)
    let error = residualStandardDeviation / standardDeviationX / (n - 1).squareRoot()
    let half = StudentT(degreesOfFreedom: n - 2).quantile(0.5 + level / 2) * error
    return (slope - half)...(slope + half)
  }
}
