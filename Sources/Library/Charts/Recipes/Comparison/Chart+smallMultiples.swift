public import Frames

extension Chart {
  /// Several charts of one kind side by side, each under its title, on shared or on their own scales.
  ///
  /// The texts, formats and colours are those of the first chart. For charts of different kinds use several figures in
  /// one row.
  /// - Parameters:
  ///   - charts: Titles with their charts.
  ///   - columns: Panels in a row; nil for what suits their number.
  ///   - sharesX, sharesY: Whether all panels have the same scale.
  public static func grid(
    _ charts: [(title: String, chart: Chart)], columns: Int? = nil, sharesX: Bool = true, sharesY: Bool = true
  ) -> Chart {
    let panels = charts.flatMap { title, chart in
      chart.panels.map { panel -> ChartPanel in
        var panel = panel
        panel.title = panel.title.map { "\(title), \($0)" } ?? title
        return panel
      }
    }
    var grid = Chart(panels: panels)
    if let first = charts.first?.chart.settings {
      grid.settings = first
      (grid.settings.title, grid.settings.subtitle, grid.settings.alternativeText) = (nil, nil, nil)
      (grid.settings.width, grid.settings.height) = (nil, nil)
    }
    return grid.chartFacets(columns: columns, sharesX: sharesX, sharesY: sharesY)
  }

  /// The same chart for each group of rows, side by side: any recipe, any marks.
  ///
  ///     Chart.smallMultiples(songs.frame, by: "Genre") { .trends($0, x: "Year", y: "Energy") }
  ///
  /// - Parameters:
  ///   - group: The column of names; rows without one are in no panel.
  ///   - top: No more panels than this, the largest groups from the largest on; the foot of the chart then says how
  ///     many groups there are.
  ///   - columns: Panels in a row; nil for what suits their number.
  ///   - sharesX, sharesY: Whether all panels have the same scale.
  ///   - chart: Makes the chart of one group's rows.
  /// - Precondition: The frame has the column.
  public static func smallMultiples(
    _ frame: DataFrame, by group: String, top: Int = 12, columns: Int? = nil, sharesX: Bool = true,
    sharesY: Bool = true, chart: (DataFrame) throws -> Chart
  ) rethrows -> Chart {
    let names = PlottableColumn(names: frame[group])
    let groups = NamedGroups((0..<names.count).map(Double.init), by: names).groups
    var shown = groups.largest(max(1, top), by: \.values.count)
    if shown.count < groups.count { shown.sort { $0.values.count > $1.values.count } }
    let charts = try shown.map { group in
      (title: group.name, chart: try chart(frame.gathering(group.values.map { Int($0) })))
    }
    var multiples = grid(charts, columns: columns, sharesX: sharesX, sharesY: sharesY)
    for panel in multiples.panels.indices { multiples.panels[panel].isNamedByData = true }
    return multiples.naming(shown: shown.count, of: groups.count, groupsOf: group)
  }
}
