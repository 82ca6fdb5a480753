import Glibc

/// A smooth estimate of how densely values lie, with Gaussian kernels. Missing and infinite values are left out, and
/// counted (see ``Moments``).
public struct KernelDensity: Hashable, Sendable, Codable {
  /// Where the density is given, ascending: evenly spaced for a smooth density, at both ends of each bar for a
  /// discrete one.
  public var x: [Double]
  /// The density at each x: it integrates to 1.
  public var density: [Double]
  /// The standard deviation of each kernel; 0 for bars (see ``isDiscrete``).
  public var bandwidth: Double
  /// How many values were used: those that are finite and within the bounds.
  public var count: Int
  /// Missing values (NaN).
  public var missing: Int
  /// Values left out that are infinite or beyond the bounds.
  public var outside: Int

  /// Whether the density is a bar for each value of a few that come again and again, with no kernel over it.
  public var isDiscrete: Bool { bandwidth == 0 }

  /// Up to this many kernel evaluations are done one by one; beyond, values are first shared out over a fine grid,
  /// which moves the density by less than a thousandth of its peak.
  private static let exactLimit = 4_000_000

  /// A density that was estimated elsewhere.
  /// - Precondition: `x` ascends and is as long as `density`.
  public init(
    x: [Double], density: [Double], bandwidth: Double, count: Int, missing: Int = 0, outside: Int = 0
  ) {
    precondition(x.count == density.count, "\(x.count) positions and \(density.count) densities")
    precondition(zip(x, x.dropFirst()).allSatisfy { $0 < $1 }, "the positions of a density ascend")
    self.x = x
    self.density = density
    self.bandwidth = bandwidth
    self.count = count
    self.missing = missing
    self.outside = outside
  }

  /// - Parameters:
  ///   - values: NaN for missing ones.
  ///   - points: at how many positions the density is computed.
  ///   - bandwidth: by default Scott's rule, the sample's standard deviation times n^(-1/5), as in SciPy.
  ///   - domain: by default the range of the values with three bandwidths on either side, within the bounds.
  ///   - bounds: where values can lie at all; either end may be infinite. What kernels would put beyond an end is
  ///     folded back at it (the reflection method; E. F. Schuster, *Incorporating support constraints into
  ///     nonparametric estimators of densities*, 1985), or else the density would fall to half at an end that values
  ///     crowd against. Values beyond are left out.
  /// - Returns: `nil` when fewer than two values are usable or all are equal: there is no bandwidth then.
  public init?(
    _ values: [Double], points: Int = 256, bandwidth: Double? = nil, domain: ClosedRange<Double>? = nil,
    bounds: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    var finite = values
    var moments = Moments(values)
    missing = moments.missing
    if moments.missing + moments.infinite > 0 || moments.minimum < bounds.lowerBound
      || moments.maximum > bounds.upperBound
    {
      finite = values.filter { $0.isFinite && bounds.contains($0) }
      moments = Moments(finite)
    }
    outside = values.count - missing - finite.count
    let width = bandwidth ?? Self.scottBandwidth(moments)
    guard moments.count > 1, width > 0, width.isFinite else { return nil }
    let low = domain?.lowerBound ?? max(moments.minimum - 3 * width, bounds.lowerBound)
    let high = domain?.upperBound ?? min(moments.maximum + 3 * width, bounds.upperBound)
    guard (high - low).isFinite else { return nil }
    let points = max(2, points)
    x = (0..<points).map { low + (high - low) * Double($0) / Double(points - 1) }
    self.bandwidth = width
    count = moments.count
    let kernels: Kernels
    if finite.count * points <= Self.exactLimit {
      kernels = Kernels(centers: finite, weights: nil, width: width)
    } else {
      kernels = Kernels(finite, low: moments.minimum, high: moments.maximum, width: width)
    }
    density = x.map { position in
      guard bounds.contains(position) else { return 0 }
      var sum = kernels.sum(at: position)
      // A kernel folded back reaches a position as far as the kernel itself reaches the position's mirror image.
      for bound in [bounds.lowerBound, bounds.upperBound] where abs(position - bound) < Self.reach * width {
        sum += kernels.sum(at: 2 * bound - position)
      }
      return sum
    }
    let scale = 1 / (Double(count) * width * (2 * Double.pi).squareRoot())
    for index in density.indices { density[index] *= scale }
  }

  static func scottBandwidth(_ moments: Moments) -> Double {
    moments.standardDeviation * pow(Double(moments.count), -0.2)
  }

  /// The density at any position, interpolated between those of ``x``; 0 outside them.
  public func value(at position: Double) -> Double {
    guard let first = x.first, let last = x.last, position >= first, position <= last, last > first else { return 0 }
    let index = min(x.count(upTo: position), x.count - 1) - 1
    let part = (position - x[index]) / (x[index + 1] - x[index])
    return density[index] + (density[index + 1] - density[index]) * part
  }

  /// Bandwidths beyond which a kernel adds less than the last digit of a double.
  private static let reach = 9.0

  fileprivate struct Kernels {
    var centers: [Double]
    /// How many values each center stands for; nil for one each.
    var weights: [Double]?
    var width: Double

    func sum(at position: Double) -> Double {
      var sum = 0.0
      for (index, center) in centers.enumerated() {
        let z = (position - center) / width
        sum += (weights?[index] ?? 1) * exp(-0.5 * z * z)
      }
      return sum
    }
  }
}

extension KernelDensity.Kernels {
  /// Values shared out over the two nearest points of a fine grid.
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

extension KernelDensity {
  /// What is drawn of values: bars where they are a few that come again and again, else a smooth curve within a domain,
  /// scaled to an area of 1 there.
  ///
  /// Kernels over counts, ratings or truth values would spread each over its neighbours and beyond the least and the
  /// greatest, or, reflected there, make these look twice as frequent as they are. What smooth kernels put beyond the
  /// domain is not drawn, and so does not count.
  /// - Parameters:
  ///   - steps: of the values; nil for values to be drawn as a smooth curve.
  ///   - domain: where the smooth curve is drawn.
  package init?(
    drawing values: [Double], steps: ValueSteps?, points: Int, domain: ClosedRange<Double>,
    bounds: ClosedRange<Double> = DensityBounds.unlimited
  ) {
    if let steps {
      self.init(values, steps: steps, bounds: bounds)
      return
    }
    guard let smooth = KernelDensity(values, points: points, domain: domain, bounds: bounds) else { return nil }
    self = smooth.withUnitArea()
  }

  /// The density scaled to an area of 1 over ``x``: for a curve that ends where the values do, of which kernels put a
  /// part beyond.
  public func withUnitArea() -> KernelDensity {
    var area = 0.0
    for index in x.indices.dropFirst() {
      area += (x[index] - x[index - 1]) * (density[index] + density[index - 1]) / 2
    }
    guard area > 0, area.isFinite else { return self }
    var scaled = self
    for index in density.indices { scaled.density[index] /= area }
    return scaled
  }

  /// A bar for each step from the least to the greatest value, a step wide.
  private init?(_ values: [Double], steps: ValueSteps, bounds: ClosedRange<Double>) {
    let finite = values.filter { $0.isFinite && bounds.contains($0) }
    guard let low = finite.min(), let high = finite.max(), low < high else { return nil }
    let first = steps.index(of: low)
    var counts = [Int](repeating: 0, count: steps.index(of: high) - first + 1)
    for value in finite { counts[steps.index(of: value) - first] += 1 }
    var (x, density) = ([Double](), [Double]())
    // The sides of bars are all but upright: as places ascend, no two of them are one.
    let edge = steps.width * 1e-6
    for (index, count) in counts.enumerated() {
      let middle = steps.value(at: first + index)
      x.append(middle - steps.width / 2 + (index == 0 ? 0 : edge))
      x.append(middle + steps.width / 2 - (index == counts.count - 1 ? 0 : edge))
      let height = Double(count) / Double(finite.count) / steps.width
      density += [height, height]
    }
    let missing = values.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
    self.init(
      x: x, density: density, bandwidth: 0, count: finite.count, missing: missing,
      outside: values.count - missing - finite.count)
  }
}

/// The even steps that values of a few kinds come in: counts, ratings, truth values.
package struct ValueSteps: Hashable, Sendable {
  /// From one value to the next.
  package let width: Double
  private let origin: Double

  private static let maximumCount = 200

  /// - Returns: nil where a smooth curve shows the values better: where most of them come once, they keep to no even
  ///   steps, or a kernel (of Scott's bandwidth) reaches over several of them.
  package init?(_ values: [Double]) {
    let finite = values.finiteValues
    var distinct: Set<Double> = []
    for value in finite where distinct.insert(value).inserted && distinct.count > Self.maximumCount { return nil }
    guard distinct.count > 1, finite.count >= 2 * distinct.count else { return nil }
    let sorted = distinct.sorted()
    let least = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.min() ?? 0
    let span = sorted[sorted.count - 1] - sorted[0]
    guard least > 0, span / least <= Double(Self.maximumCount) else { return nil }
    guard KernelDensity.scottBandwidth(Moments(finite)) < 2 * least else { return nil }
    // As even as the whole span allows.
    let count = (span / least).rounded()
    let width = span / count
    guard sorted.allSatisfy({ abs(($0 - sorted[0]) / width - (($0 - sorted[0]) / width).rounded()) < 1e-6 }) else {
      return nil
    }
    self.width = width
    origin = sorted[0]
  }

  package func index(of value: Double) -> Int { Int(((value - origin) / width).rounded()) }
  package func value(at index: Int) -> Double { origin + Double(index) * width }
}

/// Where the values of a density can lie at all: a curve does not fall off at an end that values crowd against.
public enum DensityBounds: Hashable, Sendable, Codable {
  /// At 0 where no value lies below it and some come within a bandwidth, and likewise at 1 for values from 0 to 1; no
  /// bounds otherwise. Whole numbers that come again and again, as counts do, reach half a step below 0: a count of 0
  /// is as full a step as any other.
  case automatic
  /// None: kernels reach beyond the values.
  case none
  /// From here to there; either end may be infinite. Values beyond are left out.
  case range(ClosedRange<Double>)

  /// From minus to plus infinity.
  package static let unlimited = -Double.infinity ... .infinity

  /// The bounds for these values; either end may be infinite.
  public func range(for values: [Double]) -> ClosedRange<Double> {
    switch self {
    case .none: return Self.unlimited
    case .range(let range): return range
    case .automatic:
      let moments = Moments(values.finiteValues)
      let width = KernelDensity.scottBandwidth(moments)
      guard moments.count > 1, moments.minimum >= 0, moments.minimum < width else { return Self.unlimited }
      let isShare = moments.maximum <= 1 && moments.maximum > 1 - width
      let finite = values.finiteValues
      if !isShare, finite.areWhole, Set(finite).count * 2 <= finite.count { return -0.5 ... .infinity }
      return 0...(isShare ? 1 : .infinity)
    }
  }
}
