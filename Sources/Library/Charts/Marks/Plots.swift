/// Marks that read whole columns: the way to draw many rows.
public protocol VectorizedChartContent: ChartContent {
  var marks: MarkLayer { get set }
}

extension VectorizedChartContent {
  /// Adds the marks as one layer.
  public func add(to layers: inout ChartLayers) { layers.append(marks) }

  private func with(_ change: (inout MarkLayer) -> Void) -> Self {
    var copy = self
    change(&copy.marks)
    return copy
  }

  /// A colour for each name, or along a ramp for numbers.
  public func foregroundStyle(by column: PlottableColumn) -> Self { with { $0.channels.color = column } }
  /// A shape of dots for each name.
  public func symbol(by column: PlottableColumn) -> Self { with { $0.channels.symbol = column } }
  /// Areas of dots that grow with a number.
  public func symbolSize(by column: PlottableColumn) -> Self { with { $0.channels.symbolSize = column } }
  /// Dashes for each name.
  public func lineStyle(by column: PlottableColumn) -> Self { with { $0.channels.lineStyle = column } }
  /// Marks of different names stand side by side within their band.
  public func position(by column: PlottableColumn) -> Self { with { $0.channels.position = column } }
  /// A panel for each name.
  public func facet(by column: PlottableColumn) -> Self { with { $0.channels.facet = column } }
  /// A short text at each mark; empty for none.
  public func annotation(
    position: AnnotationPosition = .automatic, overflowResolution: AnnotationOverflowResolution = .automatic,
    _ texts: [String]
  ) -> Self {
    with {
      precondition(texts.count == $0.count, "\(texts.count) annotations are not one for each of \($0.count) marks.")
      $0.annotations = texts
      $0.style.annotationPosition = position
      $0.style.annotationOverflow = overflowResolution
    }
  }
}

/// Dots from columns. Many dots get smaller and clearer; thousands of one colour become a picture of how many lie on
/// each spot.
public struct PointPlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// A dot for each row.
  public init(x: PlottableColumn, y: PlottableColumn) { marks = MarkLayer(kind: .point, x: x, y: y) }
}

/// Bars from columns: from zero, or between two values.
public struct BarPlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// - Parameter width: Across the bar, also where bars are level.
  public init(
    x: PlottableColumn, y: PlottableColumn, width: MarkDimension = .automatic,
    stacking: MarkStackingMethod = .standard
  ) {
    marks = MarkLayer(kind: .bar, x: x, y: y)
    marks.style.width = width
    marks.style.stacking = stacking
  }
  /// Upright, between two values.
  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn, width: MarkDimension = .automatic) {
    marks = MarkLayer(kind: .bar, x: x, y: yStart, yEnd: yEnd)
    marks.style.width = width
  }
  /// Level, between two values.
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, y: PlottableColumn, height: MarkDimension = .automatic) {
    marks = MarkLayer(kind: .bar, x: xStart, y: y, xEnd: xEnd)
    marks.style.height = height
  }
}

/// Lines from columns.
public struct LinePlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// A line through the rows, or one for each series. A missing value breaks it; where numbers or dates have even steps,
  /// such as years, and rows of some steps are missing, it is dashed over them.
  public init(x: PlottableColumn, y: PlottableColumn, series: PlottableColumn? = nil) {
    marks = MarkLayer(kind: .line, x: x, y: y)
    marks.channels.series = series
  }
}

/// Areas from columns: from zero, or bands between two values.
public struct AreaPlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// Areas from zero, or from the areas below them. They break where a value, or rows of even steps such as years, are
  /// missing; a value alone is an upright bar.
  public init(
    x: PlottableColumn, y: PlottableColumn, series: PlottableColumn? = nil, stacking: MarkStackingMethod = .standard
  ) {
    marks = MarkLayer(kind: .area, x: x, y: y)
    marks.channels.series = series
    marks.style.stacking = stacking
  }
  /// A band between two values of y, or one for each series. It breaks where either is missing, or rows of even steps.
  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn, series: PlottableColumn? = nil) {
    marks = MarkLayer(kind: .area, x: x, y: yStart, yEnd: yEnd)
    marks.channels.series = series
  }
  /// A band between two values of x, or one for each series.
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, y: PlottableColumn, series: PlottableColumn? = nil) {
    marks = MarkLayer(kind: .area, x: xStart, y: y, xEnd: xEnd)
    marks.channels.series = series
  }
}

/// Rules from columns: over the whole plot, or between two values.
public struct RulePlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// Upright, over the whole height of the plot.
  public init(x: PlottableColumn) { marks = MarkLayer(kind: .rule, x: x) }
  /// Level, over the whole width of the plot.
  public init(y: PlottableColumn) { marks = MarkLayer(kind: .rule, y: y) }
  /// Upright, between two values.
  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn) {
    marks = MarkLayer(kind: .rule, x: x, y: yStart, yEnd: yEnd)
  }
  /// Level, between two values.
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, y: PlottableColumn) {
    marks = MarkLayer(kind: .rule, x: xStart, y: y, xEnd: xEnd)
  }
}

/// Rectangles from columns: cells of bands, or between values.
public struct RectanglePlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// Cells around places, as wide and high as their bands by default.
  public init(
    x: PlottableColumn, y: PlottableColumn, width: MarkDimension = .automatic, height: MarkDimension = .automatic
  ) {
    marks = MarkLayer(kind: .rectangle, x: x, y: y)
    marks.style.width = width
    marks.style.height = height
  }
  /// Between values on both axes.
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn) {
    marks = MarkLayer(kind: .rectangle, x: xStart, y: yStart, xEnd: xEnd, yEnd: yEnd)
  }
  /// Upright, between two values.
  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn, width: MarkDimension = .automatic) {
    marks = MarkLayer(kind: .rectangle, x: x, y: yStart, yEnd: yEnd)
    marks.style.width = width
  }
  /// Level, between two values.
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, y: PlottableColumn, height: MarkDimension = .automatic) {
    marks = MarkLayer(kind: .rectangle, x: xStart, y: y, xEnd: xEnd)
    marks.style.height = height
  }
}

/// Sectors from a column: see ``SectorMark``.
public struct SectorPlot: VectorizedChartContent {
  /// The columns of the marks with their looks.
  public var marks: MarkLayer

  /// Sectors with shares of a whole, in the order of the rows.
  public init(
    angle: PlottableColumn, innerRadius: MarkDimension = .automatic, outerRadius: MarkDimension = .automatic,
    angularInset: Double? = nil
  ) {
    marks = MarkLayer(kind: .sector, angle: angle)
    marks.style.innerRadius = innerRadius
    marks.style.outerRadius = outerRadius
    marks.style.angularInset = angularInset
  }
}
