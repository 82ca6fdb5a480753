/// What an axis shows: where it has marks, and which of grid line, tick and label.
///
///     chart.chartXAxis {
///       AxisMarks(format: .percent, values: .stride(by: 0.25)) {
///         AxisGridLine()
///         AxisValueLabel()
///       }
///     }
public struct AxisMarks: Sendable {
  var values: AxisMarkValues
  var format: NumberFormat?
  /// Nil for what suits the marks of the chart.
  var parts: AxisMarkParts?

  /// Grid lines, ticks and labels as suits the chart.
  public init(format: NumberFormat? = nil, values: AxisMarkValues = .automatic) {
    self.format = format
    self.values = values
  }
  /// Grid lines, ticks and labels at these values.
  public init(format: NumberFormat? = nil, values: [Double]) {
    self.init(format: format, values: .at(values))
  }
  /// - Parameter content: The parts that every mark has; what is not named is not drawn.
  public init(
    format: NumberFormat? = nil, values: AxisMarkValues = .automatic,
    @AxisMarkBuilder content: () -> [any AxisMark]
  ) {
    self.init(format: format, values: values)
    var parts = AxisMarkParts()
    for mark in content() { mark.add(to: &parts) }
    self.parts = parts
    self.format = format ?? parts.format
  }
}

/// Where an axis has marks.
public struct AxisMarkValues: Hashable, Sendable, Codable {
  enum Kind: Hashable, Sendable, Codable {
    case count(Int?)
    case stride(Double)
    case calendar(CalendarUnit, Int)
    case values([Double])
  }
  var kind: Kind

  /// Round values, as many as there is room for.
  public static let automatic = AxisMarkValues(kind: .count(nil))
  /// Round values, about this many and no more than there is room for.
  public static func automatic(desiredCount: Int) -> AxisMarkValues {
    AxisMarkValues(kind: .count(max(1, desiredCount)))
  }
  /// Multiples of a step.
  public static func stride(by step: Double) -> AxisMarkValues { AxisMarkValues(kind: .stride(step)) }
  /// Every so many units of the calendar, on axes of dates.
  public static func stride(by unit: CalendarUnit, count: Int = 1) -> AxisMarkValues {
    AxisMarkValues(kind: .calendar(unit, count))
  }
  /// Marks at these values; those outside the domain are not drawn.
  public static func at(_ values: [Double]) -> AxisMarkValues { AxisMarkValues(kind: .values(values)) }

  /// How many marks are asked for; nil for as many as there is room for.
  var desiredCount: Int? { if case .count(let count) = kind { count } else { nil } }

  /// Why no axis can have these values; nil when one can.
  func refusal(in scale: ContinuousScale) -> String? {
    let span = abs(scale.upper - scale.lower)
    switch kind {
    case .count, .values: return nil
    case .stride(let step):
      if !(step > 0 && step.isFinite) { return "a step of \(NumberFormat.plain(step)) is not above zero" }
      return span / step > 1_000 ? "steps of \(NumberFormat.plain(step)) would be more than 1,000" : nil
    case .calendar(let unit, let count):
      if scale.type != .date { return "the axis has no dates" }
      if count < 1 { return "a step of \(count) is not above zero" }
      return span / (unit.length * Double(count)) > 1_000 ? "so many steps would be more than 1,000" : nil
    }
  }

  /// Values within a scale that do not depend on the room there is; nil when they do, or when there can be none.
  func fixed(in scale: ContinuousScale) -> [Double]? {
    let (low, high) = (min(scale.lower, scale.upper), max(scale.lower, scale.upper))
    guard refusal(in: scale) == nil else { return nil }
    switch kind {
    case .count: return nil
    case .values(let values):
      var known: Set<Double> = []
      return values.filter { scale.contains($0) && known.insert($0).inserted }
    case .calendar(let unit, let count): return Ticks.dates(lower: low, upper: high, every: count, unit)
    case .stride(let step):
      let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
      return first <= last ? Swift.stride(from: first, through: last, by: 1).map { $0 * step } : []
    }
  }
}

/// A part of every mark of an axis.
public protocol AxisMark: Sendable {
  func add(to parts: inout AxisMarkParts)
}

/// Which parts the marks of an axis have.
public struct AxisMarkParts: Hashable, Sendable, Codable {
  /// Whether each mark has a line across the plot.
  public var hasGridLine = false
  /// Whether each mark has a short line at the axis.
  public var hasTick = false
  /// Whether each mark has its value written beside it.
  public var hasLabel = false
  /// How values are written; nil for what suits them.
  public var format: NumberFormat?
}

/// A line across the plot.
public struct AxisGridLine: AxisMark {
  /// A part of ``AxisMarks``.
  public init() {}
  /// Gives each mark a line across the plot.
  public func add(to parts: inout AxisMarkParts) { parts.hasGridLine = true }
}

/// A short line at the axis.
public struct AxisTick: AxisMark {
  /// A part of ``AxisMarks``.
  public init() {}
  /// Gives each mark a short line at the axis.
  public func add(to parts: inout AxisMarkParts) { parts.hasTick = true }
}

/// The value as text.
public struct AxisValueLabel: AxisMark {
  private let format: NumberFormat?

  /// A label; its format is that of the axis when nil.
  public init(format: NumberFormat? = nil) { self.format = format }

  /// Gives each mark its value as text in this format.
  public func add(to parts: inout AxisMarkParts) {
    parts.hasLabel = true
    parts.format = format
  }
}

/// Collects the parts between the braces of ``AxisMarks``.
@resultBuilder
public enum AxisMarkBuilder {
  /// The parts between the braces, in order.
  public static func buildBlock(_ marks: any AxisMark...) -> [any AxisMark] { marks }
}
