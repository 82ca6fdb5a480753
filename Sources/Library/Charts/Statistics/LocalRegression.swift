#if canImport(Glibc)
  import Glibc
#endif

/// A smooth curve through points: locally weighted regression.
///
/// W. S. Cleveland, "Robust locally weighted regression and smoothing scatterplots", JASA 74 (1979): at each place a line is
/// fitted to the nearest share of the points with tricube weights.
public struct LocalRegression: Hashable, Sendable {
  /// Evenly spaced over the range of the points.
  public var x: [Double]
  public var y: [Double]

  /// - Parameters:
  ///   - span: The share of the points (above 0, at most 1) that each local line sees.
  ///   - points: At how many places the curve is told.
  /// - Returns: `nil` when fewer than three pairs are finite or all x are equal.
  public init?(x: [Double], y: [Double], span: Double = 2.0 / 3, points: Int = 64) {
    let pairs = zip(x, y).filter { $0.isFinite && $1.isFinite }.sorted { $0.0 < $1.0 }
    guard pairs.count > 2, let first = pairs.first?.0, let last = pairs.last?.0, first < last else { return nil }
    let xs = pairs.map(\.0)
    let ys = pairs.map(\.1)
    let window = min(xs.count, max(2, Int((span * Double(xs.count)).rounded(.up))))
    let places = max(2, points)
    self.x = (0..<places).map { first + (last - first) * Double($0) / Double(places - 1) }
    var start = 0
    self.y = self.x.map { place in
      // The nearest points lie side by side in sorted order, and move only forward along the curve.
      while start + window < xs.count, xs[start + window] - place < place - xs[start] { start += 1 }
      return Self.fit(at: place, xs[start..<start + window], ys[start..<start + window])
    }
  }

  private static func fit(at place: Double, _ xs: ArraySlice<Double>, _ ys: ArraySlice<Double>) -> Double {
    guard let first = xs.first, let last = xs.last else { return .nan }
    let reach = max(place - first, last - place)
    var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, y) in zip(xs, ys) {
      let distance = reach > 0 ? min(1, abs(x - place) / reach) : 0
      let cube = 1 - distance * distance * distance
      let weight = cube * cube * cube
      let shifted = x - place
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
