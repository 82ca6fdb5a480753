public import Frames
public import Statistics

extension Chart {
  /// How a number is spread in each of several groups: median, quartiles, whiskers to 1.5 interquartile ranges,
  /// outliers.
  ///
  /// The foot of the chart says how many outliers there are where the summaries do not hold all of them.
  /// - Parameter distributions: The groups with their box summaries.
  public static func boxPlot(_ distributions: GroupDistributions) -> Chart {
    let layer = BoxPlotLayer(groups: distributions)
    let chart = Chart(layer)
    return layer.note.map { chart.caption($0) } ?? chart
  }

  /// Box summaries of several groups.
  ///
  /// - Parameters:
  ///   - boxes: Names with their summaries.
  ///   - label: What the values measure.
  ///   - group: What the names are; nil for one box of all values.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most values; the others are counted in the alternative text.
  public static func boxPlot(
    _ boxes: [(name: String, box: BoxSummary)], label: String, by group: String? = nil, order: NameOrder = .value,
    top: Int = 30
  ) -> Chart {
    boxPlot(
      GroupDistributions(
        boxes.map { GroupDistribution(name: $0, box: $1) }, label: label, by: group, order: order, top: top))
  }

  /// How a number is spread in each of several groups.
  ///
  /// At most 200 outliers of a group are drawn, evenly chosen with the extremes among them.
  /// - Parameters:
  ///   - values: Numbers.
  ///   - groups: The group of each number; rows without one are left out. Nil for one box of all numbers.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows; the others are counted in the alternative text.
  public static func boxPlot(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, order: NameOrder = .value, top: Int = 30
  ) -> Chart {
    boxPlot(GroupDistributions(values, by: groups, order: order, top: top)).showingDates(x: values)
  }

  /// How a column is spread in each group of another.
  /// - Precondition: The frame has the columns.
  public static func boxPlot(
    _ frame: DataFrame, _ value: String, by group: String? = nil, order: NameOrder = .value, top: Int = 30
  ) -> Chart {
    boxPlot(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, order: order, top: top)
  }
}

/// Boxes lying on their side, one below the other, so that names of any length fit.
struct BoxPlotLayer: ChartLayer, Codable {
  /// From top to bottom.
  var groups: GroupDistributions

  private var rows: [GroupDistribution] { groups.rows }
  private var outliers: Int { rows.reduce(0) { $0 + $1.box.outlierCount } }
  private var drawnOutliers: Int { rows.reduce(0) { $0 + $1.box.outliers.count } }

  /// How many outliers are not drawn, for the foot of the chart; nil when all are.
  var note: String? {
    guard drawnOutliers < outliers else { return nil }
    return "\(NumberFormat.whole(drawnOutliers)) of \(NumberFormat.whole(outliers)) outliers are drawn."
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.includeMissing(groups.missing)
    domains.x.isNice = false
    domains.y.label = groups.groupLabel
    domains.y.hasGrid = false
    if rows.count == 1 { domains.y.rowHeight = 56 }
    for row in rows {
      domains.y.include(name: row.name)
      let box = row.box
      for value in [box.lowerWhisker, box.firstQuartile, box.median, box.thirdQuartile, box.upperWhisker] {
        domains.x.include(value, isValue: false)
      }
      for value in row.box.outliers { domains.x.include(value, isValue: false) }
    }
    domains.trailingLabels = groups.countTexts
    domains.x.inset = 4
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let half = min(y.bandwidth * 0.62, 22) / 2
    let theme = plot.theme
    let accent = plot.color.accent
    var whiskers = Path()
    var boxes = Path()
    var medians = Path()
    var outliers = SceneDots(
      xs: [], ys: [], paints: [theme.ink(0.5)], radius: 1.3, clip: plot.area.inset(by: -4))
    for row in rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      let box = row.box
      // What reaches to zero on a logarithmic scale ends where the scale does.
      let low = x.footPosition(box.firstQuartile)
      let high = x.footPosition(box.thirdQuartile)
      whiskers.addLine(from: Point(x: x.footPosition(box.lowerWhisker), y: middle), to: Point(x: low, y: middle))
      whiskers.addLine(from: Point(x: high, y: middle), to: Point(x: x.footPosition(box.upperWhisker), y: middle))
      // A box of no width still shows as a line.
      let width = max(high - low, 1)
      boxes.addRect(Rect(x: (low + high - width) / 2, y: middle - half, width: width, height: 2 * half))
      let median = x.footPosition(box.median)
      medians.addLine(from: Point(x: median, y: middle - half), to: Point(x: median, y: middle + half))
      scene.target(plot.band(around: middle, height: abs(y.step)), row.tip(plot.xFormat))
      let places = box.outliers.map { x.position($0) }.filter(\.isFinite)
      outliers.xs += places
      outliers.ys += places.map { _ in middle }
    }
    scene.points(outliers)
    scene.stroke(whiskers, Stroke(theme.ink(0.65), width: 1))
    scene.path(boxes, fill: theme.paper.mixed(with: accent, 0.4), stroke: nil)
    scene.stroke(medians, Stroke(theme.ink, width: 2))
    groups.warn(on: &scene)
    groups.warnAboutLogarithms(x, on: &scene)
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .band(let y) = plot.y else { return }
    groups.drawCounts(in: plot, on: &scene) { y.position($0.name) }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    var findings = groups.findings(plot.xFormat)
    if outliers > 0 {
      let finding =
        "\(NumberFormat.count(outliers, "outlier")) beyond the whiskers"
        + (drawnOutliers < outliers ? ", of which \(NumberFormat.whole(drawnOutliers)) are drawn." : ".")
      findings.insert(finding, at: min(2, findings.count))
    }
    return LayerDescription(kind: "Box plot of \(groups.label)\(groups.groupText)", findings: findings)
  }

  var data: [DataPart] {
    let outliers = rows.flatMap { row in row.box.outliers.map { (row.name, $0) } }
    return [groups.summaries]
      + (outliers.isEmpty
        ? []
        : [
          DataPart(
            "Outliers", [.value(groups.nameLabel, outliers.map(\.0)), .value(groups.label, outliers.map(\.1))])
        ])
  }
}
