public import Frames

extension PlottableColumn {
  /// A column of a frame by its name, labelled with it or with other words.
  /// - Precondition: the frame has the column.
  public init(_ frame: DataFrame, _ name: String, label: String? = nil) {
    self.init(frame[name])
    if let label { self.label = label }
  }
}

extension PointPlot {
  /// Dots from two columns of a frame.
  public init(_ frame: DataFrame, x: String, y: String) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y))
  }
}

extension BarPlot {
  /// Bars from two columns of a frame; level when `y` holds names.
  public init(_ frame: DataFrame, x: String, y: String) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y))
  }
}

extension LinePlot {
  /// Lines from two columns of a frame, one for each name of a third.
  public init(_ frame: DataFrame, x: String, y: String, series: String? = nil) {
    self.init(x: PlottableColumn(frame, x), y: PlottableColumn(frame, y))
    if let series { marks.color = PlottableColumn(frame, series) }
  }
}
