#if canImport(Glibc)
  import Glibc
#endif

/// A typical value with a band around it at each distinct x.
public struct Trend: Hashable, Sendable, Codable {
  /// What the line and its band stand for.
  public enum Band: Hashable, Sendable, Codable {
    /// The mean, with the interval that holds the true mean at this level (0...1), by Student's t.
    case confidence(Double)
    /// The median, with the first and third quartile.
    case interquartile
    /// The mean, with one standard deviation on either side.
    case standardDeviation
  }

  /// What is known at one x.
  public struct Point: Hashable, Sendable, Codable {
    public var x: Double
    public var center: Double
    /// The band's lower end; equals `center` where a band cannot be told, such as at a single value.
    public var lower: Double
    public var upper: Double
    /// How many values there are at this x.
    public var count: Int
  }

  /// Ascending by x.
  public var points: [Point]
  /// Pairs left out because x or y is not finite.
  public var missing: Int
  public var band: Band

  /// - Parameters:
  ///   - x: As many as y, for example years.
  ///   - minimumCount: An x with fewer values than this is left out; its values count as neither shown nor missing.
  public init(x: [Double], y: [Double], band: Band = .confidence(0.95), minimumCount: Int = 1) {
    self.init(at: TrendPlaces(x), y: y, band: band, minimumCount: minimumCount)
  }

  /// The same for places that several trends share.
  init(at places: TrendPlaces, y: [Double], band: Band, minimumCount: Int) {
    let groups = places.values(of: y)
    missing = max(places.codes.count, y.count) - groups.reduce(0) { $0 + $1.count }
    self.band = band
    points = zip(places.distinct, groups).filter { !$1.isEmpty && $1.count >= minimumCount }
      .map { Self.point(x: $0, values: $1, band: band) }
  }

  private static func point(x: Double, values: [Double], band: Band) -> Point {
    switch band {
    case .interquartile:
      let quartiles = RankSelection.quantiles([0.25, 0.5, 0.75], of: values)
      return Point(x: x, center: quartiles[1], lower: quartiles[0], upper: quartiles[2], count: values.count)
    case .confidence(let level):
      let moments = Moments(values)
      let n = Double(values.count)
      let half =
        values.count < 2
        ? 0 : StudentT(degreesOfFreedom: n - 1).quantile(0.5 + level / 2) * moments.standardDeviation / n.squareRoot()
      return Point(
        x: x, center: moments.mean, lower: moments.mean - half, upper: moments.mean + half, count: values.count)
    case .standardDeviation:
      let moments = Moments(values)
      let half = values.count < 2 ? 0 : moments.standardDeviation
      return Point(
        x: x, center: moments.mean, lower: moments.mean - half, upper: moments.mean + half, count: values.count)
    }
  }
}
