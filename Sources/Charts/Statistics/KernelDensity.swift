#if canImport(Glibc)
  import Glibc
#endif

/// A smooth estimate of how densely values lie, with Gaussian kernels.
public struct KernelDensity: Hashable, Sendable, Codable {
  /// Where the density is told: evenly spaced, ascending.
  public var x: [Double]
  /// The density at each x: it integrates to 1.
  public var density: [Double]
  /// The standard deviation of each kernel.
  public var bandwidth: Double
  /// How many finite values were used.
  public var count: Int

  /// Up to this many kernel evaluations are done one by one; beyond, values are first shared out over a fine grid, which
  /// moves the density by less than a thousandth of its peak.
  private static let exactLimit = 4_000_000

  /// - Parameters:
  ///   - points: At how many places the density is told.
  ///   - bandwidth: By default Scott's rule, the sample's standard deviation times n^(-1/5), as in SciPy.
  ///   - domain: By default the range of the values with three bandwidths on either side.
  /// - Returns: `nil` when fewer than two values are finite or all are equal: there is no bandwidth then.
  public init?(_ values: [Double], points: Int = 256, bandwidth: Double? = nil, domain: ClosedRange<Double>? = nil) {
    let moments = Moments(values)
    let width = bandwidth ?? moments.standardDeviation * pow(Double(moments.count), -0.2)
    guard moments.count > 1, width > 0, width.isFinite else { return nil }
    let finite = moments.finite
    let low = domain?.lowerBound ?? moments.minimum - 3 * width
    let high = domain?.upperBound ?? moments.maximum + 3 * width
    guard (high - low).isFinite else { return nil }
    let places = max(2, points)
    x = (0..<places).map { low + (high - low) * Double($0) / Double(places - 1) }
    self.bandwidth = width
    count = moments.count
    if finite.count * places <= Self.exactLimit {
      density = Self.sum(at: x, centers: finite, weights: nil, width: width)
    } else {
      let grid = Grid(finite, low: moments.minimum, high: moments.maximum, step: width / 16)
      density = Self.sum(at: x, centers: grid.centers, weights: grid.weights, width: width)
    }
    let scale = 1 / (Double(count) * width * (2 * Double.pi).squareRoot())
    for index in density.indices { density[index] *= scale }
  }

  /// The density at any place, interpolated between those that are told; 0 outside them.
  func value(at place: Double) -> Double {
    guard let first = x.first, let last = x.last, place >= first, place <= last, last > first else { return 0 }
    let position = (place - first) / (last - first) * Double(x.count - 1)
    let index = min(Int(position), x.count - 2)
    return density[index] + (density[index + 1] - density[index]) * (position - Double(index))
  }

  private static func sum(at places: [Double], centers: [Double], weights: [Double]?, width: Double) -> [Double] {
    places.map { place in
      var sum = 0.0
      for (index, center) in centers.enumerated() {
        let z = (place - center) / width
        sum += (weights?[index] ?? 1) * exp(-0.5 * z * z)
      }
      return sum
    }
  }

  /// Values shared out over the two nearest places of a fine grid.
  private struct Grid {
    var centers: [Double]
    var weights: [Double]

    init(_ values: [Double], low: Double, high: Double, step: Double) {
      let cells = min(1 << 16, max(1, Int(((high - low) / step).rounded(.up))))
      let step = (high - low) / Double(cells)
      var weights = [Double](repeating: 0, count: cells + 1)
      for value in values {
        let position = (value - low) / step
        let cell = min(cells - 1, Int(position))
        let share = position - Double(cell)
        weights[cell] += 1 - share
        weights[cell + 1] += share
      }
      let filled = weights.indices.filter { weights[$0] > 0 }
      centers = filled.map { low + Double($0) * step }
      self.weights = filled.map { weights[$0] }
    }
  }
}
