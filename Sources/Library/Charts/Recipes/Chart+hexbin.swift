public import Frames

extension Chart {
  /// How many rows lie in each hexagon of a honeycomb over two numbers: for clouds of thousands of dots.
  ///
  /// - Parameters:
  ///   - columns: Hexagons side by side.
  ///   - countScale: `.log` shows single rows beside thousands, `.linear` shows where the bulk lies.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - fit: A line or curve through the rows, with its numbers below the title.
  public static func hexbin(
    x: PlottableColumn, y: PlottableColumn, columns: Int = 44, countScale: ScaleType = .log,
    countLabel: String = "Count", fit: FitMethod? = nil
  ) -> Chart {
    let layer = HexbinLayer(x: x, y: y, columns: columns, countScale: countScale, countLabel: countLabel)
    return Chart([layer], fit: fit, x: x, y: y)
  }

  /// How many rows of a frame lie in each hexagon over two columns.
  public static func hexbin(
    _ frame: DataFrame, x: String, y: String, columns: Int = 44, countScale: ScaleType = .log,
    countLabel: String = "Count", fit: FitMethod? = nil
  ) -> Chart {
    hexbin(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), columns: columns, countScale: countScale,
      countLabel: countLabel, fit: fit)
  }
}
