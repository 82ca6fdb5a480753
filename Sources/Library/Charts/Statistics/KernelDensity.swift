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
  /// How many values were used: those that are finite and within the bounds.
  public var count: Int

  /// Up to this many kernel evaluations are done one by one; beyond, values are first shared out over a fine grid, which
  /// moves the density by less than a thousandth of its peak.
  private static let exactLimit = 4_000_000

  /// - Parameters:
  ///   - points: At how many places the density is told.
  ///   - bandwidth: By default Scott's rule, the sample's standard deviation times n^(-1/5), as in SciPy.
  ///   - domain: By default the range of the values with three bandwidths on either side, within the bounds.
  ///   - bounds: Where values can lie at all; either end may be infinite. What kernels would put beyond an end is folded back at it (the reflection method;
  ///     E. F. Schuster, *Incorporating support constraints into nonparametric estimators of densities*, 1985), or else the density would fall to
  ///     half at an end that values crowd against. Values beyond are left out.
  /// - Returns: `nil` when fewer than two values are usable or all are equal: there is no bandwidth then.
  public init?(
    _ values: [Double], points: Int = 256, bandwidth: Double? = nil, domain: ClosedRange<Double>? = nil,
    bounds: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    var moments = Moments(values)
    if moments.minimum < bounds.lowerBound || moments.maximum > bounds.upperBound {
      moments = Moments(values.filter(bounds.contains))
    }
    let width = bandwidth ?? Self.scottBandwidth(moments)
    guard moments.count > 1, width > 0, width.isFinite else { return nil }
    let finite = moments.finite
    let low = domain?.lowerBound ?? max(moments.minimum - 3 * width, bounds.lowerBound)
    let high = domain?.upperBound ?? min(moments.maximum + 3 * width, bounds.upperBound)
    guard (high - low).isFinite else { return nil }
    let places = max(2, points)
    x = (0..<places).map { low + (high - low) * Double($0) / Double(places - 1) }
    self.bandwidth = width
    count = moments.count
    let kernels: Kernels
    if finite.count * places <= Self.exactLimit {
      kernels = Kernels(centers: finite, weights: nil, width: width)
    } else {
      kernels = Kernels(finite, low: moments.minimum, high: moments.maximum, width: width)
    }
    density = x.map { place in
      guard bounds.contains(place) else { return 0 }
      var sum = kernels.sum(at: place)
      // A kernel folded back reaches a place as far as the kernel itself reaches the place's mirror image.
      for bound in [bounds.lowerBound, bounds.upperBound] where abs(place - bound) < Self.reach * width {
        sum += kernels.sum(at: 2 * bound - place)
      }
      return sum
    }
    let scale = 1 / (Double(count) * width * (2 * Double.pi).squareRoot())
    for index in density.indices { density[index] *= scale }
  }

  static func scottBandwidth(_ moments: Moments) -> Double {
    moments.standardDeviation * pow(Double(moments.count), -0.2)
  }

  /// The density at any place, interpolated between those that are told; 0 outside them.
  func value(at place: Double) -> Double {
    guard let first = x.first, let last = x.last, place >= first, place <= last, last > first else { return 0 }
    let position = (place - first) / (last - first) * Double(x.count - 1)
    let index = min(Int(position), x.count - 2)
    return density[index] + (density[index + 1] - density[index]) * (position - Double(index))
  }

  /// Bandwidths beyond which a kernel adds less than can be told in a double.
  private static let reach = 9.0

  fileprivate struct Kernels {
    var centers: [Double]
    /// How many values each centre stands for; nil for one each.
    var weights: [Double]?
    var width: Double

    func sum(at place: Double) -> Double {
      var sum = 0.0
      for (index, center) in centers.enumerated() {
        let z = (place - center) / width
        sum += (weights?[index] ?? 1) * exp(-0.5 * z * z)
      }
      return sum
    }
  }
}

extension KernelDensity.Kernels {
  /// Values shared out over the two nearest places of a fine grid.
  init(_ values: [Double], low: Double, high: Double, width: Double) {
    let cells = min(1 << 16, max(1, Int(((high - low) / (width / 16)).rounded(.up))))
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
    self.init(centers: filled.map { low + Double($0) * step }, weights: filled.map { weights[$0] }, width: width)
  }
}
