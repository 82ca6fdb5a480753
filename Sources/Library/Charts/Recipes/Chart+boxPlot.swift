public import Frames

extension Chart {
  /// In which order groups stand from top to bottom.
  public enum GroupOrder: Hashable, Sendable {
    /// The highest median first.
    case median
    /// As the groups come.
    case asGiven
    /// By name.
    case name
  }

  /// How a number is spread in each of several groups: median, quartiles, whiskers to 1.5 interquartile ranges, outliers.
  ///
  /// At most 200 outliers of a group are drawn, evenly chosen with the extremes among them; the foot of the chart then says how many there are.
  /// - Parameters:
  ///   - values: Numbers.
  ///   - groups: The group of each number; rows without one are left out. Nil for one box of all numbers.
  ///   - order: How groups are sorted.
  ///   - top: No more groups than this, the largest ones; the others are counted in the alternative text.
  public static func boxPlot(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, order: GroupOrder = .median, top: Int = 30
  ) -> Chart {
    let layer = BoxPlotLayer(groups: GroupDistributions(values, by: groups, order: order, top: top))
    let chart = Chart(layer)
    return layer.note.map { chart.caption($0) } ?? chart
  }

  /// How a column is spread in each group of another.
  public static func boxPlot(
    _ frame: DataFrame, _ value: String, by group: String? = nil, order: GroupOrder = .median, top: Int = 30
  ) -> Chart {
    boxPlot(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, order: order, top: top)
  }
}
