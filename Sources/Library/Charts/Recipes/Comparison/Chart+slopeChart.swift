public import Frames

extension Chart {
  /// Two numbers for each name, before and after, joined by lines: up to six in a colour each, more in one colour for
  /// rising and another for falling.
  ///
  /// Of more than 24 lines only those that change most are named; the others stay grey.
  /// - Parameters:
  ///   - names: One for each pair of numbers; pairs without a name are left out with a warning.
  ///   - before: The numbers at the left; pairs that lack one are left out with a warning.
  ///   - after: The numbers at the right.
  ///   - format: How numbers are written.
  public static func slopeChart(
    _ names: PlottableColumn, before: PlottableColumn, after: PlottableColumn, format: NumberFormat = .automatic
  ) -> Chart {
    var rows: [SlopeLayer.Row] = []
    var incomplete: [String] = []
    for row in names.numbers.indices {
      let (name, start, end) = (names.name(at: row) ?? "–", before.numbers[row], after.numbers[row])
      if start.isFinite, end.isFinite, names.name(at: row) != nil {
        rows.append(.init(name: name, before: start, after: end))
      } else {
        incomplete.append(name)
      }
    }
    return Chart(
      SlopeLayer(
        nameLabel: names.label, beforeLabel: before.label, afterLabel: after.label, rows: rows, format: format,
        incomplete: incomplete))
  }

  /// The numbers of two columns by the names of another.
  /// - Precondition: The frame has the columns.
  public static func slopeChart(
    _ frame: DataFrame, _ name: String, before: String, after: String, format: NumberFormat = .automatic
  ) -> Chart {
    slopeChart(
      PlottableColumn(names: frame[name]), before: PlottableColumn(frame[before]), after: PlottableColumn(frame[after]),
      format: format)
  }
}

/// Two upright scales, before and after, with a line for each name.
struct SlopeLayer: ChartLayer, Codable {
  struct Row: Codable {
    var name: String
    var before: Double
    var after: Double

    var change: Double { after - before }
  }

  var nameLabel: String
  var beforeLabel: String
  var afterLabel: String
  var rows: [Row]
  var format: NumberFormat
  /// Names that lack one of the two numbers.
  var incomplete: [String]

  /// More lines than this cannot all be named: then those that change most stand out.
  private static let maximumNamed = 24
  private static let header = 22.0

  /// The rows that are named, by index in `rows`.
  private var named: Set<Int> {
    guard rows.count > Self.maximumNamed else { return Set(rows.indices) }
    return Set(
      rows.indices.sorted { abs(rows[$0].change) > abs(rows[$1].change) }.prefix(Self.maximumNamed / 2))
  }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.aspectRatio =
      (domains.isNarrow ? domains.width - 20 : 620)
      / (Self.header + max(240, Double(min(rows.count, Self.maximumNamed)) * 19))
    domains.labelsLineEnds = false
    guard hasColors else { return }
    domains.color.label = nameLabel
    domains.color.wantsLegend = false
    for row in rows { domains.color.include(name: row.name) }
  }

  private var hasColors: Bool { rows.count <= Palette.six.count }

  private static let rising = Paint.blue
  private static let falling = Paint.orange

  /// A few lines have a colour each, so that the eye can follow them where they cross; of many the colours distinguish
  /// rising from falling.
  private func paint(ofRow index: Int, in plot: Plot) -> Paint {
    if hasColors { return plot.color.paint(for: rows[index].name) }
    let theme = plot.theme
    let change = rows[index].change
    return change > 0 ? Self.rising : change < 0 ? Self.falling : theme.ink(0.5)
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    warn(on: &scene)
    let theme = plot.theme
    guard let low = rows.map({ min($0.before, $0.after) }).min(),
      let high = rows.map({ max($0.before, $0.after) }).max()
    else {
      scene.text(
        "No data", at: plot.area.center, anchor: .middle, baseline: .middle,
        style: theme.subtitleStyle.with(paint: theme.ink(0.65)))
      return
    }
    let named = named
    let style = theme.labelStyle
    let number = theme.numberStyle
    let titleStyle = theme.panelTitleStyle.withMathematics
    let values = rows.flatMap { [$0.before, $0.after] }
    let shared = format.strings(values, step: 0)
    // Ends of lines that rise or fall read differently.
    let hides = rows.indices.contains { rows[$0].change != 0 && shared[2 * $0] == shared[2 * $0 + 1] }
    let numbers = hides ? format.compared(values) : shared
    let texts = rows.indices.map { (numbers[2 * $0], numbers[2 * $0 + 1]) }
    let widestNumber = texts.flatMap { [$0.0, $0.1] }.map { scene.width($0, number) }.max() ?? 0
    let widestName = named.map { scene.width(rows[$0].name, style) }.max() ?? 0
    let headings = [beforeLabel, afterLabel].map { scene.width($0, titleStyle) / 2 }.max() ?? 0
    let names = min(widestName, plot.area.width * 0.24, max(plot.area.width * 0.44 - 20 - widestNumber, 12))
    let side = max(names + 10 + widestNumber + 10, min(headings, plot.area.width * 0.3))
    let (left, right) = (plot.area.minX + side, plot.area.maxX - side)
    let (top, bottom) = (plot.area.minY + Self.header + style.size, plot.area.maxY - style.size)
    let scale = ContinuousScale(lower: low, upper: high, rangeStart: bottom, rangeEnd: top)

    let titles = [beforeLabel, afterLabel].map { scene.shortened($0, to: 2 * side - 4, titleStyle) }
    // Above their scales, or outwards from them where they would meet in the middle.
    let widths = titles.map { scene.width($0, titleStyle) }
    let meet = (widths[0] + widths[1]) / 2 + 8 > right - left
    for (index, x) in [left, right].enumerated() {
      scene.text(
        meet ? scene.shortened(titles[index], to: side, titleStyle) : titles[index],
        at: Point(x: x, y: plot.area.minY),
        anchor: !meet ? .middle : index == 0 ? .end : .start, baseline: .top, style: titleStyle)
      scene.line(
        from: Point(x: x, y: plot.area.minY + Self.header), to: Point(x: x, y: plot.area.maxY), theme.baseline)
    }
    for index in rows.indices.sorted(by: { !named.contains($0) && named.contains($1) }) {
      let row = rows[index]
      let isNamed = named.contains(index)
      let (start, end) = (
        Point(x: left, y: scale.position(row.before)), Point(x: right, y: scale.position(row.after))
      )
      let paint = isNamed ? paint(ofRow: index, in: plot) : theme.ink(0.18)
      let tip = Tip(row.name, [Tip.Value(beforeLabel, texts[index].0), Tip.Value(afterLabel, texts[index].1)])
      scene.answering(tip) {
        $0.line(from: start, to: end, Stroke(paint, width: isNamed ? 1.75 : 0.75, cap: .round))
      }
      guard isNamed else { continue }
      for point in [start, end] {
        scene.circle(point, radius: 3, fill: paint, stroke: Stroke(theme.paper, width: 0.75))
      }
    }
    for (isBefore, texts, x) in [(true, texts.map(\.0), left), (false, texts.map(\.1), right)] {
      drawLabels(
        isBefore: isBefore, named, texts, scale, at: x, numbers: widestNumber, names: names, in: plot, on: &scene)
    }
  }

  private func drawLabels(
    isBefore: Bool, _ named: Set<Int>, _ texts: [String], _ scale: ContinuousScale, at x: Double, numbers: Double,
    names: Double, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let theme = plot.theme
    let positions = rows.map { scale.position(isBefore ? $0.before : $0.after) }
    // Rows of one name may share a place: sets have no order that could decide.
    let order = named.sorted { (positions[$0], rows[$0].name, $0) < (positions[$1], rows[$1].name, $1) }
    let low = min(scale.rangeStart, scale.rangeEnd)
    let separated = LineEndLabels.separated(
      order.map { positions[$0] }, distance: theme.labelSize * 1.25, from: low,
      to: max(scale.rangeStart, scale.rangeEnd))
    let direction: Double = isBefore ? -1 : 1
    for (index, y) in zip(order, separated) {
      let paint = paint(ofRow: index, in: plot)
      if abs(y - positions[index]) > 4 {
        scene.line(
          from: Point(x: x + direction * 3.5, y: positions[index]), to: Point(x: x + direction * 8, y: y),
          Stroke(paint.opacity(0.6), width: 0.75))
      }
      let ink = paint.readable(on: theme.paper)
      // Numbers stand beside the scale in a column of their own, names outside.
      scene.text(
        texts[index], at: Point(x: x + direction * 9 + (isBefore ? 0 : numbers), y: y), anchor: .end,
        baseline: .middle, style: theme.numberStyle.with(paint: ink))
      scene.text(
        scene.shortened(rows[index].name, to: names, theme.labelStyle),
        at: Point(x: x + direction * (numbers + 17), y: y), anchor: isBefore ? .end : .start, baseline: .middle,
        style: theme.labelStyle.with(paint: theme.ink(0.9)))
    }
  }

  private func warn(on scene: inout SceneBuilder) {
    if !incomplete.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(incomplete.count, "name")) without both numbers left out, \(incomplete[0]) first."))
    }
    if rows.isEmpty { scene.warn(RenderWarning(.noData, "There are no pairs of numbers to compare.")) }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Slope chart from \(beforeLabel) to \(afterLabel) by \(nameLabel)"
    guard let most = rows.max(by: { $0.change < $1.change }), let least = rows.min(by: { $0.change < $1.change })
    else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    func summary(_ row: Row) -> String {
      let texts = format.compared([row.before, row.after])
      return "\(row.name) from \(texts[0]) to \(texts[1])"
    }
    var findings: [String] = []
    let (rising, falling) = (rows.count { $0.change > 0 }, rows.count { $0.change < 0 })
    findings.append("Of \(NumberFormat.count(rows.count, "line")) \(rising) rise and \(falling) fall.")
    func extreme(_ word: String, _ row: Row) -> String {
      let tied = rows.filter { $0.change == row.change }
      guard tied.count > 1 else { return "\(word) most: \(summary(row))." }
      let names = Extremes(rows.map(\.change)).names(rows.map(\.name), at: row.change)
      return "\(word) most: \(names), by \(format.string(abs(row.change))) each."
    }
    if most.change > 0 { findings.append(extreme("Rises", most)) }
    if least.change < 0 { findings.append(extreme("Falls", least)) }
    let unnamed = rows.count - named.count
    if unnamed > 0 { findings.append("\(unnamed) that change less are grey and not named.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    [
      DataPart(
        "Lines",
        [
          .value(nameLabel, rows.map(\.name)), .value(beforeLabel, rows.map(\.before)),
          .value(afterLabel, rows.map(\.after)), .value("Change", rows.map(\.change)),
        ])
    ]
  }
}
