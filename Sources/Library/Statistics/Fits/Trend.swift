/// A typical value with a band around it at each distinct x.
///
/// Pairs whose x is missing or infinite, or whose y is missing, are left out and counted. An infinite y is a value, as
/// in every summary (see ``Moments``): the mean at its x is infinite and has no band, the median stays what it is.
public struct Trend: Hashable, Sendable, Codable {
  /// What the line and its band stand for.
  public enum Band: Hashable, Sendable, Codable {
    /// The mean, with the interval that holds the true mean at this level (0...1), by Student's t. Of values from 0 to
    /// 1 it stays there, and of values that are never below 0 it does not go below.
    case confidence(Double)
    /// The median, with the first and third quartile.
    case interquartile
    /// The mean, with one standard deviation on either side.
    case standardDeviation
  }

  /// What is known at one x.
  public struct Point: Hashable, Sendable, Codable {
    /// Where the point is.
    public var x: Double
    /// The mean or the median of the values.
    public var center: Double
    /// The band's lower end; equals `center` where there is no band, such as at a single value.
    public var lower: Double
    /// The band's upper end.
    public var upper: Double
    /// How many values there are at this x.
    public var count: Int
    /// Whether there are values enough for a band.
    public var hasBand: Bool { count > 1 }

    /// A point with its band.
    public init(x: Double, center: Double, lower: Double, upper: Double, count: Int) {
      self.x = x
      self.center = center
      self.lower = lower
      self.upper = upper
      self.count = count
    }
  }

  /// Ascending by x.
  public var points: [Point]
  /// Pairs left out because x is missing or infinite, or y is missing.
  public var missing: Int
  /// What the points and their bands are.
  public var band: Band

  /// A trend that was computed elsewhere.
  /// - Precondition: the x of the points ascend.
  public init(points: [Point], missing: Int = 0, band: Band) {
    precondition(zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x }, "the x of a trend ascend")
    self.points = points
    self.missing = missing
    self.band = band
  }

  /// - Parameters:
  ///   - x: as many as y, for example years.
  ///   - y: as many as x.
  ///   - minimumCount: an x with fewer values than this is left out; its values count as neither shown nor missing.
  public init(x: [Double], y: [Double], band: Band = .confidence(0.95), minimumCount: Int = 1) {
    self.init(at: DistinctValues(x), y: y, band: band, minimumCount: minimumCount)
  }

  /// The same for an x that several trends share.
  package init(at x: DistinctValues, y: [Double], band: Band, minimumCount: Int) {
    let groups = x.groups(of: y)
    missing = max(x.codes.count, y.count) - groups.reduce(0) { $0 + $1.count }
    self.band = band
    let limits = Self.limits(of: groups)
    points = zip(x.values, groups).filter { !$1.isEmpty && $1.count >= minimumCount }
      .map { Self.point(x: $0, values: $1, band: band, limits: limits) }
  }

  private static func limits(of groups: [[Double]]) -> ClosedRange<Double> {
    guard groups.allSatisfy({ $0.allSatisfy { $0 >= 0 } }) else { return limits(minimum: -1, maximum: 1) }
    return limits(minimum: 0, maximum: groups.allSatisfy { $0.allSatisfy { $0 <= 1 } } ? 1 : .infinity)
  }

  /// Where means can lie, as far as the least and the greatest of the values tell.
  package static func limits(minimum: Double, maximum: Double) -> ClosedRange<Double> {
    minimum >= 0 ? 0...(maximum <= 1 ? 1 : .infinity) : -.infinity ... .infinity
  }

  private static func point(x: Double, values: [Double], band: Band, limits: ClosedRange<Double>) -> Point {
    if band == .interquartile {
      let quartiles = Quantile.of(present: values, [0.25, 0.5, 0.75])
      return Point(x: x, center: quartiles[1], lower: quartiles[0], upper: quartiles[2], count: values.count)
    }
    let moments = Moments(values)
    return Point(
      x: x, mean: moments.mean, standardDeviation: moments.standardDeviation, count: values.count, band: band,
      limits: limits)
  }
}

extension Trend.Point {
  /// The mean with its band.
  package init(
    x: Double, mean: Double, standardDeviation: Double, count: Int, band: Trend.Band, limits: ClosedRange<Double>
  ) {
    guard count > 1 else {
      self.init(x: x, center: mean, lower: mean, upper: mean, count: count)
      return
    }
    var half = standardDeviation
    var (lower, upper) = (mean - half, mean + half)
    if case .confidence(let level) = band {
      let n = Double(count)
      half *= StudentT(degreesOfFreedom: n - 1).quantile(0.5 + level / 2) / n.squareRoot()
      lower = max(mean - half, limits.lowerBound)
      upper = min(mean + half, limits.upperBound)
    }
    self.init(x: x, center: mean, lower: lower, upper: upper, count: count)
  }
}

/// The distinct values of a column of numbers, and which of them each row has.
package struct DistinctValues {
  /// Ascending and finite.
  package private(set) var values: [Double]
  /// For each row an index into `values`; -1 where the row's value is missing or infinite.
  package private(set) var codes: [Int32]

  package init(_ column: [Double]) {
    var codeOfValue: [Double: Int32] = [:]
    var found: [Double] = []
    var codes = [Int32](repeating: -1, count: column.count)
    // Whole numbers of a small range, as years are, need no hashing. -1 stands for those not yet seen.
    let reach = 8192
    var table = [Int32](repeating: -1, count: 2 * reach)
    for (row, value) in column.enumerated() where value.isFinite {
      let slot = abs(value) < Double(reach) && value == value.rounded() ? Int(value) + reach : -1
      let known = slot >= 0 ? table[slot] : codeOfValue[value] ?? -1
      if known >= 0 {
        codes[row] = known
        continue
      }
      let code = Int32(found.count)
      found.append(value)
      codes[row] = code
      if slot >= 0 { table[slot] = code } else { codeOfValue[value] = code }
    }
    let order = found.indices.sorted { found[$0] < found[$1] }
    var ranks = [Int32](repeating: 0, count: found.count)
    for (rank, code) in order.enumerated() { ranks[code] = Int32(rank) }
    values = order.map { found[$0] }
    self.codes = codes.map { $0 < 0 ? -1 : ranks[Int($0)] }
  }

  /// The values of another column at each distinct value, in the order of the rows; missing ones are left out.
  package func groups(of column: [Double]) -> [[Double]] {
    var counts = [Int](repeating: 0, count: values.count)
    for (code, value) in zip(codes, column) where code >= 0 && value == value { counts[Int(code)] += 1 }
    var groups = counts.map { count -> [Double] in
      var group: [Double] = []
      group.reserveCapacity(count)
      return group
    }
    for (code, value) in zip(codes, column) where code >= 0 && value == value { groups[Int(code)].append(value) }
    return groups
  }
}
