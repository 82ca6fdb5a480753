/// One mark before it goes into the columns of a layer.
struct MarkRow: Sendable {
  enum Kind: Hashable, Sendable { case bar, line, area, point, rule, rectangle, text }

  var kind: Kind
  var x: PlottableValue?
  var xEnd: PlottableValue?
  var y: PlottableValue?
  var yEnd: PlottableValue?
  var series: PlottableValue?
  var color: PlottableValue?
  var position: PlottableValue?
  var facet: PlottableValue?
  var annotation: String?
  var style = MarkStyle()

  mutating func apply(_ outer: MarkModification) {
    style.complete(with: outer.style)
    color = color ?? outer.color
    position = position ?? outer.position
    facet = facet ?? outer.facet
    annotation = annotation ?? outer.annotation
  }
}

/// A bar from zero to a value, or between two values.
public struct BarMark: ChartContent {
  var row: MarkRow

  public init(
    x: PlottableValue, y: PlottableValue, width: MarkDimension = .automatic, stacking: MarkStackingMethod = .standard
  ) {
    row = MarkRow(kind: .bar, x: x, y: y)
    row.style.thickness = width
    row.style.stacking = stacking
  }
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue, width: MarkDimension = .automatic) {
    row = MarkRow(kind: .bar, x: x, y: yStart, yEnd: yEnd)
    row.style.thickness = width
  }
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue, height: MarkDimension = .automatic) {
    row = MarkRow(kind: .bar, x: xStart, xEnd: xEnd, y: y)
    row.style.thickness = height
  }

  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A point of a line. Marks of the same colour name or series make one line; a missing value breaks it.
public struct LineMark: ChartContent {
  var row: MarkRow

  public init(x: PlottableValue, y: PlottableValue, series: PlottableValue? = nil) {
    row = MarkRow(kind: .line, x: x, y: y, series: series)
  }

  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A point of an area: from zero, or of a band between two values.
public struct AreaMark: ChartContent {
  var row: MarkRow

  public init(
    x: PlottableValue, y: PlottableValue, series: PlottableValue? = nil, stacking: MarkStackingMethod = .standard
  ) {
    row = MarkRow(kind: .area, x: x, y: y, series: series)
    row.style.stacking = stacking
  }
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue, series: PlottableValue? = nil) {
    row = MarkRow(kind: .area, x: x, y: yStart, yEnd: yEnd, series: series)
  }

  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A dot.
public struct PointMark: ChartContent {
  var row: MarkRow

  public init(x: PlottableValue, y: PlottableValue) { row = MarkRow(kind: .point, x: x, y: y) }

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

  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A rectangle: a cell of two bands, or between values.
public struct RectangleMark: ChartContent {
  var row: MarkRow

  public init(x: PlottableValue, y: PlottableValue) { row = MarkRow(kind: .rectangle, x: x, y: y) }
  public init(xStart: PlottableValue, xEnd: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    row = MarkRow(kind: .rectangle, x: xStart, xEnd: xEnd, y: yStart, yEnd: yEnd)
  }
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    row = MarkRow(kind: .rectangle, x: x, y: yStart, yEnd: yEnd)
  }
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue) {
    row = MarkRow(kind: .rectangle, x: xStart, xEnd: xEnd, y: y)
  }

  public func add(to layers: inout ChartLayers) { layers.append(row) }
}

/// A text at a place of the data.
public struct TextMark: ChartContent {
  var row: MarkRow

  public init(x: PlottableValue, y: PlottableValue, text: String) {
    row = MarkRow(kind: .text, x: x, y: y, annotation: text)
  }

  public func add(to layers: inout ChartLayers) { layers.append(row) }
}
