#if canImport(Glibc)
  import Glibc
#endif

/// Numbers on a line: a domain of values, laid on a range of points by a transformation.
public struct ContinuousScale: Hashable, Sendable {
  /// How numbers become lengths.
  public var type: ScaleType
  /// The number at the start of the range.
  public var lower: Double
  /// The number at the end of the range.
  public var upper: Double
  /// Where `lower` and `upper` stand, in points. The start may lie beyond the end, as on y axes.
  public var rangeStart: Double
  /// Where `upper` stands, in points.
  public var rangeEnd: Double

  /// - Parameters:
  ///   - lower, upper: The domain; finite, and positive for logarithmic scales.
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

  /// The place of a value in points; NaN where it has none. Values far outside the domain stay within 10,000 points of
  /// it, which drawing can bear.
  public func position(_ value: Double) -> Double {
    let position = rangeStart + fraction(value) * (rangeEnd - rangeStart)
    guard !position.isNaN else { return .nan }
    return min(max(position, min(rangeStart, rangeEnd) - 10_000), max(rangeStart, rangeEnd) + 10_000)
  }

  /// The places of many values in points; NaN for those that have none.
  package func positions(of values: [Double]) -> [Double] {
    guard type == .linear || type == .date, upper != lower else { return values.map { position($0) } }
    // The same steps as in `position`, with those in front that are the same for all values.
    let (start, span, length) = (lower / 2, upper / 2 - lower / 2, rangeEnd - rangeStart)
    let (least, most) = (min(rangeStart, rangeEnd) - 10_000, max(rangeStart, rangeEnd) + 10_000)
    return values.map { value in
      let position = rangeStart + (value / 2 - start) / span * length
      return value.isFinite ? position.isNaN ? .nan : min(max(position, least), most) : .nan
    }
  }

  /// The place of a value within the range: a value without a place, such as zero on a logarithmic scale, and what lies
  /// outside stand at the nearer end. NaN for a missing value.
  package func clampedPosition(_ value: Double) -> Double {
    guard !value.isNaN else { return .nan }
    guard value.isFinite, type.accepts(value) else { return value > 0 ? rangeEnd : rangeStart }
    return min(max(position(value), min(rangeStart, rangeEnd)), max(rangeStart, rangeEnd))
  }

  /// The place of a bar's foot or of an interval's end: the start of the scale for a number that has no place on a
  /// logarithmic one.
  package func footPosition(_ value: Double) -> Double {
    value.isFinite && !type.accepts(value) ? rangeStart : position(value)
  }

  /// Whether a number lies within the domain.
  public func contains(_ value: Double) -> Bool {
    value >= min(lower, upper) && value <= max(lower, upper)
  }

  /// The length of the range in points.
  public var length: Double { abs(rangeEnd - rangeStart) }
}

/// How numbers become lengths.
public struct ScaleType: Hashable, Sendable, Codable {
  package enum Kind: Hashable, Sendable, Codable {
    case linear, log, squareRoot, power(exponent: Double), symmetricLog(slopeAtZero: Double), date
  }
  package var kind: Kind

  /// Equal steps of numbers are equal lengths.
  public static let linear = ScaleType(kind: .linear)
  /// Base 10; values of zero and below have no place and are left out with a warning that counts them.
  ///
  /// Bars and areas stand on a foot below the least of them, so that each has a length. Parts do not add up on this
  /// scale: what would be a stack stands side by side, with a warning.
  public static let log = ScaleType(kind: .log)
  /// Lengths grow with the square root of numbers, with their sign kept.
  public static let squareRoot = ScaleType(kind: .squareRoot)
  /// Numbers raised to a power, with their sign kept: exponents below 1 spread small numbers, those above 1 large ones.
  public static func power(exponent: Double) -> ScaleType {
    ScaleType(kind: .power(exponent: exponent.isFinite && exponent > 0 ? exponent : 1))
  }
  /// Logarithmic to both sides of zero, linear around it.
  public static let symmetricLog = symmetricLog(slopeAtZero: 1)
  /// Logarithmic to both sides of zero; around zero, lengths grow by this much for each unit.
  public static func symmetricLog(slopeAtZero: Double) -> ScaleType {
    ScaleType(kind: .symmetricLog(slopeAtZero: max(slopeAtZero, .leastNormalMagnitude)))
  }
  /// Numbers are seconds since 1970, UTC.
  public static let date = ScaleType(kind: .date)

  /// Whether a value has a place on the scale.
  package func accepts(_ value: Double) -> Bool {
    value.isFinite && (kind != .log || value > 0)
  }

  /// The number of a length: the inverse of ``forward(_:)``.
  package func inverse(_ length: Double) -> Double {
    switch kind {
    case .linear, .date: length
    case .log: pow(10, length)
    case .squareRoot: length < 0 ? -length * length : length * length
    case .power(let exponent): length < 0 ? -pow(-length, 1 / exponent) : pow(length, 1 / exponent)
    case .symmetricLog(let slope): length < 0 ? -expm1(-length) / slope : expm1(length) / slope
    }
  }

  package func forward(_ value: Double) -> Double {
    switch kind {
    case .linear, .date: value
    case .log: log10(max(value, .leastNonzeroMagnitude))
    case .squareRoot: value < 0 ? -(-value).squareRoot() : value.squareRoot()
    case .power(let exponent):
      // The powers of the largest numbers would be infinite.
      (value < 0 ? -1 : 1) * min(pow(abs(value), exponent), .greatestFiniteMagnitude)
    case .symmetricLog(let slope): value < 0 ? -log1p(-value * slope) : log1p(value * slope)
    }
  }
}
