/// A straight line through points by least squares.
public struct LinearFit: Hashable, Sendable, Codable {
  public var slope: Double
  public var intercept: Double
  /// The share of y's variance that the line explains, 0...1.
  public var rSquared: Double
  /// Pairs used: those of which both values are finite.
  public var count: Int
  /// The residual standard deviation, dividing by n - 2.
  private var residual: Double
  private var meanX: Double
  private var deviationX: Double

  /// - Returns: `nil` when fewer than two pairs are finite, all x are equal, or numbers are so large that their squares are infinite.
  public init?(x: [Double], y: [Double]) {
    let pairs = zip(x, y).filter { $0.isFinite && $1.isFinite }
    guard pairs.count > 1 else { return nil }
    let n = Double(pairs.count)
    let meanX = pairs.reduce(0) { $0 + $1.0 } / n
    let meanY = pairs.reduce(0) { $0 + $1.1 } / n
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in pairs {
      xx += (x - meanX) * (x - meanX)
      xy += (x - meanX) * (y - meanY)
      yy += (y - meanY) * (y - meanY)
    }
    guard xx > 0, (xx + yy + abs(xy)).isFinite, (xy / xx * meanX).isFinite else { return nil }
    slope = xy / xx
    intercept = meanY - xy / xx * meanX
    rSquared = yy > 0 ? min(1, (xy / xx) * (xy / yy)) : 1
    count = pairs.count
    residual = pairs.count > 2 ? (max(0, yy - xy / xx * xy) / (n - 2)).squareRoot() : 0
    self.meanX = meanX
    deviationX = xx
  }

  public func value(at x: Double) -> Double { intercept + slope * x }

  /// The interval that holds the true mean of y at x with a probability of `level`.
  public func band(at x: Double, level: Double = 0.95) -> ClosedRange<Double> {
    let center = value(at: x)
    guard count > 2 else { return center...center }
    let n = Double(count)
    let error = residual * (1 / n + (x - meanX) * (x - meanX) / deviationX).squareRoot()
    let half = StudentT(degreesOfFreedom: n - 2).quantile(0.5 + level / 2) * error
    return (center - half)...(center + half)
  }

  /// The interval that holds the true slope with a probability of `level`; the slope alone when two pairs were used.
  public func slopeInterval(level: Double = 0.95) -> ClosedRange<Double> {
    guard count > 2 else { return slope...slope }
    let half =
      StudentT(degreesOfFreedom: Double(count) - 2).quantile(0.5 + level / 2) * residual / deviationX.squareRoot()
    return (slope - half)...(slope + half)
  }
}
