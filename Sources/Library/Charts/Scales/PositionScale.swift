#if canImport(Glibc)
  import Glibc
#endif

/// Where values stand along one direction of a plot.
public enum PositionScale: Hashable, Sendable {
  case continuous(ContinuousScale)
  case band(BandScale)

  /// Places for all rows of a column, in points; NaN where there is none.
  public func positions(of column: PlottableColumn) -> [Double] {
    switch self {
    case .continuous(let scale):
      if column.isCategorical { return column.numbers.map { _ in .nan } }
      return scale.positions(of: column.numbers)
    case .band(let scale):
      let positions = column.names.map { scale.position($0) }
      if column.isCategorical { return column.numbers.map { $0.isNaN ? .nan : positions[Int($0)] } }
      return column.numbers.map { scale.position(NumberFormat.plain($0)) }
    }
  }

  /// The place of a value in points; NaN where it has none.
  public func position(_ value: PlottableValue) -> Double {
    switch (self, value.content) {
    case (.continuous(let scale), .number(let number)), (.continuous(let scale), .date(let number)):
      scale.position(number)
    case (.band(let scale), .category(let name)): scale.position(name)
    case (.band(let scale), .number(let number)): scale.position(NumberFormat.plain(number))
    default: .nan
    }
  }

  /// The band's width in points; nil for continuous scales.
  public var bandwidth: Double? {
    if case .band(let scale) = self { scale.bandwidth } else { nil }
  }

  /// Whether zero and what is below it have no place.
  var isLogarithmic: Bool {
    if case .continuous(let scale) = self { scale.type == .log } else { false }
  }

  /// Whether both hold the same numbers, evenly.
  func hasSameDomain(as other: PositionScale) -> Bool {
    guard case .continuous(let a) = self, case .continuous(let b) = other else { return false }
    return a.type == .linear && b.type == .linear && a.lower == b.lower && a.upper == b.upper
  }

  /// Where the scale begins, in points.
  public var start: Double {
    switch self {
    case .continuous(let scale): scale.rangeStart
    case .band(let scale): scale.rangeStart
    }
  }
  /// Where the scale ends, in points.
  public var end: Double {
    switch self {
    case .continuous(let scale): scale.rangeEnd
    case .band(let scale): scale.rangeEnd
    }
  }
}

extension PositionScale {
  /// The scale that suits what the layers hold and what the chart asks for.
  /// - Parameters:
  ///   - tickCount: About how many ticks there is room for; the domain ends at one.
  ///   - overhang: The length that a label takes beyond its value.
  init(
    _ domain: AxisDomain, settings: AxisSettings, from start: Double, to end: Double, tickCount: Int,
    overhang: (String) -> Double
  ) {
    let (start, end) = settings.isReversed ? (end, start) : (start, end)
    var domain = domain
    if let includesZero = settings.includesZero { domain.includesZero = includesZero || domain.hasBaseline }
    let names = settings.names ?? domain.names
    if !names.isEmpty {
      let gap = domain.isMatrix ? 0 : 0.16
      let first = start + (end - start) * domain.headroom / (Double(names.count) + domain.headroom)
      self = .band(
        BandScale(
          names: names, rangeStart: first, rangeEnd: end, gap: gap, reachesEnds: domain.reachesEnds == true))
      return
    }
    let type = settings.type ?? (domain.isDate ? .date : .linear)
    var (lower, upper) = Self.extent(of: domain, type: type)
    let asked = settings.lower != nil || settings.upper != nil
    lower = settings.lower ?? lower
    upper = settings.upper ?? upper
    if type == .log {
      upper = upper > 0 && upper.isFinite ? upper : 1
      lower = lower > 0 ? lower : upper / 1_000
    }
    // Numbers that differ in their last bits only are one number that was computed in several ways.
    if abs(upper - lower) <= 64 * max(abs(lower), abs(upper)).ulp, max(abs(lower), abs(upper)) > 1e-300, !asked {
      upper = lower
    }
    if lower == upper { (lower, upper) = Self.widened(lower, type: type, includesZero: domain.includesZero) }
    let direction: Double = end >= start ? 1 : -1
    let inset = asked ? 0 : min(domain.inset, abs(end - start) / 4)
    var scale = ContinuousScale(
      type: type, lower: lower, upper: upper, rangeStart: start + inset * direction,
      rangeEnd: end - inset * direction)
    if domain.isNice, !asked {
      scale = scale.nice(count: tickCount)
      // Bars stand on what was found for them, not on a decade that none of them reaches.
      if type == .log, domain.includesZero { scale.lower = lower }
    } else if domain.endsAtNearRoundValues, !asked {
      scale.growToNearRoundValues(of: scale.nice(count: tickCount))
    }
    if !asked, type != .date { scale.makeRoom(for: domain.overhangs.map { ($0.value, overhang($0.text)) }) }
    self = .continuous(scale)
  }

  private static func extent(of domain: AxisDomain, type: ScaleType) -> (Double, Double) {
    guard domain.hasNumbers else { return type == .log ? (1, 10) : (0, 1) }
    if type == .log {
      guard domain.smallestPositive.isFinite else { return (1, 10) }
      let lower = domain.includesZero ? foot(below: domain.smallestPositive) : domain.smallestPositive
      return (lower, domain.maximum)
    }
    guard domain.includesZero else { return (domain.minimum, domain.maximum) }
    return (min(domain.minimum, 0), max(domain.maximum, 0))
  }

  /// Where bars stand on a logarithmic scale: at a power of ten, or at the half of one, below the least of them, so
  /// that each has a length to see.
  private static func foot(below value: Double) -> Double {
    let power = pow(10, (log10(value) + 1e-9).rounded(.down))
    let foot = value < 2 * power ? power / 2 : power
    return foot > 0 ? foot : value
  }

  /// A domain around a single value.
  private static func widened(_ value: Double, type: ScaleType, includesZero: Bool) -> (Double, Double) {
    if type == .log { return (value / 10, value < 1e307 ? value * 10 : value) }
    if type == .date { return (value - 43_200, value + 43_200) }
    if value == 0 { return includesZero ? (0, 1) : (-1, 1) }
    // Numbers so small or so large that half of them says nothing keep a span that can be divided.
    let half = max(abs(value) / 2, .leastNormalMagnitude * 1e16)
    return (value / 2 + value / 2 - half, min(value + half, .greatestFiniteMagnitude))
  }
}

extension ContinuousScale {
  /// Takes each end of a rounder scale that lies less than a twentieth of the domain beyond its own.
  fileprivate mutating func growToNearRoundValues(of round: ContinuousScale) {
    let near = (upper - lower) / 20
    guard near.isFinite else { return }
    let (low, high) = (lower - round.lower <= near, round.upper - upper <= near)
    if low { lower = round.lower }
    if high { upper = round.upper }
  }

  /// Widens the domain until labels that stand beyond their values lie inside the range.
  ///
  /// Room at one end makes everything smaller and so takes room at the other: a few rounds settle it.
  mutating func makeRoom(for labels: [(value: Double, length: Double)]) {
    let room = length
    let labels = labels.filter { type.accepts($0.value) }
    guard room > 0, !labels.isEmpty else { return }
    // In lengths, of which all of a logarithmic scale run the one way.
    let parts = labels.map { (place: type.forward($0.value), isUp: $0.value >= 0, part: min($0.length / room, 0.45)) }
    var (low, high) = (type.forward(lower), type.forward(upper))
    let given = (low, high)
    for _ in 0..<40 {
      let before = (low, high)
      for (place, isUp, part) in parts where isUp { high = max(high, low + (place - low) / (1 - part)) }
      for (place, isUp, part) in parts where !isUp { low = min(low, high - (high - place) / (1 - part)) }
      if before == (low, high) { break }
    }
    let (newLower, newUpper) = (type.inverse(low), type.inverse(high))
    guard newLower.isFinite, newUpper.isFinite else { return }
    if low != given.0 { lower = newLower }
    if high != given.1 { upper = newUpper }
  }
}
