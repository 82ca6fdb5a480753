public import Frames
public import Statistics

extension Chart {
  /// How a typical value changes along x, for each group, with a band around each line and the group's name at its end.
  ///
  /// Where x has even steps, such as years, and some of them are missing, lines are dashed and bands break. A single
  /// value has no band.
  /// - Parameters:
  ///   - trends: Names with what is known at each x, from wherever it was computed.
  ///   - x: What is measured along x; whole numbers from 1000 to 2200 are written as years.
  ///   - y: What is measured along y.
  ///   - group: What the names are; nil for one line without a name.
  ///   - missing: How many rows are in no line, for the alternative text; those of all trends when nil.
  ///   - highlight: The names whose lines are in colour, above those of the others, which are thin and grey without a
  ///     band. Empty for colours for all: more than six cannot be followed.
  public static func trends(
    _ trends: [(name: String, trend: Trend)], x: String, y: String, by group: String? = nil, missing: Int? = nil,
    highlight: [String] = []
  ) -> Chart {
    self.trends(trends, x: x, y: y, by: group, missing: missing, highlight: highlight, areDates: false)
  }

  /// - Parameter areDates: Whether places along x are seconds since 1970.
  private static func trends(
    _ trends: [(name: String, trend: Trend)], x: String, y: String, by group: String?, missing: Int?,
    highlight: [String], areDates: Bool
  ) -> Chart {
    let colored = Set(highlight)
    let lines = trends.filter { !colored.contains($0.name) } + trends.filter { colored.contains($0.name) }
    let layer = TrendLayer(
      lines: (highlight.isEmpty ? trends : lines).map { .init(name: $0.name, trend: $0.trend) },
      missing: missing ?? trends.reduce(0) { $0 + $1.trend.missing }, xLabel: x, yLabel: y, groupLabel: group,
      highlight: highlight, areDates: areDates ? true : nil)
    var chart = Chart(layer).chartYAxisLabel(layer.axisTitle)
    if !highlight.isEmpty {
      var paints = Palette.paints(for: highlight)
      for (name, _) in trends where paints[name] == nil { paints[name] = Theme.standard.ink(0.35) }
      chart = chart.chartForegroundStyleScale(paints: paints)
    }
    let positions = trends.flatMap(\.trend.points).map(\.x)
    let areYears = !positions.isEmpty && positions.allSatisfy { $0 == $0.rounded() && $0 >= 1000 && $0 <= 2200 }
    return areYears ? chart.chartXAxis(format: .year) : chart
  }

  /// How a typical value changes along x, as one line with a band.
  ///
  /// - Parameters:
  ///   - trend: What is known at each x, from wherever it was computed.
  ///   - x: What is measured along x; whole numbers from 1000 to 2200 are written as years.
  ///   - y: What is measured along y.
  public static func trends(_ trend: Trend, x: String, y: String) -> Chart {
    trends([(name: "", trend: trend)], x: x, y: y)
  }

  /// How a typical value changes along a column, for each group of rows.
  ///
  /// - Parameters:
  ///   - x: Numbers with repeated values, such as years: every distinct one is a point of the lines.
  ///   - y: What is averaged.
  ///   - groups: A line for each name; rows without one are in no line. Nil for one line of all rows.
  ///   - band: What line and band stand for.
  ///   - minimumCount: A point with fewer values than this is left out.
  ///   - highlight: The names whose lines are in colour over the others in grey; empty for colours for all.
  public static func trends(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil, band: Trend.Band = .confidence(0.95),
    minimumCount: Int = 1, highlight: [String] = []
  ) -> Chart {
    guard let groups else {
      let trend = Trend(x: x.numbers, y: y.numbers, band: band, minimumCount: minimumCount)
      return trends(
        [(name: "", trend: trend)], x: x.label, y: y.label, by: nil, missing: nil, highlight: [],
        areDates: x.kind == .date)
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
      (name: name, trend: Trend(x: values.0, y: values.1, band: band, minimumCount: minimumCount))
    }
    let missing = lines.reduce(unnamed) { $0 + $1.trend.missing }
    return trends(
      lines, x: x.label, y: y.label, by: groups.label, missing: missing, highlight: highlight,
      areDates: x.kind == .date)
  }

  /// How one column changes along another.
  /// - Precondition: The frame has the columns.
  public static func trends(
    _ frame: DataFrame, x: String, y: String, by group: String? = nil, band: Trend.Band = .confidence(0.95),
    minimumCount: Int = 1, highlight: [String] = []
  ) -> Chart {
    trends(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), by: group.map { PlottableColumn(names: frame[$0]) },
      band: band, minimumCount: minimumCount, highlight: highlight)
  }

  /// How several columns of one unit change along another, a line for each.
  ///
  /// - Parameters:
  ///   - x: A column of numbers with repeated values.
  ///   - columns: Columns of numbers, a line for each.
  ///   - label: What they measure.
  ///   - band: What line and band stand for.
  ///   - minimumCount: A point with fewer values than this is left out.
  /// - Precondition: The frame has the columns.
  public static func trends(
    _ frame: DataFrame, x: String, y columns: [String], label: String = "Value",
    band: Trend.Band = .confidence(0.95), minimumCount: Int = 1
  ) -> Chart {
    let places = PlottableColumn(frame[x])
    let positions = DistinctValues(places.numbers)
    // A row that several columns lack is one row.
    var isMissing = positions.codes.map { $0 < 0 }
    let lines = columns.map { name in
      let values = PlottableColumn(frame[name]).numbers
      for row in values.indices where values[row].isNaN { isMissing[row] = true }
      return (name: name, trend: Trend(at: positions, y: values, band: band, minimumCount: minimumCount))
    }
    return trends(
      lines, x: x, y: label, by: "Column", missing: isMissing.count { $0 }, highlight: [],
      areDates: places.kind == .date)
  }
}

/// Lines through typical values with a band around each.
struct TrendLayer: ChartLayer, Codable {
  struct Line: Codable {
    /// Empty for a line without a name.
    var name: String
    var trend: Trend
  }

  var lines: [Line]
  /// Rows that lack x, a value or a name, and so are not in every line they belong to.
  var missing: Int
  var xLabel: String
  var yLabel: String
  /// What the lines' names are; nil for one line without a name.
  var groupLabel: String?
  /// Names of lines in colour, where the others are grey; empty where all are in colour.
  var highlight: [String] = []
  /// Whether places along x are seconds since 1970.
  var areDates: Bool?

  private func places(_ points: [(name: String, point: Trend.Point)]) -> PlottableColumn {
    let places = points.map(\.point.x)
    return areDates == true ? .value(xLabel, secondsSince1970: places) : .value(xLabel, places)
  }

  private var points: [(name: String, point: Trend.Point)] {
    lines.flatMap { line in line.trend.points.map { (line.name, $0) } }
  }

  /// Whether there is a band to see: single values have none.
  private var hasBand: Bool { points.contains { $0.point.hasBand && $0.point.upper > $0.point.lower } }

  /// Whether a point's band is drawn: bands of many grey lines would be a fog.
  private func hasBand(_ point: (name: String, point: Trend.Point)) -> Bool {
    point.point.hasBand && (highlight.isEmpty || highlight.contains(point.name))
  }

  /// The bands and the lines.
  /// - Parameter points: A band breaks where a point has none.
  private func parts(_ points: [(name: String, point: Trend.Point)]) -> [MarkLayer] {
    let positions = places(points)
    let names = groupLabel.map { PlottableColumn.value($0, points.map(\.name)) }
    func ends(_ end: KeyPath<Trend.Point, Double>) -> PlottableColumn {
      .value(yLabel, points.map { hasBand($0) ? $0.point[keyPath: end] : .nan })
    }
    var bands = AreaPlot(x: positions, yStart: ends(\.lower), yEnd: ends(\.upper), series: names)
    var centers = LinePlot(x: positions, y: .value(yLabel, points.map(\.point.center)), series: names)
    if let names {
      bands = bands.foregroundStyle(by: names)
      centers = centers.foregroundStyle(by: names)
    }
    return [bands.marks, centers.marks]
  }

  func contribute(to domains: inout ChartDomains) {
    // Points without a band are not missing.
    parts(points.filter(hasBand))[0].contribute(to: &domains)
    parts(points)[1].contribute(to: &domains)
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    for part in parts(points) { part.draw(in: plot, on: &scene) }
  }

  func describe(in plot: Plot) -> LayerDescription {
    var description = parts(points).last?.describe(in: plot) ?? LayerDescription(kind: "")
    let kinds = Set(lines.map(\.trend.band))
    if let band = kinds.first, kinds.count == 1, hasBand { description.findings.append(Self.summary(of: band)) }
    let counts = points.map(\.point.count)
    if let least = counts.min(), let most = counts.max(), most > 1 {
      description.findings.append(
        least == most
          ? "\(NumberFormat.count(most, "value")) at each point."
          : "\(NumberFormat.whole(least)) to \(NumberFormat.whole(most)) values at each point.")
    }
    if missing > 0 { description.findings.append("\(NumberFormat.count(missing, "row")) without a value left out.") }
    return description
  }

  /// The values' label and what line and band are, which the drawing alone does not show.
  var axisTitle: String {
    switch hasBand ? lines.first?.trend.band : nil {
    case nil: yLabel
    case .confidence(let level): "\(yLabel), with \(NumberFormat.percent.string(level)) confidence band"
    case .interquartile: "\(yLabel), median and middle half"
    case .standardDeviation: "\(yLabel), mean ± standard deviation"
    }
  }

  private static func summary(of band: Trend.Band) -> String {
    switch band {
    case .confidence(let level): "Means with \(NumberFormat.percent.string(level)) confidence bands."
    case .interquartile: "Medians, with bands from the first to the third quartile."
    case .standardDeviation: "Means, with bands of one standard deviation."
    }
  }

  var data: [DataPart] {
    let points = points
    let names = groupLabel.map { [PlottableColumn.value($0, points.map(\.name))] } ?? []
    return [
      DataPart(
        "Trend",
        names + [
          places(points), .value(yLabel, points.map(\.point.center)),
          .value("Lower", points.map { $0.point.hasBand ? $0.point.lower : .nan }),
          .value("Upper", points.map { $0.point.hasBand ? $0.point.upper : .nan }),
          .value("Count", points.map(\.point.count)),
        ])
    ]
  }
}
