/// Which paint stands for a name or a number.
public struct ColorScale: Sendable {
  /// Names with their paints, in legend order; empty for scales of numbers.
  public private(set) var entries: [(name: String, paint: Paint)] = []
  private var indices: [String: Int] = [:]
  /// How many names share the paint for all that are too many to have paints of their own.
  let otherCount: Int
  /// The ramp for numbers.
  public private(set) var ramp: ColorRamp
  /// The number at the low end of the ramp.
  public private(set) var lower: Double
  /// The number at the high end of the ramp.
  public private(set) var upper: Double
  /// The classes that numbers are sorted into; nil when the ramp is continuous.
  public let classes: ColorClasses?
  let type: ScaleType
  /// The value in the middle of a ramp whose sides differ in length.
  private var pivot: Double?
  /// For marks without a value.
  public let accent: Paint
  /// For values that are missing.
  public let missing: Paint
  private let others: Paint
  /// Entries with paints of their own; those beyond have the same paints again, and another dash or shape.
  private let paintCount: Int

  init(_ domain: ColorDomain, settings: ColorSettings, theme: Theme) {
    accent = theme.accent
    missing = theme.ink(0.2)
    others = theme.ink(0.3)
    type = settings.type ?? domain.type
    ramp = settings.ramp ?? domain.ramp ?? .yellowGreenBlue
    // Tiles may be as pale as the paper: their neighbours show where they end. Dots and lines would be lost.
    if domain.symbol != .square, !ramp.isDiverging { ramp = ramp.standingOut(from: theme.paper) }
    let names = Self.names(domain, settings)
    otherCount = settings.names == nil ? domain.names.count - names.count : 0
    let palette =
      settings.paints ?? settings.ramp.map { Self.steps(of: $0, count: names.count) }
      ?? Palette.categorical(count: min(names.count, Palette.maximumCount))
    paintCount = max(palette.count, 1)
    let taken = Set(names.compactMap { settings.mapping[$0] })
    let free = taken.isEmpty ? palette : palette.filter { !taken.contains($0) }
    var rest = 0
    for (index, name) in names.enumerated() {
      let own = free.isEmpty ? palette : free
      let paint =
        settings.mapping[name] ?? (own.isEmpty ? theme.accent : own[(taken.isEmpty ? index : rest) % own.count])
      if settings.mapping[name] == nil { rest += 1 }
      indices[name] = entries.count
      entries.append((name, paint))
    }
    classes = settings.classes.map { ColorClasses(domain.numbers.flatMap { $0 }, rule: $0) }
    let bounds = settings.bounds ?? domain.bounds
    lower = bounds?.lowerBound ?? (domain.hasNumbers ? domain.minimum : 0)
    upper = bounds?.upperBound ?? (domain.hasNumbers ? domain.maximum : 1)
    if type == .log, lower <= 0 {
      lower = domain.hasNumbers && domain.smallestPositive < upper ? domain.smallestPositive : min(1, upper)
    }
    guard ramp.isDiverging else { return }
    let center = settings.center ?? 0
    if bounds == nil {
      let reach = max(abs(upper - center), abs(lower - center))
      lower = max(center - reach, -.greatestFiniteMagnitude)
      upper = min(center + reach, .greatestFiniteMagnitude)
    } else if center > lower, center < upper, settings.center != nil {
      pivot = center
    }
  }

  /// Paints for names in an order, such as decades: without the parts of the ramp that are too near to paper and ink.
  private static func steps(of ramp: ColorRamp, count: Int) -> [Paint] {
    let (first, last) = ramp.isDiverging ? (0.06, 0.94) : (0.3, 0.9)
    return (0..<count).map {
      ramp.paint(at: count == 1 ? 0.6 : first + (last - first) * Double($0) / Double(count - 1))
    }
  }

  /// The names with paints of their own, in legend order: all of them, or those that stand for most.
  private static func names(_ domain: ColorDomain, _ settings: ColorSettings) -> [String] {
    if let names = settings.names { return names }
    // With dashes and shapes besides colours, three times as many can be distinguished.
    let limit = domain.symbol == .square ? Palette.maximumCount : 3 * Palette.maximumCount
    guard domain.names.count > limit, settings.paints == nil, settings.ramp == nil, settings.mapping.isEmpty,
      domain.wantsLegend
    else {
      return domain.names
    }
    let heaviest = domain.weights.indices.sorted { (domain.weights[$1], $0) < (domain.weights[$0], $1) }
    return heaviest.prefix(Palette.maximumCount).sorted().map { domain.names[$0] }
  }

  /// The paint of a name; that of missing values for an unknown one.
  public func paint(for name: String) -> Paint {
    indices[name].map { entries[$0].paint } ?? (otherCount > 0 ? others : missing)
  }

  /// How often all paints were given away before a name got its own: above 0 its colour is not its own.
  func round(of name: String) -> Int { indices[name].map { $0 / paintCount } ?? 0 }

  /// The paint of a number; that of missing values where it has no place on the ramp.
  public func paint(for value: Double) -> Paint {
    guard type.accepts(value) else { return missing }
    return ramp.paint(at: fraction(value))
  }

  /// 0 at the lower end of the ramp, 1 at the upper; NaN where the value has no place.
  public func fraction(_ value: Double) -> Double {
    guard type.accepts(value) else { return .nan }
    if let classes {
      guard let index = classes.index(of: value) else { return .nan }
      return Self.fraction(ofClass: index, of: classes.count)
    }
    if let pivot {
      let side =
        value < pivot
        ? ContinuousScale(type: type, lower: lower, upper: pivot, rangeStart: 0, rangeEnd: 0.5)
        : ContinuousScale(type: type, lower: pivot, upper: upper, rangeStart: 0.5, rangeEnd: 1)
      return side.position(value)
    }
    return ContinuousScale(type: type, lower: lower, upper: upper).fraction(value)
  }

  private static func fraction(ofClass index: Int, of count: Int) -> Double {
    count == 1 ? 0.6 : 0.04 + 0.92 * Double(index) / Double(count - 1)
  }

  /// The classes with their paints, for the legend.
  var classEntries: [(name: String, paint: Paint)] {
    guard let classes else { return [] }
    return classes.labels.enumerated().map { index, label in
      (label, ramp.paint(at: Self.fraction(ofClass: index, of: classes.count)))
    }
  }

  /// The scale of the ramp's legend.
  func axis(from start: Double, to end: Double) -> ContinuousScale {
    ContinuousScale(type: type, lower: lower, upper: upper, rangeStart: start, rangeEnd: end)
  }

  /// The paint for names without a paint of their own, with their number.
  var otherEntry: (name: String, paint: Paint)? {
    otherCount > 0 ? (NumberFormat.count(otherCount, "other"), others) : nil
  }
}

/// What the chart asks of its colours.
struct ColorSettings: Sendable, Codable {
  var names: [String]?
  var paints: [Paint]?
  var mapping: [String: Paint] = [:]
  var ramp: ColorRamp?
  var bounds: ClosedRange<Double>?
  var center: Double?
  var type: ScaleType?
  var classes: ColorClasses.Rule?
}
