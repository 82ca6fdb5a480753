/// Numbers on a line: a domain of values, laid on a range of points by a transformation.
public struct ContinuousScale: Hashable, Sendable {
  public var type: ScaleType
  public var lower: Double
  public var upper: Double
  /// Where `lower` and `upper` stand, in points. The start may lie beyond the end, as on y axes.
  public var rangeStart: Double
  public var rangeEnd: Double

  /// - Parameters:
  ///   - lower, upper: the domain; finite, and positive for logarithmic scales.
  public init(type: ScaleType = .linear, lower: Double, upper: Double, rangeStart: Double = 0, rangeEnd: Double = 1) {
    self.type = type
    self.lower = lower
    self.upper = upper
    self.rangeStart = rangeStart
    self.rangeEnd = rangeEnd
  }

  /// 0 at `lower`, 1 at `upper`, beyond outside. NaN where the value has no place.
  public func fraction(_ value: Double) -> Double {
    guard type.accepts(value) else { return .nan }
    let low = type.forward(lower)
    let high = type.forward(upper)
    guard high != low else { return 0.5 }
    // Halved, so that the span of the largest numbers does not overflow.
    return (type.forward(value) / 2 - low / 2) / (high / 2 - low / 2)
  }

  /// The place of a value in points; NaN where it has none. Values far outside the domain stay within 10,000 points of it, which drawing can bear.
  public func position(_ value: Double) -> Double {
    let place = rangeStart + fraction(value) * (rangeEnd - rangeStart)
    guard !place.isNaN else { return .nan }
    return min(max(place, min(rangeStart, rangeEnd) - 10_000), max(rangeStart, rangeEnd) + 10_000)
  }

  public func contains(_ value: Double) -> Bool {
    value >= min(lower, upper) && value <= max(lower, upper)
  }

  public var length: Double { abs(rangeEnd - rangeStart) }
}
