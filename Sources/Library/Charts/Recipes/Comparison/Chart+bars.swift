public import Frames

/// How the bars of several groups share a name's place.
public enum BarArrangement: Hashable, Sendable, Codable {
  /// Side by side: for comparing groups.
  case grouped
  /// On top of each other: for comparing sums.
  case stacked
  /// As parts of a whole: for comparing shares.
  case normalized
  /// As parts of a whole about the middle of the groups: for ordered answers, such as from "never" to "always".
  case diverging
}

extension Chart {
  /// A number for each name and group as bars, names from the greatest sum down.
  ///
  /// - Parameters:
  ///   - names: What each bar or stack stands for.
  ///   - values: Numbers; several rows of one name and group add up.
  ///   - groups: What the colours stand for, in the order in which they lie.
  ///   - arrangement: How the bars of several groups share a name's place.
  ///   - top: No more names than this; all others are put together in one.
  ///   - order: How names are sorted: by their sums, by default.
  ///   - format: How numbers are written.
  public static func bars(
    _ names: PlottableColumn, _ values: PlottableColumn, by groups: PlottableColumn,
    arrangement: BarArrangement = .grouped, top: Int = 20, order: NameOrder = .value, format: NumberFormat = .automatic
  ) -> Chart {
    let size = groups.names.count
    var table = names.names.map { _ in [Double](repeating: .nan, count: size) }
    var missing = 0
    for row in names.numbers.indices {
      let (name, group, value) = (names.numbers[row], groups.numbers[row], values.numbers[row])
      guard !name.isNaN, !group.isNaN, value.isFinite else {
        missing += 1
        continue
      }
      let sum = table[Int(name)][Int(group)]
      table[Int(name)][Int(group)] = (sum.isNaN ? 0 : sum) + value
    }
    func total(_ row: [Double]) -> Double { row.reduce(0) { $0 + ($1.isNaN ? 0 : $1) } }
    var rows = zip(names.names, table).filter { $1.contains { !$0.isNaN } }
    rows = order.sorted(rows, value: { total($0.1) }, name: \.0)
    let rest = rows.dropFirst(max(1, top))
    rows = Array(rows.prefix(max(1, top)))
    if !rest.isEmpty {
      var sums = [Double](repeating: .nan, count: size)
      for (_, row) in rest {
        for (group, value) in row.enumerated() where !value.isNaN {
          sums[group] = (sums[group].isNaN ? 0 : sums[group]) + value
        }
      }
      rows.append((NumberFormat.count(rest.count, "other"), sums))
    }
    let used = (0..<size).filter { group in rows.contains { !$0.1[group].isNaN } }
    let layer = BarsLayer(
      label: values.label, nameLabel: names.label, groupLabel: groups.label, names: rows.map(\.0),
      groups: used.map { groups.names[$0] }, values: rows.map { row in used.map { row.1[$0] } },
      arrangement: arrangement, format: format, missing: missing, others: rest.count)
    let chart = Chart(layer)
    switch arrangement {
    // The numbers stand at the bars; what they count stands at the axis.
    case .grouped: return chart.chartXAxis { AxisMarks(values: []) }
    case .diverging:
      return chart.chartXAxis { AxisMarks(values: []) }.chartForegroundStyleScale(range: divergingPaints(used.count))
    case .stacked, .normalized: return chart
    }
  }

  /// From one hue over grey to another, for ordered groups.
  private static func divergingPaints(_ count: Int) -> [Paint] {
    let ramp = ColorRamp.redBlue
    return (0..<max(count, 0)).map { index in
      // The middle of the ramp is the paper; a grey can be seen on it.
      if 2 * index + 1 == count { return Paint(light: Color(hex: 0xc9ccd1), dark: Color(hex: 0x5c626c)) }
      let fraction = Double(index) / Double(count - 1)
      return ramp.paint(at: 0.86 - 0.72 * fraction)
    }
  }

  /// A number for each name and group, from three columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func bars(
    _ frame: DataFrame, _ name: String, _ value: String, by group: String, arrangement: BarArrangement = .grouped,
    top: Int = 20, order: NameOrder = .value, format: NumberFormat = .automatic
  ) -> Chart {
    bars(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]), by: PlottableColumn(names: frame[group]),
      arrangement: arrangement, top: top, order: order, format: format)
  }

  /// How often each pair of values of two columns occurs.
  /// - Precondition: The frame has the columns.
  public static func bars(
    _ frame: DataFrame, countsOf name: String, by group: String, countLabel: String = "Count",
    arrangement: BarArrangement = .grouped, top: Int = 20, order: NameOrder = .value
  ) -> Chart {
    let names = PlottableColumn(names: frame[name])
    return bars(
      names, .value(countLabel, [Double](repeating: 1, count: names.count)), by: PlottableColumn(names: frame[group]),
      arrangement: arrangement, top: top, order: order)
  }
}

/// Bars of several groups for each name: side by side, on top of each other, as parts of a whole, or about the middle.
struct BarsLayer: ChartLayer, Codable {
  var label: String
  var nameLabel: String
  var groupLabel: String
  /// From top to bottom.
  var names: [String]
  var groups: [String]
  /// `values[name][group]`; NaN where there is none.
  var values: [[Double]]
  var arrangement: BarArrangement
  var format: NumberFormat
  /// Rows without a name, a group or a value.
  var missing: Int
  /// Names that share the last bars.
  var others = 0

  /// The layer as it is drawn: on a logarithmic scale parts do not add up and stand side by side.
  private func drawn(isLogarithmic: Bool) -> BarsLayer {
    guard isLogarithmic, arrangement != .grouped else { return self }
    var layer = self
    layer.arrangement = .grouped
    return layer
  }

  /// Where each group's part of a bar starts and ends; NaN where there is nothing to draw.
  private func spans(_ row: [Double]) -> [(start: Double, end: Double)] {
    switch arrangement {
    case .grouped: return row.map { $0.isFinite ? (0, $0) : (.nan, .nan) }
    case .stacked, .normalized:
      let whole = arrangement == .normalized ? row.reduce(0) { $0 + ($1.isFinite ? abs($1) : 0) } : 1
      var (above, below) = (0.0, 0.0)
      return row.map { value in
        guard value.isFinite, whole > 0 else { return (.nan, .nan) }
        if value >= 0 {
          defer { above += value / whole }
          return (above, above + value / whole)
        }
        defer { below += value / whole }
        return (below, below + value / whole)
      }
    case .diverging:
      let whole = row.reduce(0) { $0 + ($1.isFinite ? abs($1) : 0) }
      guard whole > 0 else { return row.map { _ in (.nan, .nan) } }
      let shares = row.map { $0.isFinite ? abs($0) / whole : 0 }
      // The middle group of an odd number lies half on either side.
      var start = -shares.prefix(row.count / 2).reduce(0, +)
      if row.count % 2 == 1 { start -= shares[row.count / 2] / 2 }
      return shares.map { share in
        defer { start += share }
        return (start, start + share)
      }
    }
  }

  private var isShare: Bool { arrangement == .normalized || arrangement == .diverging }

  private var texts: [[String]] {
    guard isShare else {
      let texts = format.strings(values.flatMap { $0 }, step: 0)
      return values.indices.map { row in
        groups.indices.map { values[row][$0].isFinite ? texts[row * groups.count + $0] : "" }
      }
    }
    return values.map { row in
      let whole = row.reduce(0) { $0 + ($1.isFinite ? abs($1) : 0) }
      return row.map { $0.isFinite ? NumberFormat.wholePercent(whole > 0 ? abs($0) / whole : 0) : "" }
    }
  }

  private var totals: [Double] { values.map { $0.reduce(0) { $0 + ($1.isFinite ? $1 : 0) } } }
  /// Sums stand at the ends of stacks, if there is nothing below zero to be taken from them.
  private var showsTotals: Bool { arrangement == .stacked && values.allSatisfy { $0.allSatisfy { !($0 < 0) } } }

  func contribute(to domains: inout ChartDomains) {
    drawn(isLogarithmic: domains.isXLogarithmic).contributeParts(to: &domains)
  }

  private func contributeParts(to domains: inout ChartDomains) {
    domains.x.label = arrangement == .normalized || arrangement == .diverging ? "Share of \(label)" : label
    domains.y.label = nameLabel
    domains.y.hasGrid = false
    domains.x.includesZero = true
    domains.x.hasBaseline = !isShare
    domains.x.isNice = false
    if isShare { domains.x.format = .percent }
    if arrangement == .normalized { domains.x.include(1, isValue: false) }
    if arrangement == .grouped { domains.y.rowHeight = max(22, Double(groups.count) * 11 + 10) }
    for (index, name) in names.enumerated() {
      domains.y.include(name: name)
      for (span, text) in zip(spans(values[index]), texts[index]) where span.end.isFinite {
        domains.x.include(span.start, isValue: false)
        domains.x.include(span.end)
        if arrangement == .grouped { domains.x.includeOverhang(at: span.end, text: text) }
      }
      if showsTotals { domains.x.includeOverhang(at: totals[index], text: format.string(totals[index])) }
    }
    domains.color.label = groupLabel
    for group in groups { domains.color.include(name: group) }
    domains.labelsLineEnds = false
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let isLogarithmic = plot.x.isLogarithmic
    if isLogarithmic, arrangement != .grouped { scene.warn(.stackOnLogarithms(axis: "x")) }
    drawn(isLogarithmic: isLogarithmic).drawParts(in: plot, on: &scene)
  }

  private func drawParts(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let slots = arrangement == .grouped ? max(groups.count, 1) : 1
    let slot = y.bandwidth / Double(slots)
    let number = plot.theme.numberStyle.with(size: min(plot.theme.captionSize, max(slot - 1, 5)))
    let texts = texts
    for (index, name) in names.enumerated() {
      let middle = y.position(name)
      guard middle.isFinite else { continue }
      for (group, span) in spans(values[index]).enumerated() where span.start.isFinite && span.end.isFinite {
        let paint = plot.color.paint(for: groups[group])
        let top =
          arrangement == .grouped ? middle - y.bandwidth / 2 + Double(group) * slot : middle - y.bandwidth / 2
        guard x.position(span.end).isFinite else { continue }
        let bar = Rect(
          Point(x: x.footPosition(span.start), y: top + (slots > 1 ? 0.5 : 0)),
          Point(x: x.position(span.end), y: top + slot - (slots > 1 ? 0.5 : 0)))
        // A hair of paper parts neighbours in a stack.
        let drawn =
          arrangement == .grouped || bar.width < 3
          ? bar : Rect(x: bar.x, y: bar.y, width: bar.width - 0.75, height: bar.height)
        let tip = Tip(
          name, [Tip.Value(groupLabel, groups[group]), Tip.Value(label, format.string(values[index][group]))])
        scene.answering(tip) { $0.rectangle(drawn, fill: paint) }
        annotate(texts[index][group], bar, value: values[index][group], paint, number, slot: slot, on: &scene)
      }
      if showsTotals {
        let text = format.string(totals[index])
        let style = plot.theme.numberStyle.with(halo: plot.theme.paper)
        let end = scene.canvas.maxX - 2 - scene.width(text, style)
        scene.text(
          text, at: Point(x: min(x.position(totals[index]) + 5, end), y: middle), baseline: .middle, style: style)
      }
    }
    if missing > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(missing, "row")) without \(nameLabel), \(groupLabel) or \(label) left out."))
    }
    if isShare, values.contains(where: { $0.contains { $0 < 0 } }) {
      scene.warn(
        RenderWarning(
          .unusableValues, "Some values of \(label) are below zero; their shares are of the absolute values.",
          hint: "Use stacked or grouped bars for values below zero."))
    }
    if names.isEmpty { scene.warn(RenderWarning(.noData, "\(label) has no values.")) }
  }

  private func annotate(
    _ text: String, _ bar: Rect, value: Double, _ paint: Paint, _ style: TextStyle, slot: Double,
    on scene: inout SceneBuilder
  ) {
    if arrangement == .grouped {
      guard slot >= 9 else { return }
      // On narrow drawings a long number may lie on its bar, but not beyond the paper.
      let width = scene.width(text, style)
      let x = value < 0 ? max(bar.minX - 4, 2 + width) : min(bar.maxX + 4, scene.canvas.maxX - 2 - width)
      scene.text(
        text, at: Point(x: x, y: bar.midY), anchor: value < 0 ? .end : .start,
        baseline: .middle, style: style.with(halo: scene.theme.paper))
    } else if bar.height >= style.size + 2, scene.width(text, style) + 8 <= bar.width {
      scene.text(
        text, at: bar.center, anchor: .middle, baseline: .middle, style: style.with(paint: paint.readableInk))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    drawn(isLogarithmic: plot.x.isLogarithmic).describeParts()
  }

  private func describeParts() -> LayerDescription {
    let kinds: [BarArrangement: String] = [
      .grouped: "Grouped bars", .stacked: "Stacked bars", .normalized: "Bars of shares", .diverging: "Diverging bars",
    ]
    let kind = "\(kinds[arrangement] ?? "Bars") of \(label) by \(nameLabel) and \(groupLabel)"
    var cells: [(name: String, group: String, value: Double)] = []
    for (index, name) in names.enumerated() {
      for (group, value) in values[index].enumerated() where value.isFinite {
        let whole = values[index].reduce(0) { $0 + ($1.isFinite ? abs($1) : 0) }
        cells.append(
          (name, groups[group], isShare ? (whole > 0 ? abs(value) / whole : 0) : value))
      }
    }
    guard !cells.isEmpty else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    var findings = ["\(names.count) × \(nameLabel), \(groups.count) × \(groupLabel)."]
    findings += Extremes(cells.map(\.value)).sentences(
      cells.map { "\($0.name), \($0.group)" }, format: isShare ? .percent : format)
    if others > 0 { findings.append("\(NumberFormat.count(others, "other")) put together.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let cells = names.indices.flatMap { name in groups.indices.map { (name, $0) } }
    return [
      DataPart(
        "Bars",
        [
          .value(nameLabel, cells.map { names[$0.0] }), .value(groupLabel, cells.map { groups[$0.1] }),
          .value(label, cells.map { values[$0.0][$0.1] }),
        ])
    ]
  }
}
