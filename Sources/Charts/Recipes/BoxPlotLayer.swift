/// Boxes lying on their side, one below the other, so that names of any length fit.
struct BoxPlotLayer: ChartLayer {
  struct Row {
    var name: String
    var box: BoxSummary
  }

  var label: String
  var groupLabel: String
  /// From top to bottom.
  var rows: [Row]
  /// Groups of which every value is missing.
  var emptyGroups: [String]
  /// Groups left out because there are more than were asked for.
  var leftOut: Int

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.x.isNice = false
    domains.y.label = groupLabel
    domains.y.hasGrid = false
    for row in rows {
      domains.y.include(name: row.name)
      domains.x.include(row.box.lowerWhisker)
      domains.x.include(row.box.upperWhisker)
      for value in [row.box.outliers.first, row.box.outliers.last] { value.map { domains.x.include($0) } }
    }
    // Counts stand in a column of their own behind the greatest value; a plot is at least some 400 points wide.
    if let least = rows.map(\.box.minimum).min(), let greatest = rows.map(\.box.maximum).max(), greatest > least {
      let characters = Double(rows.map { countText($0).count }.max() ?? 0)
      domains.x.include(greatest + (greatest - least) * min(0.4, (characters * 6 + 8) / 400))
    }
    domains.x.inset = 4
  }

  private func countText(_ row: Row) -> String {
    (row.name == rows.first?.name ? "n = " : "") + NumberFormat.automatic.string(Double(row.box.count))
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let half = min(y.bandwidth * 0.62, 22) / 2
    let theme = plot.theme
    let accent = plot.color.accent
    var whiskers = Path()
    var boxes = Path()
    var medians = Path()
    var outliers = PointCloud(
      xs: [], ys: [], paints: [theme.ink(0.5)], radius: 1.3, clip: plot.area.inset(by: -4))
    for row in rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      let box = row.box
      let low = x.position(box.firstQuartile)
      let high = x.position(box.thirdQuartile)
      whiskers.addLine(from: Point(x: x.position(box.lowerWhisker), y: middle), to: Point(x: low, y: middle))
      whiskers.addLine(from: Point(x: high, y: middle), to: Point(x: x.position(box.upperWhisker), y: middle))
      // A box of no width still shows as a line.
      let width = max(high - low, 1)
      boxes.addRect(Rect(x: (low + high - width) / 2, y: middle - half, width: width, height: 2 * half))
      let median = x.position(box.median)
      medians.addLine(from: Point(x: median, y: middle - half), to: Point(x: median, y: middle + half))
      outliers.xs += box.outliers.map { x.position($0) }
      outliers.ys += box.outliers.map { _ in middle }
      scene.text(
        countText(row), at: Point(x: plot.area.maxX, y: middle), anchor: .end, baseline: .middle,
        style: theme.numberStyle.with(paint: theme.ink(0.6), size: theme.captionSize))
    }
    scene.points(outliers)
    scene.stroke(whiskers, Stroke(theme.ink(0.65), width: 1))
    scene.path(boxes, fill: theme.paper.mixed(with: accent, 0.4), stroke: nil)
    scene.stroke(medians, Stroke(theme.ink, width: 2))
    if !emptyGroups.isEmpty {
      scene.warn(RenderWarning(.unusableValues, "No values of \(label) in \(emptyGroups.joined(separator: ", "))."))
    }
  }

  // MARK: Words and numbers

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Box plot of \(label) by \(groupLabel)"
    guard let first = rows.first, let last = rows.last else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    func number(_ value: Double) -> String { NumberFormat.automatic.string(value) }
    let byMedian = rows.sorted { $0.box.median > $1.box.median }
    let (highest, lowest) = (byMedian.first ?? first, byMedian.last ?? last)
    let count = rows.reduce(0) { $0 + $1.box.count }
    var findings: [String] = []
    if rows.count == 1 {
      let box = first.box
      findings.append(
        "\(first.name): median \(number(box.median)), quartiles \(number(box.firstQuartile)) and "
          + "\(number(box.thirdQuartile)), \(Words.count(count, "value")).")
    } else {
      findings.append(
        "\(rows.count) groups with \(Words.count(count, "value")); the median is highest for \(highest.name) "
          + "(\(number(highest.box.median))) and lowest for \(lowest.name) (\(number(lowest.box.median))).")
      if let widest = rows.max(by: { $0.box.interquartileRange < $1.box.interquartileRange }) {
        findings.append(
          "\(widest.name) is spread most: half of its values lie between \(number(widest.box.firstQuartile)) and "
            + "\(number(widest.box.thirdQuartile)).")
      }
    }
    let outliers = rows.reduce(0) { $0 + $1.box.outlierCount }
    let drawn = rows.reduce(0) { $0 + $1.box.outliers.count }
    if outliers > 0 {
      findings.append(
        "\(Words.count(outliers, "outlier")) beyond the whiskers"
          + (drawn < outliers ? ", of which \(number(Double(drawn))) are drawn." : "."))
    }
    if leftOut > 0 { findings.append("\(Words.count(leftOut, "smaller group")) not shown.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var dataColumns: [PlottableColumn] {
    func column(_ name: String, _ value: (BoxSummary) -> Double) -> PlottableColumn {
      .value(name, rows.map { value($0.box) })
    }
    return [
      .value(groupLabel, rows.map(\.name)), column("Count") { Double($0.count) },
      column("Missing") { Double($0.missing) }, column("Minimum", \.minimum), column("Lower whisker", \.lowerWhisker),
      column("First quartile", \.firstQuartile), column("Median", \.median), column("Third quartile", \.thirdQuartile),
      column("Upper whisker", \.upperWhisker), column("Maximum", \.maximum), column("Mean", \.mean),
      column("Outliers") { Double($0.outlierCount) },
    ]
  }
}
