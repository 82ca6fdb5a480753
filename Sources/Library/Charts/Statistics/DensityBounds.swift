/// Where the values of a density can lie at all: a curve does not fall off at an end that values crowd against.
public enum DensityBounds: Hashable, Sendable {
  /// At 0 where no value lies below it and some come within a bandwidth, and likewise at 1 for values from 0 to 1; no bounds else.
  case automatic
  /// None: kernels reach beyond the values.
  case none
  /// From here to there; either end may be infinite. Values beyond are left out.
  case range(ClosedRange<Double>)

  static let unlimited = -Double.infinity ... .infinity

  /// The bounds for these values.
  func range(for values: [Double]) -> ClosedRange<Double> {
    switch self {
    case .none: return Self.unlimited
    case .range(let range): return range
    case .automatic:
      let moments = Moments(values)
      let width = KernelDensity.scottBandwidth(moments)
      guard moments.count > 1, moments.minimum >= 0, moments.minimum < width else { return Self.unlimited }
      let isShare = moments.maximum <= 1 && moments.maximum > 1 - width
      return 0...(isShare ? 1 : .infinity)
    }
  }
}
