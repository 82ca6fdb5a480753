/// A bar from zero to a value, or between two values.
public struct BarMark: ChartContent {
  var row: MarkRow

  /// A bar from zero: upright, or level where `y` is a name and `x` a number.
  public init(
    x: PlottableValue, y: PlottableValue, width: MarkDimension = .automatic, stacking: MarkStackingMethod = .standard
  ) {
    row = MarkRow(kind: .bar, x: x, y: y)
    row.style.width = width
    row.style.stacking = stacking
  }
  /// Upright, between two values.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue, width: MarkDimension = .automatic) {
    row = MarkRow(kind: .bar, x: x, y: yStart, yEnd: yEnd)
    row.style.width = width
  }
  /// Level, between two values.
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue, height: MarkDimension = .automatic) {
    row = MarkRow(kind: .bar, x: xStart, xEnd: xEnd, y: y)
    row.style.height = height
  }

  /// Adds the bar to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A point of a line. Marks of the same colour name or series make one line. A missing value breaks it; over missing
/// rows of even steps, such as years, it is dashed.
public struct LineMark: ChartContent {
  var row: MarkRow

  /// A point of a line.
  public init(x: PlottableValue, y: PlottableValue, series: PlottableValue? = nil) {
    row = MarkRow(kind: .line, x: x, y: y, series: series)
  }

  /// Adds the point of the line to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A point of an area: from zero, or of a band between two values.
public struct AreaMark: ChartContent {
  var row: MarkRow

  /// A point of an area that reaches from zero, or from the areas below it.
  public init(
    x: PlottableValue, y: PlottableValue, series: PlottableValue? = nil, stacking: MarkStackingMethod = .standard
  ) {
    row = MarkRow(kind: .area, x: x, y: y, series: series)
    row.style.stacking = stacking
  }
  /// A point of a band between two values of y.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue, series: PlottableValue? = nil) {
    row = MarkRow(kind: .area, x: x, y: yStart, yEnd: yEnd, series: series)
  }
  /// A point of a band between two values of x.
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue, series: PlottableValue? = nil) {
    row = MarkRow(kind: .area, x: xStart, xEnd: xEnd, y: y, series: series)
  }

  /// Adds the point of the area to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A dot.
public struct PointMark: ChartContent {
  var row: MarkRow

  /// A dot.
  public init(x: PlottableValue, y: PlottableValue) { row = MarkRow(kind: .point, x: x, y: y) }

  /// Adds the dot to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A straight line across the plot, or between two values.
public struct RuleMark: ChartContent {
  var row: MarkRow

  /// Upright, over the whole height or from `yStart` to `yEnd`.
  public init(x: PlottableValue, yStart: PlottableValue? = nil, yEnd: PlottableValue? = nil) {
    row = MarkRow(kind: .rule, x: x, y: yStart, yEnd: yEnd)
  }
  /// Level, over the whole width or from `xStart` to `xEnd`.
  public init(xStart: PlottableValue? = nil, xEnd: PlottableValue? = nil, y: PlottableValue) {
    row = MarkRow(kind: .rule, x: xStart, xEnd: xEnd, y: y)
  }

  /// Adds the rule to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A rectangle: a cell of two bands, or between values.
public struct RectangleMark: ChartContent {
  var row: MarkRow

  /// A cell around a place, as wide and high as its bands by default.
  public init(
    x: PlottableValue, y: PlottableValue, width: MarkDimension = .automatic, height: MarkDimension = .automatic
  ) {
    row = MarkRow(kind: .rectangle, x: x, y: y)
    row.style.width = width
    row.style.height = height
  }
  /// Between values on both axes.
  public init(xStart: PlottableValue, xEnd: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    row = MarkRow(kind: .rectangle, x: xStart, xEnd: xEnd, y: yStart, yEnd: yEnd)
  }
  /// Upright, between two values.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue, width: MarkDimension = .automatic) {
    row = MarkRow(kind: .rectangle, x: x, y: yStart, yEnd: yEnd)
    row.style.width = width
  }
  /// Level, between two values.
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue, height: MarkDimension = .automatic) {
    row = MarkRow(kind: .rectangle, x: xStart, xEnd: xEnd, y: y)
    row.style.height = height
  }

  /// Adds the rectangle to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A part of a whole: its angle is its share of all sectors.
///
/// The sectors' names stand around the disc. People compare lengths better than angles: more than six parts, or parts
/// of nearly one size, are better shown with ``BarMark``.
public struct SectorMark: ChartContent {
  var row: MarkRow

  /// - Parameters:
  ///   - innerRadius: The hole of a ring; a ratio is a part of the outer radius.
  ///   - outerRadius: A ratio is a part of what there is room for.
  ///   - angularInset: The gap between neighbours in points.
  public init(
    angle: PlottableValue, innerRadius: MarkDimension = .automatic, outerRadius: MarkDimension = .automatic,
    angularInset: Double? = nil
  ) {
    row = MarkRow(kind: .sector)
    row.channels.angle = angle
    row.style.innerRadius = innerRadius
    row.style.outerRadius = outerRadius
    row.style.angularInset = angularInset
  }

  /// Adds the sector to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A text at a place of the data.
public struct TextMark: ChartContent {
  var row: MarkRow

  /// A text with its middle at a place of the data.
  public init(x: PlottableValue, y: PlottableValue, text: String) {
    row = MarkRow(kind: .text, x: x, y: y, annotation: text)
  }

  /// Adds the text to a layer of marks of the same kind and look.
  public func add(to layers: inout ChartLayers) { layers.append(row) }
}
