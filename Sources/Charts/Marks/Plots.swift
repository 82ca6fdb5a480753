/// Marks that read whole columns: the way to draw many rows.
public protocol VectorizedChartContent: ChartContent {
  var marks: MarkLayer { get set }
}

extension VectorizedChartContent {
  public func add(to layers: inout ChartLayers) { layers.append(marks) }

  private func with(_ change: (inout MarkLayer) -> Void) -> Self {
    var copy = self
    change(&copy.marks)
    return copy
  }

  /// A colour for each name, or along a ramp for numbers.
  public func foregroundStyle(by column: PlottableColumn) -> Self { with { $0.color = column } }
  /// Bars of different names stand side by side.
  public func position(by column: PlottableColumn) -> Self { with { $0.position = column } }
  /// A panel for each name.
  public func facet(by column: PlottableColumn) -> Self { with { $0.facet = column } }
  /// A short text at each mark.
  public func annotation(position: AnnotationPosition = .automatic, _ texts: [String]) -> Self {
    with {
      $0.annotations = texts
      $0.style.annotationPosition = position
    }
  }
}

/// Dots from columns. Many dots get smaller and clearer; thousands of one colour become a picture of how many lie on each spot.
public struct PointPlot: VectorizedChartContent {
  public var marks: MarkLayer

  public init(x: PlottableColumn, y: PlottableColumn) { marks = MarkLayer(kind: .point, x: x, y: y) }
}

/// Bars from columns.
public struct BarPlot: VectorizedChartContent {
  public var marks: MarkLayer

  public init(
    x: PlottableColumn, y: PlottableColumn, width: MarkDimension = .automatic,
    stacking: MarkStackingMethod = .standard
  ) {
    marks = MarkLayer(kind: .bar, x: x, y: y)
    marks.style.thickness = width
    marks.style.stacking = stacking
  }
}

/// Lines from columns.
public struct LinePlot: VectorizedChartContent {
  public var marks: MarkLayer

  public init(x: PlottableColumn, y: PlottableColumn, series: PlottableColumn? = nil) {
    marks = MarkLayer(kind: .line, x: x, y: y)
    marks.series = series
  }
}

/// Areas from columns.
public struct AreaPlot: VectorizedChartContent {
  public var marks: MarkLayer

  public init(x: PlottableColumn, y: PlottableColumn, stacking: MarkStackingMethod = .standard) {
    marks = MarkLayer(kind: .area, x: x, y: y)
    marks.style.stacking = stacking
  }
  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn, series: PlottableColumn? = nil) {
    marks = MarkLayer(kind: .area, x: x, y: yStart, yEnd: yEnd)
    marks.series = series
  }
}

/// Rules from columns.
public struct RulePlot: VectorizedChartContent {
  public var marks: MarkLayer

  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn) {
    marks = MarkLayer(kind: .rule, x: x, y: yStart, yEnd: yEnd)
  }
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, y: PlottableColumn) {
    marks = MarkLayer(kind: .rule, x: xStart, y: y, xEnd: xEnd)
  }
}

/// Rectangles from columns: cells of bands, or between values.
public struct RectanglePlot: VectorizedChartContent {
  public var marks: MarkLayer

  public init(x: PlottableColumn, y: PlottableColumn) { marks = MarkLayer(kind: .rectangle, x: x, y: y) }
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn) {
    marks = MarkLayer(kind: .rectangle, x: xStart, y: yStart, xEnd: xEnd, yEnd: yEnd)
  }
  public init(x: PlottableColumn, yStart: PlottableColumn, yEnd: PlottableColumn) {
    marks = MarkLayer(kind: .rectangle, x: x, y: yStart, yEnd: yEnd)
  }
  public init(xStart: PlottableColumn, xEnd: PlottableColumn, y: PlottableColumn) {
    marks = MarkLayer(kind: .rectangle, x: xStart, y: y, xEnd: xEnd)
  }
}
