public import Frames

extension Chart {
  /// How a typical value changes along x, for each group, with a band around each line and the group's name at its end.
  ///
  /// - Parameters:
  ///   - x: Numbers with repeated values, such as years: every distinct one is a point of the lines.
  ///   - y: What is averaged.
  ///   - groups: A line for each name.
  ///   - band: What line and band stand for.
  ///   - minimumCount: A point with fewer values than this is left out.
  public static func trends(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil, band: Trend.Band = .confidence(0.95),
    minimumCount: Int = 1
  ) -> Chart {
    guard let groups else {
      let trend = Trend(x: x.numbers, y: y.numbers, band: band, minimumCount: minimumCount)
      return trends([(nil, trend)], missing: trend.missing, x: x.label, y: y.label, by: nil)
    }
    var unnamed = 0
    var rows = [([Double], [Double])](repeating: ([], []), count: groups.names.count)
    for (index, code) in groups.numbers.enumerated() {
      if code.isNaN {
        unnamed += 1
        continue
      }
      rows[Int(code)].0.append(x.numbers[index])
      rows[Int(code)].1.append(y.numbers[index])
    }
    let lines = zip(groups.names, rows).map { name, values in
      (name as String?, Trend(x: values.0, y: values.1, band: band, minimumCount: minimumCount))
    }
    let missing = lines.reduce(unnamed) { $0 + $1.1.missing }
    return trends(lines, missing: missing, x: x.label, y: y.label, by: groups.label)
  }

  /// How one column changes along another.
  public static func trends(
    _ frame: DataFrame, x: String, y: String, by group: String? = nil, band: Trend.Band = .confidence(0.95),
    minimumCount: Int = 1
  ) -> Chart {
    trends(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), by: group.map { PlottableColumn(names: frame[$0]) },
      band: band, minimumCount: minimumCount)
  }

  /// How several columns of one unit change along another, a line for each.
  public static func trends(
    _ frame: DataFrame, x: String, y columns: [String], label: String = "Value",
    band: Trend.Band = .confidence(0.95), minimumCount: Int = 1
  ) -> Chart {
    let places = TrendPlaces(PlottableColumn(frame[x]).numbers)
    // A row that several columns lack is one row.
    var isMissing = places.codes.map { $0 < 0 }
    let lines = columns.map { name in
      let values = PlottableColumn(frame[name]).numbers
      for row in values.indices where !values[row].isFinite { isMissing[row] = true }
      return (name as String?, Trend(at: places, y: values, band: band, minimumCount: minimumCount))
    }
    let missing = isMissing.reduce(0) { $0 + ($1 ? 1 : 0) }
    return trends(lines, missing: missing, x: x, y: label, by: "Column")
  }

  private static func trends(
    _ lines: [(name: String?, trend: Trend)], missing: Int, x: String, y: String, by group: String?
  ) -> Chart {
    let layer = TrendLayer(
      lines: lines.map { .init(name: $0.name, trend: $0.trend) }, missing: missing, xLabel: x, yLabel: y,
      groupLabel: group)
    let chart = Chart(layer).chartYAxisLabel(layer.axisTitle)
    let places = lines.flatMap(\.trend.points).map(\.x)
    let areYears = !places.isEmpty && places.allSatisfy { $0 == $0.rounded() && $0 >= 1000 && $0 <= 2200 }
    return areYears ? chart.chartXAxis(format: .year) : chart
  }
}
