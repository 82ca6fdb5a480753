/// Lines through typical values with a band around each.
struct TrendLayer: ChartLayer, Codable {
  struct Line: Codable {
    var name: String?
    var trend: Trend
  }

  var lines: [Line]
  /// Rows that lack x, a value or a name, and so are not in every line they belong to.
  var missing: Int
  var xLabel: String
  var yLabel: String
  /// What the lines' names are; nil for one line without a name.
  var groupLabel: String?

  private var points: [(name: String, point: Trend.Point)] {
    lines.flatMap { line in line.trend.points.map { (line.name ?? "", $0) } }
  }

  /// Whether there is a band to see: single values have none.
  private var hasBand: Bool { points.contains { $0.point.upper > $0.point.lower } }

  private var parts: [MarkLayer] {
    let points = points
    let places = PlottableColumn.value(xLabel, points.map(\.point.x))
    let names = groupLabel.map { PlottableColumn.value($0, points.map(\.name)) }
    var bands = AreaPlot(
      x: places, yStart: .value(yLabel, points.map(\.point.lower)), yEnd: .value(yLabel, points.map(\.point.upper)),
      series: names)
    var centers = LinePlot(x: places, y: .value(yLabel, points.map(\.point.center)), series: names)
    if let names {
      bands = bands.foregroundStyle(by: names)
      centers = centers.foregroundStyle(by: names)
    }
    return [bands.marks, centers.marks]
  }

  func contribute(to domains: inout ChartDomains) {
    for part in parts { part.contribute(to: &domains) }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    for part in parts { part.draw(in: plot, on: &scene) }
  }

  func describe(in plot: Plot) -> LayerDescription {
    var description = parts.last?.describe(in: plot) ?? LayerDescription(kind: "")
    let kinds = Set(lines.map(\.trend.band))
    if let band = kinds.first, kinds.count == 1, hasBand { description.findings.append(Self.words(band)) }
    let counts = points.map(\.point.count)
    if let least = counts.min(), let most = counts.max() {
      let number = NumberFormat.automatic
      description.findings.append(
        least == most
          ? "\(Words.count(most, "value")) at each point."
          : "\(number.string(Double(least))) to \(number.string(Double(most))) values at each point.")
    }
    if missing > 0 { description.findings.append("\(Words.count(missing, "row")) without a value left out.") }
    return description
  }

  /// The values' label and what line and band are, which the drawing would not tell otherwise.
  var axisTitle: String {
    switch hasBand ? lines.first?.trend.band : nil {
    case nil: yLabel
    case .confidence(let level): "\(yLabel), with \(NumberFormat.percent.string(level)) confidence band"
    case .interquartile: "\(yLabel), median and middle half"
    case .standardDeviation: "\(yLabel), mean ± standard deviation"
    }
  }

  private static func words(_ band: Trend.Band) -> String {
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
          .value(xLabel, points.map(\.point.x)), .value(yLabel, points.map(\.point.center)),
          .value("Lower", points.map(\.point.lower)), .value("Upper", points.map(\.point.upper)),
          .value("Count", points.map(\.point.count)),
        ])
    ]
  }
}
