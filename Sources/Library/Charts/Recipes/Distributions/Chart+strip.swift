public import Frames
public import Statistics

extension Chart {
  /// How the dots of a group share its row.
  public enum StripArrangement: Hashable, Sendable, Codable {
    /// Beside each other, so that none covers another and the width of the swarm shows how dense values are.
    case beeswarm
    /// At heights that look random and are the same every time.
    case jitter
  }

  /// Each value as a dot, in a row for each group, over the group's median.
  ///
  /// - Parameters:
  ///   - values: Numbers; missing and infinite ones are left out with a warning.
  ///   - groups: The group of each number; rows without one are left out. Nil for one row of all numbers.
  ///   - arrangement: Beside each other up to 250 dots in every group, else at random heights, when nil.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows; the others are counted in the alternative text.
  public static func strip(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, arrangement: StripArrangement? = nil,
    order: NameOrder = .value, top: Int = 20
  ) -> Chart {
    Chart(StripLayer(values, by: groups, arrangement: arrangement, order: order, top: top))
  }

  /// Each value of a column as a dot, in a row for each group of another.
  /// - Precondition: The frame has the columns.
  public static func strip(
    _ frame: DataFrame, _ value: String, by group: String? = nil, arrangement: StripArrangement? = nil,
    order: NameOrder = .value, top: Int = 20
  ) -> Chart {
    strip(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, arrangement: arrangement,
      order: order, top: top)
  }

  /// Each group's values three times: their density above, their box and each of them as a dot below.
  ///
  /// - Parameters:
  ///   - values: Numbers; missing and infinite ones are left out with a warning.
  ///   - groups: The group of each number; rows without one are left out. Nil for one row of all numbers.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows; the others are counted in the alternative text.
  ///   - bounds: Where values can lie at all.
  public static func raincloud(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, order: NameOrder = .value, top: Int = 8,
    bounds: DensityBounds = .automatic
  ) -> Chart {
    let distributions = GroupDistributions(
      values, by: groups, order: order, top: top, densityPoints: ViolinLayer.densityPoints, bounds: bounds)
    let rain = StripLayer(values, by: groups, arrangement: .jitter, order: order, top: top)
    return Chart(RaincloudLayer(groups: distributions, rain: rain))
  }

  /// Each group's values as density, box and dots, from columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func raincloud(
    _ frame: DataFrame, _ value: String, by group: String? = nil, order: NameOrder = .value, top: Int = 8,
    bounds: DensityBounds = .automatic
  ) -> Chart {
    raincloud(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, order: order, top: top,
      bounds: bounds)
  }
}

/// A row of dots for each group.
struct StripLayer: ChartLayer, Codable {
  struct Row: Codable {
    var name: String
    var values: [Double]
    /// NaN for a group without values.
    var median: Double
  }

  var label: String
  var groupLabel: String?
  /// From top to bottom.
  var rows: [Row]
  /// Missing and infinite values.
  var missing: Int
  /// Rows without a group.
  var unnamed: Int
  /// Groups that are not shown.
  var leftOut: Int
  var arrangement: Chart.StripArrangement

  /// Beyond this many dots in a group they have no room beside each other.
  private static let swarmLimit = 250

  init(
    _ values: PlottableColumn, by groups: PlottableColumn?, arrangement: Chart.StripArrangement?,
    order: Chart.NameOrder, top: Int
  ) {
    let numbers = values.isCategorical ? values.numbers.map { _ in Double.nan } : values.numbers
    let all =
      groups.map { NamedGroups(numbers, by: $0).groups }
      ?? (numbers.isEmpty ? [] : [NamedGroups.Group(name: values.label, values: numbers)])
    let shown = all.largest(max(1, top), by: \.values.count)
    label = values.label
    groupLabel = groups?.label
    unnamed = groups.map { $0.numbers.count(where: \.isNaN) } ?? 0
    leftOut = all.count - shown.count
    missing = shown.reduce(0) { $0 + $1.values.count { !$0.isFinite } }
    let known = shown.compactMap { group -> Row? in
      let finite = group.values.finiteValues
      return finite.isEmpty ? nil : Row(name: group.name, values: finite, median: Quantile.of(finite, [0.5])[0])
    }
    rows = order.sorted(known, value: \.median, name: \.name)
    let fits = rows.allSatisfy { $0.values.count <= Self.swarmLimit }
    self.arrangement = arrangement ?? (fits ? .beeswarm : .jitter)
  }

  private var count: Int { rows.reduce(0) { $0 + $1.values.count } }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.x.isNice = false
    domains.x.inset = 6
    domains.y.label = groupLabel
    domains.y.hasGrid = false
    domains.y.rowHeight = rowHeight(width: domains.width)
    for row in rows {
      domains.y.include(name: row.name)
      for value in row.values { domains.x.include(value) }
    }
  }

  /// High enough for the fullest swarm to find free places, within reason.
  private func rowHeight(width: Double) -> Double {
    let least = rows.count == 1 ? 96.0 : rows.count <= 8 ? 48 : 34
    let all = rows.flatMap(\.values)
    guard arrangement == .beeswarm, let low = all.min(), let high = all.max(), high > low else { return least }
    // About what is left beside names.
    let scale = max(width - 110, 100) / (high - low)
    let reaches = rows.map { row in
      Self.swarm(row.values.sorted().map { $0 * scale }, diameter: 6.5, reach: 90).map(abs).max() ?? 0
    }
    return min(max(least, (2 * (reaches.max() ?? 0) + 8) / 0.72), rows.count <= 4 ? 150 : 96)
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    warn(on: &scene)
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let half = y.bandwidth / 2
    for row in rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      drawDots(row, around: middle, reach: half, x, in: plot, on: &scene)
      let median = x.clampedPosition(row.median)
      scene.line(
        from: Point(x: median, y: middle - half), to: Point(x: median, y: middle + half),
        Stroke(plot.theme.ink, width: 1.75))
    }
  }

  /// - Parameter reach: How far dots may lie from the middle, in points.
  func drawDots(
    _ row: Row, around middle: Double, reach: Double, _ x: ContinuousScale, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let isCrowded = row.values.count > Self.swarmLimit
    let radius = isCrowded ? 1.25 : max(1.75, min(3, reach / 6))
    let dots = row.values.filter { x.type.accepts($0) && x.position($0).isFinite }
      .map { (value: $0, position: x.position($0)) }.sorted { $0.position < $1.position }
    let positions = dots.map(\.position)
    let offsets: [Double]
    switch arrangement {
    case .beeswarm: offsets = Self.swarm(positions, diameter: 2 * radius + 0.5, reach: reach - radius)
    case .jitter:
      var random = SplitMix64(1)
      offsets = positions.map { _ in (Double(random.next() >> 11) / Double(1 << 53) * 2 - 1) * (reach - radius) }
    }
    scene.points(
      SceneDots(
        xs: positions, ys: offsets.map { middle + $0 },
        paints: [plot.color.accent.opacity(isCrowded ? max(0.15, min(0.5, 400 / Double(row.values.count))) : 0.75)],
        radius: radius,
        clip: Rect(
          x: plot.area.x - 5, y: middle - reach - 2, width: plot.area.width + 10, height: 2 * reach + 4)),
      tips: dots.map { dot in
        Tip(groupLabel == nil ? "" : row.name, [Tip.Value(label, plot.xFormat.string(dot.value))])
      })
  }

  /// How far each dot lies from the middle so that it touches none before it; the nearest free place, and what the row
  /// has where there is none.
  /// - Parameter positions: Ascending.
  private static func swarm(_ positions: [Double], diameter: Double, reach: Double) -> [Double] {
    var offsets: [Double] = []
    var first = 0
    for (index, position) in positions.enumerated() {
      while positions[first] < position - diameter { first += 1 }
      var taken: [(low: Double, high: Double)] = []
      for other in first..<index {
        let across = position - positions[other]
        let apart = (diameter * diameter - across * across).squareRoot()
        if apart > 0 { taken.append((offsets[other] - apart, offsets[other] + apart)) }
      }
      let candidates = ([0] + taken.flatMap { [$0.low, $0.high] }).filter { abs($0) <= reach }
        .sorted { (abs($0), $0) < (abs($1), $1) }
      let free = candidates.first { candidate in
        !taken.contains { candidate > $0.low + 1e-9 && candidate < $0.high - 1e-9 }
      }
      offsets.append(free ?? (index % 2 == 0 ? reach : -reach))
    }
    return offsets
  }

  private var unnamedText: String { "\(NumberFormat.count(unnamed, "row")) without \(groupLabel ?? "") left out." }

  func warn(on scene: inout SceneBuilder) {
    if unnamed > 0 { scene.warn(RenderWarning(.unusableValues, unnamedText)) }
    if rows.isEmpty {
      scene.warn(RenderWarning(.noData, "\(label) has no values."))
    } else if missing > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(missing, "value")) of \(label) missing or infinite and left out."))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind =
      "\(arrangement == .beeswarm ? "Beeswarm" : "Strip") plot of \(label)" + (groupLabel.map { " by \($0)" } ?? "")
    guard let first = rows.first else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    var findings: [String] = []
    if rows.count == 1 {
      findings.append("\(NumberFormat.count(count, "value")), median \(plot.xFormat.string(first.median)).")
    } else {
      findings.append("\(NumberFormat.whole(rows.count)) groups with \(NumberFormat.count(count, "value")).")
      findings += Extremes(rows.map(\.median)).sentences(
        rows.map(\.name), format: plot.xFormat, highest: "Highest median", lowest: "Lowest median")
    }
    if missing > 0 { findings.append("\(NumberFormat.count(missing, "value")) missing or infinite.") }
    if unnamed > 0 { findings.append(unnamedText) }
    if case .continuous(let scale) = plot.x, scale.type == .log {
      let lost = rows.reduce(0) { $0 + $1.values.count { !scale.type.accepts($0) } }
      if lost > 0 {
        findings.append("Of these not shown: \(NumberFormat.whole(lost)) without a place on a logarithmic axis.")
      }
    }
    if leftOut > 0 { findings.append("\(NumberFormat.count(leftOut, "smaller group")) not shown.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let dots = rows.flatMap { row in row.values.map { (row.name, $0) } }
    let names = groupLabel.map { [PlottableColumn.value($0, dots.map { $0.0 })] } ?? []
    let medians = groupLabel.map { [PlottableColumn.value($0, rows.map(\.name))] } ?? []
    return [
      DataPart("Dots", names + [.value(label, dots.map { $0.1 })]),
      DataPart("Medians", medians + [.value(label, rows.map(\.median))]),
    ]
  }
}

/// A half violin over a box over dots, for each group.
struct RaincloudLayer: ChartLayer, Codable {
  var groups: GroupDistributions
  var rain: StripLayer

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.isNice = false
    domains.x.inset = 6
    domains.y.label = groups.groupLabel
    domains.y.hasGrid = false
    domains.y.rowHeight = groups.rows.count == 1 ? 120 : groups.rows.count <= 4 ? 84 : 64
    for row in groups.rows {
      domains.y.include(name: row.name)
      for value in [row.box.minimum, row.box.median, row.box.maximum] { domains.x.include(value, isValue: false) }
    }
    for row in rain.rows { for value in row.values { domains.x.include(value) } }
    groups.includeBounds(in: &domains.x)
    groups.includeBars(in: &domains.x)
    domains.trailingLabels = groups.countTexts
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    rain.warn(on: &scene)
    groups.warnAboutDensities(on: &scene)
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let theme = plot.theme
    let accent = plot.color.accent
    // From the top: the cloud, the box, the rain.
    let height = y.bandwidth
    for row in groups.rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      let foot = middle + height * 0.02
      // The cloud and the box; the dots below answer for themselves.
      scene.target(plot.band(around: middle - height * 0.15, height: height * 0.7), row.tip(plot.xFormat))
      if let density = row.density, let peak = density.density.max(), peak > 0 {
        let (start, end) = (min(x.rangeStart, x.rangeEnd), max(x.rangeStart, x.rangeEnd))
        for shape in density.shapes(on: x) {
          let points = shape.map {
            Point(x: min(max($0.x, start), end), y: foot - $0.height / peak * height * 0.5)
          }
          guard let first = points.first, let last = points.last else { continue }
          let closed = [Point(x: first.x, y: foot)] + points + [Point(x: last.x, y: foot)]
          scene.path(
            Path(through: closed, closed: true), fill: theme.paper.mixed(with: accent, 0.4),
            stroke: Stroke(accent, width: 1))
        }
      }
      let box = row.box
      let (top, bottom) = (middle + height * 0.07, middle + height * 0.19)
      let center = (top + bottom) / 2
      scene.line(
        from: Point(x: x.clampedPosition(box.lowerWhisker), y: center),
        to: Point(x: x.clampedPosition(box.upperWhisker), y: center),
        Stroke(theme.ink(0.7), width: 1))
      scene.rectangle(
        Rect(
          Point(x: x.clampedPosition(box.firstQuartile), y: top),
          Point(x: x.clampedPosition(box.thirdQuartile), y: bottom)),
        fill: theme.paper, stroke: Stroke(theme.ink(0.8), width: 1))
      scene.line(
        from: Point(x: x.clampedPosition(box.median), y: top), to: Point(x: x.clampedPosition(box.median), y: bottom),
        Stroke(theme.ink, width: 2))
      if let dots = rain.rows.first(where: { $0.name == row.name }) {
        rain.drawDots(dots, around: middle + height * 0.37, reach: height * 0.13, x, in: plot, on: &scene)
      }
    }
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .band(let y) = plot.y else { return }
    groups.drawCounts(in: plot, on: &scene) { y.position($0.name) }
  }

  func describe(in plot: Plot) -> LayerDescription {
    LayerDescription(
      kind: "Raincloud plot of \(groups.label)\(groups.groupText): densities, boxes and each value as a dot",
      findings: groups.findings(plot.xFormat))
  }

  var data: [DataPart] { [groups.summaries, groups.densities] + rain.data }
}
