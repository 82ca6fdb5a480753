public import Frames

extension PointPlot {
  /// Dots from two columns of a frame.
  public init(_ frame: DataFrame, x: String, y: String) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y))
  }
}

extension BarPlot {
  /// Bars from two columns of a frame; level when `y` holds names.
  public init(
    _ frame: DataFrame, x: String, y: String, width: MarkDimension = .automatic,
    stacking: MarkStackingMethod = .standard
  ) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y), width: width, stacking: stacking)
  }
}

extension LinePlot {
  /// Lines from two columns of a frame, one for each name of a third.
  public init(_ frame: DataFrame, x: String, y: String, series: String? = nil) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y))
    if let series { marks.channels.color = PlottableColumn(frame, series) }
  }
}

extension AreaPlot {
  /// Areas from two columns of a frame, one for each name of a third.
  public init(
    _ frame: DataFrame, x: String, y: String, series: String? = nil, stacking: MarkStackingMethod = .standard
  ) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y), stacking: stacking)
    if let series { marks.channels.color = PlottableColumn(frame, series) }
  }
  /// A band between two columns of a frame, one for each name of another.
  public init(_ frame: DataFrame, x: String, yStart: String, yEnd: String, series: String? = nil) {
    self.init(
      x: PlottableColumn(frame, x), yStart: PlottableColumn(frame, yStart), yEnd: PlottableColumn(frame, yEnd))
    if let series { marks.channels.color = PlottableColumn(frame, series) }
  }
}

extension RulePlot {
  /// Upright rules from columns of a frame: error bars.
  public init(_ frame: DataFrame, x: String, yStart: String, yEnd: String) {
    self.init(
      x: PlottableColumn(frame, x), yStart: PlottableColumn(frame, yStart), yEnd: PlottableColumn(frame, yEnd))
  }
  /// Level rules from columns of a frame.
  public init(_ frame: DataFrame, xStart: String, xEnd: String, y: String) {
    self.init(
      xStart: PlottableColumn(frame, xStart), xEnd: PlottableColumn(frame, xEnd), y: PlottableColumn(frame, y))
  }
}

extension RectanglePlot {
  /// Cells from two columns of a frame, coloured by a third.
  public init(_ frame: DataFrame, x: String, y: String, color: String? = nil) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y))
    if let color { marks.channels.color = PlottableColumn(frame, color) }
  }
}

extension SectorPlot {
  /// Sectors from a column of a frame, one for each name of another.
  public init(
    _ frame: DataFrame, angle: String, by name: String, innerRadius: MarkDimension = .automatic,
    angularInset: Double? = nil
  ) {
    self.init(angle: PlottableColumn(frame, angle), innerRadius: innerRadius, angularInset: angularInset)
    marks.channels.color = PlottableColumn(frame, name)
  }
}
