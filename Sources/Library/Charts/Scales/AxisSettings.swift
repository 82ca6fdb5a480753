/// What a chart asks of one axis.
struct AxisSettings: Sendable, Codable {
  var lower: Double?
  var upper: Double?
  var names: [String]?
  var type: ScaleType?
  var includesZero: Bool?
  var isReversed = false
  /// Nil for the label of the values.
  var label: String?
  var visibility = Visibility.automatic
  var format: NumberFormat?
  var values = AxisMarkValues.automatic
  var parts: AxisMarkParts?

  mutating func set(_ domain: ClosedRange<Double>, _ type: ScaleType?) {
    lower = domain.lowerBound
    upper = domain.upperBound
    self.type = type ?? self.type
  }

  mutating func set(_ domain: ScaleDomain, _ type: ScaleType?) {
    includesZero = domain.includesZero
    isReversed = domain.isReversed
    self.type = type ?? self.type
  }

  mutating func set(_ marks: AxisMarks) {
    values = marks.values
    format = marks.format ?? format
    parts = marks.parts
  }
}

/// Whether a part of a chart is shown.
public enum Visibility: Hashable, Sendable, Codable {
  case automatic, visible, hidden
}

/// A domain that comes from the data.
public struct ScaleDomain: Hashable, Sendable {
  var includesZero: Bool?
  var isReversed: Bool

  /// - Parameters:
  ///   - includesZero: Whether the scale reaches to zero; nil for what suits the marks. Bars always stand on zero.
  ///   - reversed: Whether the scale runs backwards, as ranks do.
  public static func automatic(includesZero: Bool? = nil, reversed: Bool = false) -> ScaleDomain {
    ScaleDomain(includesZero: includesZero, isReversed: reversed)
  }
}
