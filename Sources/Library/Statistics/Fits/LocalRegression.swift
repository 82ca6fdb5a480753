/// A smooth curve through points: locally weighted regression.
///
/// W. S. Cleveland, "Robust locally weighted regression and smoothing scatterplots", JASA 74 (1979): at each position a
/// line is fitted to the nearest share of the points with tricube weights. Missing and infinite values are left out
/// with their pair, and counted (see ``Moments``).
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
  ///   - span: the share of the points (above 0, at most 1) that each local line sees.
  ///   - points: at how many positions the curve is computed.
  /// - Returns: `nil` when fewer than three pairs are finite or all x are equal.
  public init?(x: [Double], y: [Double], span: Double = 2.0 / 3, points: Int = 64) {
    let pairs = zip(x, y).filter { $0.isFinite && $1.isFinite }.sorted { $0.0 < $1.0 }
    guard pairs.count > 2, let first = pairs.first?.0, let last = pairs.last?.0, first < last else { return nil }
    let xs = pairs.map(\.0)
    let ys = pairs.map(\.1)
    let window = min(xs.count, max(2, Int((span * Double(xs.count)).rounded(.up))))
    let points = max(2, points)
    count = pairs.count
    missing = max(x.count, y.count) - pairs.count
    self.x = (0..<points).map { first + (last - first) * Double($0) / Double(points - 1) }
    var start = 0
    self.y = self.x.map { position in
      // The nearest points lie side by side in sorted order, and move only forward along the curve.
      while start + window < xs.count, xs[start + window] - position < position - xs[start] { start += 1 }
      return Self.fit(at: position, xs[start..<start + window], ys[start..<start + window])
    }
  }

  private static func fit(at position: Double, _ xs: ArraySlice<Double>, _ ys: ArraySlice<Double>) -> Double {
    guard let first = xs.first, let last = xs.last else { return .nan }
    let reach = max(position - first, last - position)
    var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, y) in zip(xs, ys) {
      let distance = reach > 0 ? min(1, abs(x - position) / reach) : 0
      let cube = 1 - distance * distance * distance
      let weight = cube * cube * cube
      let shifted = x - position
      w += weight
      wx += weight * shifted
      wy += weight * y
      wxx += weight * shifted * shifted
      wxy += weight * shifted * y
    }
    let determinant = w * wxx - wx * wx
    // With one distinct x in reach there is no slope, only a mean.
    guard determinant > 1e-12 * w * wxx, w > 0 else { return w > 0 ? wy / w : ys.reduce(0, +) / Double(ys.count) }
    return (wxx * wy - wx * wxy) / determinant
  }
}
