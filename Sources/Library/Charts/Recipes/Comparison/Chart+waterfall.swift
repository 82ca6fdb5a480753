public import Frames

extension Chart {
  /// How changes add up from a start to an end: each bar begins where the one before it ended.
  ///
  /// - Parameters:
  ///   - names: What each change is, in their order.
  ///   - changes: Numbers above and below zero; those without a value are left out with a warning.
  ///   - start: The number before the first change, with its name; nil to begin at zero.
  ///   - total: What the sum is called.
  ///   - format: How numbers are written.
  public static func waterfall(
    _ names: PlottableColumn, changes: PlottableColumn, start: (name: String, value: Double)? = nil,
    total: String = "Total", format: NumberFormat = .automatic
  ) -> Chart {
    var steps: [WaterfallLayer.Step] = []
    var sum = 0.0
    var missing = 0
    if let start, start.value.isFinite {
      steps.append(.init(name: start.name, from: 0, to: start.value, isTotal: true))
      sum = start.value
    } else if start != nil {
      missing += 1
    }
    for row in changes.numbers.indices {
      guard let name = names.name(at: row), changes.numbers[row].isFinite else {
        missing += 1
        continue
      }
      steps.append(.init(name: name, from: sum, to: sum + changes.numbers[row], isTotal: false))
      sum += changes.numbers[row]
    }
    if steps.contains(where: { !$0.isTotal }) { steps.append(.init(name: total, from: 0, to: sum, isTotal: true)) }
    return Chart(
      WaterfallLayer(
        label: changes.label, nameLabel: names.label, steps: WaterfallLayer.distinct(steps), format: format,
        missing: missing))
  }

  /// How the changes of a column add up.
  /// - Precondition: The frame has the columns.
  public static func waterfall(
    _ frame: DataFrame, _ name: String, changes: String, start: (name: String, value: Double)? = nil,
    total: String = "Total", format: NumberFormat = .automatic
  ) -> Chart {
    waterfall(
      PlottableColumn(names: frame[name]), changes: PlottableColumn(frame[changes]), start: start, total: total,
      format: format)
  }
}

/// Bars that hang from each other, one below the other.
struct WaterfallLayer: ChartLayer, Codable {
  struct Step: Codable {
    var name: String
    var from: Double
    var to: Double
    /// Whether the bar stands on zero.
    var isTotal: Bool

    var change: Double { to - from }
  }

  var label: String
  var nameLabel: String
  var steps: [Step]
  var format: NumberFormat
  /// Rows without a name or a number.
  var missing: Int

  /// Names that occur twice are numbered, as each bar has a row of its own.
  static func distinct(_ steps: [Step]) -> [Step] {
    var counts: [String: Int] = [:]
    return steps.map { step in
      var step = step
      counts[step.name, default: 0] += 1
      if let count = counts[step.name], count > 1 { step.name += " (\(count))" }
      return step
    }
  }

  private var texts: [String] {
    let numbers = format.strings(steps.map { $0.isTotal ? $0.to : $0.change }, step: 0)
    return zip(steps, numbers).map { $0.isTotal || $0.change <= 0 ? $1 : "+" + $1 }
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.x.includesZero = true
    domains.x.hasBaseline = true
    domains.x.format = format
    domains.y.label = nameLabel
    domains.y.hasGrid = false
    for (step, text) in zip(steps, texts) {
      domains.y.include(name: step.name)
      domains.x.include(step.from)
      domains.x.include(step.to)
      domains.x.includeOverhang(at: max(step.from, step.to), text: text)
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if missing > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(missing, "row")) without \(nameLabel) or \(label) left out."))
    }
    if steps.isEmpty { scene.warn(RenderWarning(.noData, "\(label) has no values.")) }
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    if x.type == .log {
      scene.warn(
        RenderWarning(
          .unusableValues, "Changes do not add up on a logarithmic scale.", hint: "Use a linear scale for sums."))
    }
    let half = y.bandwidth / 2
    let texts = texts
    for (index, step) in steps.enumerated() {
      let middle = y.position(step.name)
      guard middle.isFinite else { continue }
      let paint: Paint = step.isTotal ? plot.theme.ink(0.55) : step.change < 0 ? .orange : .blue
      let bar = Rect(
        Point(x: x.clampedPosition(step.from), y: middle - half),
        Point(x: x.clampedPosition(step.to), y: middle + half))
      scene.answering(Tip(step.name, [Tip.Value(label, texts[index])])) {
        $0.rectangle(Rect(x: bar.x, y: bar.y, width: max(bar.width, 1), height: bar.height), fill: paint)
      }
      if index + 1 < steps.count {
        let end = x.clampedPosition(step.to)
        scene.line(
          from: Point(x: end, y: middle - half), to: Point(x: end, y: y.position(steps[index + 1].name) + half),
          Stroke(plot.theme.ink(0.4), width: 0.75, dash: [2, 2]))
      }
      // Behind the bar, before it, or on it: wherever there is room.
      let style = plot.theme.numberStyle
      let width = scene.width(texts[index], style)
      if bar.maxX + 5 + width <= plot.area.maxX {
        scene.text(texts[index], at: Point(x: bar.maxX + 5, y: middle), baseline: .middle, style: style)
      } else if bar.minX - 5 - width >= plot.area.minX {
        scene.text(texts[index], at: Point(x: bar.minX - 5, y: middle), anchor: .end, baseline: .middle, style: style)
      } else {
        scene.text(
          texts[index], at: Point(x: bar.maxX - 5, y: middle), anchor: .end, baseline: .middle,
          style: style.with(paint: paint.readableInk))
      }
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Waterfall of \(label) by \(nameLabel)"
    let changes = steps.filter { !$0.isTotal }
    guard let last = steps.last, !changes.isEmpty else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    var findings: [String] = []
    let ends = format.compared([steps[0].to, last.to])
    let begin = steps[0].isTotal ? "\(steps[0].name) \(ends[0])" : "0"
    findings.append(
      "From \(begin) by \(NumberFormat.count(changes.count, "change")) to \(last.name) \(ends[1]).")
    if missing > 0 {
      findings.append("\(NumberFormat.count(missing, "row")) without \(nameLabel) or \(label) left out.")
    }
    func named(_ change: Double) -> String {
      Extremes(changes.map(\.change)).names(changes.map(\.name), at: change)
    }
    if let rise = changes.max(by: { $0.change < $1.change }), rise.change > 0 {
      findings.append("Largest rise: \(named(rise.change)) with +\(format.string(rise.change)).")
    }
    if let fall = changes.min(by: { $0.change < $1.change }), fall.change < 0 {
      findings.append("Largest fall: \(named(fall.change)) with \(format.string(fall.change)).")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    [
      DataPart(
        "Steps",
        [
          .value(nameLabel, steps.map(\.name)), .value("From", steps.map(\.from)), .value("To", steps.map(\.to)),
          .value(label, steps.map { $0.isTotal ? $0.to : $0.change }),
        ])
    ]
  }
}
