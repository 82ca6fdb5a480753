import Frames

/// Cleveland's dot plot: a dot for each name on a common scale, with the interval around it or the range between
/// several.
struct DotPlotLayer: ChartLayer, Codable {
  struct Dot: Codable {
    var group: String?
    var value: Double
    var lower: Double
    var upper: Double

    /// Whether both ends of an interval are known.
    var hasInterval: Bool { lower.isFinite && upper.isFinite }
    /// Whether one end of an interval is known: it is drawn from the dot to there.
    var hasHalfInterval: Bool { lower.isFinite != upper.isFinite }
    /// From where to where an interval is drawn.
    var drawn: (from: Double, to: Double) {
      (lower.isFinite ? lower : value, upper.isFinite ? upper : value)
    }
  }

  struct Row: Codable {
    var name: String
    var dots: [Dot]
  }

  /// Rows that are not drawn.
  struct Others: Codable {
    var count: Int
    var lower: Double
    var upper: Double
  }

  struct Reference: Codable {
    var value: Double
    var label: String
  }

  var label: String
  var nameLabel: String
  var groupLabel: String?
  /// From top to bottom.
  var rows: [Row]
  var reference: Reference?
  var format: NumberFormat
  /// Rows without a name or a value.
  var missing: Int
  /// Names that are not shown, and the extremes of their values.
  var others: Others?

  private var hasIntervals: Bool { rows.contains { $0.dots.contains(where: \.hasInterval) } }
  private var isSingle: Bool { groupLabel == nil }
  private var othersName: String { others.map { NumberFormat.count($0.count, "other") } ?? "" }

  /// Written at the right of each row: the number, and its interval.
  private var texts: [String] {
    guard isSingle else { return rows.map { _ in "" } }
    let dots = rows.map(\.dots[0])
    guard hasIntervals else { return format.strings(dots.map(\.value), step: 0) }
    // A number and the ends of its interval are read together; ends that are not written do not count.
    let read = dots.flatMap { $0.hasInterval ? [$0.value, $0.lower, $0.upper] : [$0.value, .nan, .nan] }
    let all = format.strings(read, step: 0)
    func texts(_ offset: Int) -> [String] { dots.indices.map { all[3 * $0 + offset] } }
    let (values, lower, upper) = (texts(0), texts(1), texts(2))
    return dots.indices.map { dots[$0].hasInterval ? "\(values[$0])  [\(lower[$0]), \(upper[$0])]" : values[$0] }
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.y.label = nameLabel
    domains.y.hasGrid = false
    domains.x.format = format
    domains.x.inset = 6
    if rows.count > 15 { domains.y.rowHeight = 17 }
    // For the text at the reference line.
    if reference != nil, !rows.isEmpty { domains.y.headroom = 0.8 }
    for row in rows {
      domains.y.include(name: row.name)
      for dot in row.dots {
        domains.x.include(dot.value)
        domains.x.include(dot.drawn.from, isValue: false)
        domains.x.include(dot.drawn.to, isValue: false)
        if let group = dot.group { domains.color.include(name: group) }
      }
    }
    if let others {
      domains.y.include(name: othersName)
      domains.x.include(others.lower, isValue: false)
      domains.x.include(others.upper, isValue: false)
    }
    if let reference, !rows.isEmpty { domains.x.include(reference.value, isValue: false) }
    domains.color.label = groupLabel
    domains.color.symbol = .dot
    domains.color.wantsLegend = !isSingle
    domains.labelsLineEnds = false
    domains.trailingLabels = texts.filter { !$0.isEmpty }
  }

  private func tip(of dot: Dot, in row: Row) -> Tip {
    var values = [Tip.Value(label, format.string(dot.value))]
    if let groupLabel, let group = dot.group { values.insert(Tip.Value(groupLabel, group), at: 0) }
    if dot.hasInterval {
      values.append(Tip.Value("Interval", "\(format.string(dot.lower)) to \(format.string(dot.upper))"))
    }
    return Tip(row.name, values)
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else {
      if rows.isEmpty { scene.warn(RenderWarning(.noData, "\(label) has no values.")) }
      return
    }
    let theme = plot.theme
    let radius = min(4, max(2, abs(y.step) * 0.24))
    var guides = Path()
    for row in rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      guides.addLine(from: Point(x: plot.area.minX, y: middle), to: Point(x: plot.area.maxX, y: middle))
    }
    scene.stroke(guides, Stroke(theme.ink(0.13), width: 0.75, dash: [1, 3]))
    if let reference {
      let position = x.position(reference.value)
      if position.isFinite, !rows.isEmpty {
        scene.line(
          from: Point(x: position, y: plot.area.minY), to: Point(x: position, y: plot.area.maxY),
          Stroke(theme.ink(0.6), width: 1, dash: [4, 3]))
      }
    }
    for row in rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      let positions = row.dots.map { x.position($0.value) }
      let known = positions.filter(\.isFinite)
      if let low = known.min(), let high = known.max(), high > low {
        scene.line(
          from: Point(x: low, y: middle), to: Point(x: high, y: middle), Stroke(theme.ink(0.4), width: 1.75))
      }
      for (number, (dot, position)) in zip(row.dots, positions).enumerated() where position.isFinite {
        // Of two dots at one place the later is smaller, so that both are seen.
        let isCovering = positions.prefix(number).contains { abs($0 - position) < radius / 2 }
        let paint = dot.group.map { plot.color.paint(for: $0) } ?? plot.color.accent
        if dot.hasInterval || dot.hasHalfInterval {
          let (low, high) = (x.footPosition(dot.drawn.from), x.footPosition(dot.drawn.to))
          scene.line(
            from: Point(x: low, y: middle), to: Point(x: high, y: middle), Stroke(paint, width: 1.5, cap: .round))
        }
        scene.answering(tip(of: dot, in: row)) {
          $0.circle(
            Point(x: position, y: middle), radius: isCovering ? radius * 0.55 : radius, fill: paint,
            stroke: Stroke(theme.paper, width: 0.75))
        }
      }
    }
    if let others {
      let middle = y.position(othersName)
      scene.line(
        from: Point(x: x.footPosition(others.lower), y: middle), to: Point(x: x.footPosition(others.upper), y: middle),
        Stroke(theme.ink(0.3), width: 3, cap: .round))
    }
    if missing > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(missing, "row")) without \(nameLabel) or \(label) left out."))
    }
    let half = rows.filter { $0.dots.contains(where: \.hasHalfInterval) }.map(\.name)
    if !half.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "The intervals of \(RenderWarning.list(half)) have one end only: they are drawn to one side of the dot."))
    }
    if rows.isEmpty { scene.warn(RenderWarning(.noData, "\(label) has no values.")) }
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .band(let y) = plot.y, case .continuous(let x) = plot.x else { return }
    let theme = plot.theme
    let style = theme.numberStyle
    let left = plot.area.maxX + SceneBuilder.trailingGap
    // The number itself in ink, its interval thinner, each in a column of its own.
    let parts = texts.map { $0.split(separator: "  ", maxSplits: 1).map(String.init) }
    let widest = parts.compactMap(\.first).map { scene.width($0, style) }.max() ?? 0
    for (row, parts) in zip(rows, parts) where !parts.isEmpty {
      let middle = y.position(row.name)
      let width = widest + (parts.count > 1 ? scene.width("  " + parts[1], style) : 0)
      guard middle.isFinite, width <= plot.trailingRoom - SceneBuilder.trailingGap + 1 else { continue }
      scene.text(
        parts[0], at: Point(x: left + widest, y: middle), anchor: .end, baseline: .middle,
        style: style.with(paint: theme.ink(0.9)))
      guard parts.count > 1 else { continue }
      scene.text(
        parts[1], at: Point(x: left + widest + scene.width("  ", style), y: middle), baseline: .middle,
        style: style.with(paint: theme.ink(0.65)))
    }
    if let reference, !rows.isEmpty {
      let position = x.position(reference.value)
      guard position.isFinite else { return }
      let style = theme.captionStyle
      let width = scene.width(reference.label, style)
      let isRight = position + width + 4 <= plot.area.maxX + plot.trailingRoom
      scene.text(
        reference.label, at: Point(x: position + (isRight ? 5 : -5), y: plot.area.minY + style.size * 0.6),
        anchor: isRight ? .start : .end, baseline: .middle, style: style)
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Dot plot of \(label) by \(nameLabel)" + (groupLabel.map { " and \($0)" } ?? "")
    let dots = rows.flatMap { row in row.dots.map { (row.name, $0) } }
    let extremes = Extremes(dots.map(\.1.value))
    guard let highest = dots.first(where: { $0.1.value == extremes.highest }),
      let lowest = dots.first(where: { $0.1.value == extremes.lowest })
    else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    let names = dots.map { $0.0 + ($0.1.group.map { ", \($0)" } ?? "") }
    let compared = format.compared([extremes.highest, extremes.lowest])
    func summary(_ dot: (String, Dot), _ value: String) -> String {
      guard dot.1.hasInterval, dots.count(where: { $0.1.value == dot.1.value }) == 1 else {
        return "\(extremes.names(names, at: dot.1.value)) (\(value))"
      }
      let ends = format.compared([dot.1.lower, dot.1.upper])
      return "\(extremes.names(names, at: dot.1.value)) (\(value), interval \(ends[0]) to \(ends[1]))"
    }
    var findings: [String] = []
    if dots.count == 1 {
      findings.append("\(summary(highest, compared[0])).")
    } else if extremes.areEqual {
      findings.append("\(NumberFormat.whole(rows.count)) × \(nameLabel); all are equal: \(compared[0]).")
    } else {
      findings.append(
        "\(NumberFormat.whole(rows.count)) × \(nameLabel); highest: \(summary(highest, compared[0])); lowest: "
          + "\(summary(lowest, compared[1])).")
    }
    if let reference {
      let above = rows.count { $0.dots.allSatisfy { $0.value > reference.value } }
      findings.append(
        "\(above) of \(rows.count) \(above == 1 ? "is" : "are") above \(reference.label) "
          + "(\(format.string(reference.value))).")
    }
    if let others {
      let ends = format.compared([others.lower, others.upper])
      findings.append("\(othersName) not shown, from \(ends[0]) to \(ends[1]).")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let dots = rows.flatMap { row in row.dots.map { (row.name, $0) } }
    var columns: [PlottableColumn] = [.value(nameLabel, dots.map(\.0))]
    if let groupLabel { columns.append(.value(groupLabel, dots.map { $0.1.group ?? "" })) }
    columns.append(.value(label, dots.map(\.1.value)))
    if dots.contains(where: { $0.1.hasInterval || $0.1.hasHalfInterval }) {
      columns += [.value("Lower", dots.map(\.1.lower)), .value("Upper", dots.map(\.1.upper))]
    }
    var parts = [DataPart("Dots", columns)]
    if let others {
      parts.append(
        DataPart(
          "Others",
          [
            .value(nameLabel, [othersName]), .value("Lower", [others.lower]), .value("Upper", [others.upper]),
          ]))
    }
    if let reference {
      parts.append(DataPart("Reference", [.value(nameLabel, [reference.label]), .value(label, [reference.value])]))
    }
    return parts
  }
}
