/// Which paint stands for a name or a number.
public struct ColorScale: Sendable {
  /// Names with their paints, in legend order; empty for scales of numbers.
  public private(set) var entries: [(name: String, paint: Paint)] = []
  private var paints: [String: Paint] = [:]
  /// The ramp for numbers.
  public private(set) var ramp: ColorRamp
  public private(set) var lower: Double
  public private(set) var upper: Double
  private let type: ScaleType
  /// For marks without a value.
  public let accent: Paint
  /// For values that are missing.
  public let missing: Paint

  init(_ domain: ColorDomain, settings: ColorSettings, theme: Theme) {
    accent = theme.accent
    missing = theme.ink(0.2)
    type = settings.type ?? domain.type
    ramp = settings.ramp ?? domain.ramp ?? .yellowGreenBlue
    let names = settings.names ?? domain.names
    let palette = settings.paints ?? Palette.categorical(count: names.count)
    for (index, name) in names.enumerated() {
      let paint = settings.mapping[name] ?? (palette.isEmpty ? theme.accent : palette[index % palette.count])
      entries.append((name, paint))
      paints[name] = paint
    }
    let bounds = settings.bounds ?? domain.bounds
    lower = bounds?.lowerBound ?? (domain.hasNumbers ? domain.minimum : 0)
    upper = bounds?.upperBound ?? (domain.hasNumbers ? domain.maximum : 1)
    if type == .log, lower <= 0 { lower = min(1, upper) }
    if ramp.isDiverging, bounds == nil {
      let center = settings.center ?? 0
      let reach = max(abs(upper - center), abs(lower - center))
      lower = center - reach
      upper = center + reach
    }
  }

  public func paint(for name: String) -> Paint { paints[name] ?? missing }

  public func paint(for value: Double) -> Paint {
    guard type.accepts(value) else { return missing }
    return ramp.paint(at: fraction(value))
  }

  /// 0 at the lower end of the ramp, 1 at the upper.
  public func fraction(_ value: Double) -> Double {
    ContinuousScale(type: type, lower: lower, upper: upper).fraction(value)
  }

  /// The scale of the ramp's legend.
  func axis(from start: Double, to end: Double) -> ContinuousScale {
    ContinuousScale(type: type, lower: lower, upper: upper, rangeStart: start, rangeEnd: end)
  }
}

/// What the chart asks of its colours.
struct ColorSettings: Sendable {
  var names: [String]?
  var paints: [Paint]?
  var mapping: [String: Paint] = [:]
  var ramp: ColorRamp?
  var bounds: ClosedRange<Double>?
  var center: Double?
  var type: ScaleType?
}
