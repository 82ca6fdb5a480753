public import Frames

extension Chart {
  /// Several numbers of a few things as outlines on spokes, a panel for each, over a dashed outline to compare with.
  ///
  /// Shapes are easy to tell apart and hard to read values from: for those use bars or a heat map.
  /// - Parameters:
  ///   - axes: Three or more, each with its own scale, clockwise from the top.
  ///   - profiles: A value for each axis.
  ///   - reference: What the profiles are compared with; empty for nothing.
  ///   - columns: Panels in a row.
  public static func radarProfiles(
    axes: [RadarAxis], profiles: [(name: String, values: [Double])], reference: [Double] = [],
    referenceName: String = "Mean", columns: Int? = nil
  ) -> Chart {
    let layers = profiles.map { profile in
      RadarLayer(
        name: profile.name, axes: axes,
        values: axes.indices.map { profile.values.indices.contains($0) ? profile.values[$0] : .nan },
        reference: reference, referenceName: referenceName)
    }
    // Long names beside the rim need wide panels, or they leave no room for the profile.
    let isWide = axes.contains { $0.name.count > 7 } || profiles.count == 4
    let chart = Chart(
      panels: layers.map { ChartPanel(title: $0.name, layers: [$0]) },
      columns: columns ?? min(isWide ? 2 : 3, max(1, profiles.count))
    )
    .caption(reference.isEmpty ? "" : "Dashed: \(referenceName).")
    guard layers.count > 1 else { return chart }
    let findings = layers.flatMap(\.findings).prefix(6).joined(separator: " ")
    return chart.alternativeText(
      "Radar profiles of \(layers.count) groups on \(axes.count) axes: \(axes.map(\.name).joined(separator: ", ")). \(findings)"
    )
  }

  /// The mean of each column in each group, over the mean of all rows.
  ///
  /// Each spoke runs from the 5th to the 95th percentile of its column, so that features of any unit can stand side by side.
  /// - Parameters:
  ///   - group: The column of names.
  ///   - columns: Three or more numeric columns.
  ///   - groups: Which names, in this order; the six largest groups when nil.
  public static func radarProfiles(
    _ frame: DataFrame, by group: String, columns: [String], groups: [String]? = nil
  ) -> Chart {
    let names = PlottableColumn(names: frame[group])
    let chosen = groups ?? largest(6, of: names)
    let places = Dictionary(chosen.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let slots = names.names.map { places[$0] }
    var axes: [RadarAxis] = []
    var reference: [Double] = []
    var values = [[Double]](repeating: [], count: chosen.count)
    for column in columns {
      let numbers = PlottableColumn(frame[column]).numbers
      let moments = Moments(numbers)
      let ends = moments.count > 0 ? RankSelection.quantiles([0.05, 0.95], of: moments.finite) : [0, 1]
      axes.append(RadarAxis(column, from: ends[0], to: ends[1]))
      reference.append(moments.mean)
      var sums = [(total: Double, count: Double)](repeating: (0, 0), count: chosen.count)
      for (number, code) in zip(numbers, names.numbers) where number.isFinite && !code.isNaN {
        guard let slot = slots[Int(code)] else { continue }
        sums[slot].total += number
        sums[slot].count += 1
      }
      for (slot, sum) in sums.enumerated() { values[slot].append(sum.count > 0 ? sum.total / sum.count : .nan) }
    }
    return radarProfiles(
      axes: axes, profiles: Array(zip(chosen, values)).map { (name: $0, values: $1) }, reference: reference,
      referenceName: "mean of all"
    ).caption("Dashed: mean of all. Spokes run from the 5th percentile at the centre to the 95th at the rim.")
  }

  private static func largest(_ count: Int, of names: PlottableColumn) -> [String] {
    var sizes = [Int](repeating: 0, count: names.names.count)
    for code in names.numbers where !code.isNaN { sizes[Int(code)] += 1 }
    let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return order.prefix(count).map { names.names[$0] }
  }
}
