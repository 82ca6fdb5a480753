/// A smooth curve through points: locally weighted regression, as R's `loess` computes it directly.
///
/// W. S. Cleveland and S. J. Devlin, "Locally weighted regression: an approach to regression analysis by local fitting",
/// JASA 83 (1988): at each position a polynomial is fitted to the nearest share of the points with tricube weights.
///
/// - Rows of one x count as that many rows at their mean, so the order of the rows changes nothing. Where all of the
///   nearest rows have one x, the curve is their mean.
/// - Where the nearest rows of a position lie on one side of it only, as within a gap wider than the window, there is
///   nothing to fit: the curve is the straight line between its values at the two ends of the gap.
/// - A window with too few different x for a polynomial gets one of a lower degree.
///
/// Missing and infinite values are left out with their pair, and counted (see ``Moments``).
public struct LocalRegression: Hashable, Sendable, Codable {
  /// Ascending; evenly spaced over the range of the points.
  public var x: [Double]
  /// The curve at each x.
  public var y: [Double]
  /// Pairs used: those of which both values are finite.
  public var count: Int
  /// Pairs left out because x or y is missing or infinite.
  public var missing: Int

  /// A curve that was fitted elsewhere.
  /// - Precondition: `x` ascends and is as long as `y`.
  public init(x: [Double], y: [Double], count: Int, missing: Int = 0) {
    precondition(x.count == y.count, "\(x.count) x and \(y.count) y")
    precondition(zip(x, x.dropFirst()).allSatisfy { $0 < $1 }, "the x of a curve ascend")
    self.x = x
    self.y = y
    self.count = count
    self.missing = missing
  }

  /// - Parameters:
  ///   - x: as many as y.
  ///   - y: as many as x.
  ///   - span: the share of the points (above 0, at most 1) that each local polynomial sees.
  ///   - degree: of the polynomials, from 0 for local means over 1 for lines to 2. Lines cut hollows and crests off and
  ///     miss a curve that bends at its end; parabolas follow both.
  ///   - points: at how many positions the curve is computed.
  /// - Returns: `nil` when fewer than three pairs are finite or all x are equal.
  public init?(x: [Double], y: [Double], span: Double = 2.0 / 3, degree: Int = 2, points: Int = 128) {
    let places = WeightedPlaces(x, y)
    guard places.rowCount > 2, let first = places.x.first, let last = places.x.last, first < last else { return nil }
    let window = min(places.rowCount, max(2, Int((span * Double(places.rowCount)).rounded(.up))))
    let points = max(2, points)
    count = places.rowCount
    missing = max(x.count, y.count) - places.rowCount
    self.x = (0..<points).map { $0 == points - 1 ? last : first + (last - first) * Double($0) / Double(points - 1) }
    self.y = LocalFits(places: places, window: window, degree: min(max(degree, 0), 2)).values(at: self.x)
  }
}

/// The distinct x of pairs, ascending, each with how many rows it has and their mean y.
private struct WeightedPlaces {
  var x: [Double] = []
  var y: [Double] = []
  /// How many rows there are up to each x, that included.
  var rowsUpTo: [Int] = []
  var rowCount: Int { rowsUpTo.last ?? 0 }

  init(_ xs: [Double], _ ys: [Double]) {
    let rows = (0..<Int32(min(xs.count, ys.count))).filter { xs[Int($0)].isFinite && ys[Int($0)].isFinite }
    let order = RadixSort.sorted(rows, by: RadixSort.keys(of: xs))
    var start = 0
    while start < order.count {
      let place = xs[Int(order[start])]
      var end = start + 1
      while end < order.count, xs[Int(order[end])] == place { end += 1 }
      x.append(place)
      // Rounded once, so that the order of the rows does not matter.
      y.append(end == start + 1 ? ys[Int(order[start])] : Moments(order[start..<end].map { ys[Int($0)] }).mean)
      rowsUpTo.append(end)
      start = end
    }
  }

  func rows(at place: Int) -> Int { rowsUpTo[place] - (place == 0 ? 0 : rowsUpTo[place - 1]) }
}

/// Polynomials through the nearest rows of positions.
private struct LocalFits {
  let places: WeightedPlaces
  /// How many rows a polynomial sees.
  let window: Int
  let degree: Int

  /// - Parameter positions: ascending, within the range of the places.
  func values(at positions: [Double]) -> [Double] {
    var left = 0
    return positions.map { position in
      while left + 1 < places.x.count, places.x[left + 1] <= position { left += 1 }
      let right = min(left + 1, places.x.count - 1)
      let (low, high) = (places.x[left], places.x[right])
      if position == low || left == right { return fit(at: position, near: left) }
      let width = high - low
      if reach(of: low, from: left) <= width || reach(of: high, from: right) <= width {
        let (start, end) = (fit(at: low, near: left), fit(at: high, near: right))
        let part = (position - low) / width
        return start == end ? start : start * (1 - part) + end * part
      }
      return fit(at: position, near: left)
    }
  }

  /// The distance of the last of the nearest rows of a position, and the places that are nearer than that.
  /// - Parameter near: the last place that is not beyond the position.
  private func neighborhood(of position: Double, near: Int) -> (reach: Double, places: Range<Int>) {
    // The places from `low` up to `high` are the nearest so far.
    var (low, high) = (near + 1, near + 1)
    var rows = 0
    var reach = 0.0
    while rows < window, low > 0 || high < places.x.count {
      let below = low > 0 ? position - places.x[low - 1] : .infinity
      let above = high < places.x.count ? places.x[high] - position : .infinity
      reach = min(below, above)
      if below <= above {
        low -= 1
        rows += places.rows(at: low)
      } else {
        rows += places.rows(at: high)
        high += 1
      }
    }
    return (reach, low..<high)
  }

  private func reach(of position: Double, from near: Int) -> Double {
    neighborhood(of: position, near: near).reach
  }

  private func fit(at position: Double, near: Int) -> Double {
    let (reach, nearest) = neighborhood(of: position, near: near)
    guard reach > 0 else { return places.y[near] }
    // All numbers are taken from a place near by and scaled by the window: a constant then has nothing left to round.
    let base = places.y[near]
    var (weights, xs, ys) = ([Double](), [Double](), [Double]())
    for place in nearest {
      let distance = (places.x[place] - position) / reach
      let cube = 1 - min(1, abs(distance * distance * distance))
      guard cube > 0 else { continue }
      weights.append(cube * cube * cube * Double(places.rows(at: place)))
      xs.append(distance)
      ys.append(places.y[place] - base)
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return nearest.map { places.y[$0] }.reduce(0, +) / Double(nearest.count) }
    let size = ys.reduce(abs(base)) { max($0, abs($1)) }
    // Zero where all of it is rounding.
    func result(_ value: Double) -> Double { abs(base + value) < 1e-14 * size ? 0 : base + value }
    func mean(_ values: [Double]) -> Double { zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total }
    // Polynomials that are orthogonal under the weights, one degree after the other, each from the rest that those
    // before it leave: nothing cancels, and a degree that the places do not tell apart adds nothing.
    let meanX = mean(xs)
    var rest = ys
    let height = mean(rest)
    var value = height
    for index in rest.indices { rest[index] -= height }
    let line = xs.map { $0 - meanX }
    let spread = mean(line.map { $0 * $0 })
    guard degree > 0, spread > Self.leastSpread else { return result(value) }
    let slope = mean(zip(line, rest).map { $0 * $1 }) / spread
    value -= slope * meanX
    for index in rest.indices { rest[index] -= slope * line[index] }
    guard degree > 1, xs.count > 2 else { return result(value) }
    // x² less what a constant and the line have of it.
    let skew = mean(line.map { $0 * $0 * $0 }) / spread
    let parabola = line.map { $0 * $0 - skew * $0 - spread }
    let curvature = mean(parabola.map { $0 * $0 })
    guard curvature > Self.leastSpread else { return result(value) }
    // A third place whose weight is all but gone would bend the curve as much as a full one: it fades in.
    guard curvature > Self.leastSpread * Self.leastSpread else { return result(value) }
    let part = min(1, curvature / Self.fullCurvature)
    let bend = mean(zip(parabola, rest).map { $0 * $1 }) / curvature * part * part * (3 - 2 * part)
    value += bend * (meanX * meanX + skew * meanX - spread)
    return result(value)
  }

  /// Of positions in units of the window: less than this is rounding.
  private static let leastSpread = 1e-12
  /// Of windows with places all over it is 0.002 or more, also where they are one-sided at an end of the points.
  private static let fullCurvature = 3e-4
}
