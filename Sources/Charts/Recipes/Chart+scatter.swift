public import Frames

extension Chart {
  /// Two numbers of each row as a dot, coloured by group.
  ///
  /// Many dots get smaller and clearer. Thousands of one colour become a picture of how many lie on each spot, with a key.
  /// - Parameter groups: Names or numbers; nil for dots of one colour.
  public static func scatter(x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil) -> Chart {
    let points = PointPlot(x: x, y: y)
    guard let groups else { return Chart(points) }
    return Chart(points.foregroundStyle(by: groups))
  }

  /// Two columns of a frame as dots, coloured by a third.
  public static func scatter(_ frame: DataFrame, x: String, y: String, by group: String? = nil) -> Chart {
    scatter(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), by: group.map { PlottableColumn(groups: frame[$0]) })
  }
}
