extension Chart {
  /// Axes of dates where the columns whose numbers they show hold dates.
  func showingDates(x: PlottableColumn? = nil, y: PlottableColumn? = nil) -> Chart {
    var chart = self
    if x?.kind == .date { chart = chart.chartXScale(type: .date).chartXAxis(format: .date) }
    if y?.kind == .date { chart = chart.chartYScale(type: .date).chartYAxis(format: .date) }
    return chart
  }
}
