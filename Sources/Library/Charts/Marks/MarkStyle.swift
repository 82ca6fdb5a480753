/// How several values at one place share it.
public enum MarkStackingMethod: Hashable, Sendable, Codable {
  /// One on top of the other.
  case standard
  /// As parts of a whole.
  case normalized
  /// Around the middle.
  case center
  /// All from zero, over each other.
  case unstacked
}

/// How lines run between points.
public enum InterpolationMethod: Hashable, Sendable, Codable {
  case linear
  /// Smooth, without overshooting any value (Fritsch and Carlson, 1980).
  case monotone
  /// Smooth through all values, also where it overshoots them.
  case catmullRom
  /// Level up to each value, from the one before it.
  case stepStart
  /// Level at each value, with the step half-way.
  case stepCenter
  /// Level from each value on.
  case stepEnd
}

/// The thickness of bars, the sides of rectangles, the radii of sectors.
public enum MarkDimension: Hashable, Sendable, Codable {
  case automatic
  /// A part of the step from one value to the next.
  case ratio(Double)
  /// The step without this many points on both sides.
  case inset(Double)
  /// In points.
  case fixed(Double)
}

/// Where a label stands, seen from its mark.
public enum AnnotationPosition: Hashable, Sendable, Codable {
  /// Beyond the end of a bar, above other marks.
  case automatic
  case top, bottom, leading, trailing
  /// On the middle of the mark, in ink that can be read on it.
  case overlay
}

/// Line width and dashes.
public struct StrokeStyle: Hashable, Sendable, Codable {
  /// In points.
  public var lineWidth: Double
  /// Lengths of dashes and gaps in points; empty for a solid line.
  public var dash: [Double]

  /// A line of a width, solid or dashed.
  public init(lineWidth: Double = 1.75, dash: [Double] = []) {
    self.lineWidth = lineWidth
    self.dash = dash
  }
}

/// The looks of marks that are the same for all rows of a layer; nil where the default applies.
struct MarkStyle: Hashable, Sendable, Codable {
  var foreground: Paint?
  var opacity: Double?
  var symbol: BasicChartSymbolShape?
  /// Area in square points.
  var symbolSize: Double?
  var line: StrokeStyle?
  /// The length of the short lines across the ends of intervals, in points.
  var endCaps: Double?
  var cornerRadius: Double?
  var interpolation: InterpolationMethod?
  var stacking: MarkStackingMethod?
  var annotationPosition: AnnotationPosition?
  var annotationOverflow: AnnotationOverflowResolution?
  var width: MarkDimension?
  var height: MarkDimension?
  var innerRadius: MarkDimension?
  var outerRadius: MarkDimension?
  var angularInset: Double?

  /// Fills what is not set.
  mutating func complete(with outer: MarkStyle) {
    foreground = foreground ?? outer.foreground
    opacity = opacity ?? outer.opacity
    symbol = symbol ?? outer.symbol
    symbolSize = symbolSize ?? outer.symbolSize
    line = line ?? outer.line
    endCaps = endCaps ?? outer.endCaps
    cornerRadius = cornerRadius ?? outer.cornerRadius
    interpolation = interpolation ?? outer.interpolation
    stacking = stacking ?? outer.stacking
    annotationPosition = annotationPosition ?? outer.annotationPosition
    annotationOverflow = annotationOverflow ?? outer.annotationOverflow
  }
}

/// What happens to a label that would leave the plot.
public struct AnnotationOverflowResolution: Hashable, Sendable, Codable {
  /// What happens along one axis.
  public enum Strategy: Hashable, Sendable, Codable {
    /// What suits the mark: the scale makes room beyond bars, other labels are moved.
    case automatic
    /// The label moves inside the plot.
    case fit
    /// The scale reaches further, so that the label has room.
    case padScale
    /// The label stays where it is.
    case disabled
  }

  /// What happens to a label that would leave the plot at the left or right.
  public var x: Strategy
  /// What happens to a label that would leave the plot at the top or bottom.
  public var y: Strategy

  /// A rule for each axis.
  public init(x: Strategy = .automatic, y: Strategy = .automatic) {
    self.x = x
    self.y = y
  }

  /// What suits the mark, on both axes.
  public static let automatic = AnnotationOverflowResolution()
  /// Labels move inside the plot, on both axes.
  public static let fit = AnnotationOverflowResolution(x: .fit, y: .fit)
  /// The scales reach further, on both axes.
  public static let padScale = AnnotationOverflowResolution(x: .padScale, y: .padScale)
  /// Labels stay where they are, on both axes.
  public static let disabled = AnnotationOverflowResolution(x: .disabled, y: .disabled)
}
