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
  /// - Parameters:
  ///   - values: Numbers.
  ///   - groups: The group of each number; rows without one are left out.
  ///   - order: How groups are sorted.
  ///   - top: No more groups than this, the largest ones; the others are counted in the alternative text.
  public static func boxPlot(
    _ values: PlottableColumn, by groups: PlottableColumn, order: GroupOrder = .median, top: Int = 30
  ) -> Chart {
    let named = NamedGroups(values.numbers, by: groups)
    var kept = named.groups
    if kept.count > max(1, top) {
      let sizes = kept.map(\.values.count).sorted(by: >)
      let least = sizes[max(1, top) - 1]
      var room = max(1, top) - sizes.count { $0 > least }
      kept = kept.filter { group in
        if group.values.count == least { room -= 1 }
        return group.values.count > least || (group.values.count == least && room >= 0)
      }
    }
    var rows: [BoxPlotLayer.Row] = []
    var empty: [String] = []
    for group in kept {
      if let box = BoxSummary(group.values) {
        rows.append(.init(name: group.name, box: box))
      } else {
        empty.append(group.name)
      }
    }
    switch order {
    case .median: rows.sort { ($1.box.median, $0.name) < ($0.box.median, $1.name) }
    case .name: rows.sort { $0.name < $1.name }
    case .asGiven: break
    }
    return Chart(
      BoxPlotLayer(
        label: values.label, groupLabel: groups.label, rows: rows, emptyGroups: empty,
        leftOut: named.groups.count - kept.count))
  }

  /// How a column is spread in each group of another.
  public static func boxPlot(
    _ frame: DataFrame, _ value: String, by group: String, order: GroupOrder = .median, top: Int = 30
  ) -> Chart {
    boxPlot(PlottableColumn(frame[value]), by: PlottableColumn(names: frame[group]), order: order, top: top)
  }
}
