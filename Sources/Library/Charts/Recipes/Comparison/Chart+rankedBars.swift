public import Frames

extension Chart {
  /// Names by a number, from the greatest down, with the numbers at the bars' ends.
  ///
  /// - Parameters:
  ///   - names: Several rows of one name add up.
  ///   - values: As many numbers.
  ///   - error: How far each number is spread to either side, drawn as error bars; those of rows of one name add up as
  ///     independent errors do. Nil for none.
  ///   - top: No more bars than this; all other names share one line with their number and sum.
  ///   - format: How numbers are written.
  public static func rankedBars(
    _ names: PlottableColumn, _ values: PlottableColumn, error: PlottableColumn? = nil, top: Int = 20,
    format: NumberFormat = .automatic
  ) -> Chart {
    var sums = [Double?](repeating: nil, count: names.names.count)
    var squares = [Double](repeating: 0, count: names.names.count)
    var missing = 0
    for (row, (code, value)) in zip(names.numbers, values.numbers).enumerated() {
      guard !code.isNaN, value.isFinite else {
        missing += 1
        continue
      }
      sums[Int(code)] = (sums[Int(code)] ?? 0) + value
      if let error = error?.numbers[row] { squares[Int(code)] += error * error }
    }
    let ranked = NameOrder.value.sorted(
      names.names.indices.compactMap { index in
        sums[index].map { (name: names.names[index], sum: $0, error: squares[index].squareRoot()) }
      }, value: \.sum, name: \.name)
    let shown = ranked.prefix(max(1, top))
    let rest = ranked.dropFirst(shown.count)
    return Chart(
      RankedBarsLayer(
        label: values.label, nameLabel: names.label, names: shown.map(\.name), values: shown.map(\.sum),
        errors: error == nil ? [] : shown.map(\.error), format: format,
        others: .init(
          count: rest.count, sum: rest.reduce(0) { $0 + $1.sum },
          tied: rest.prefix { $0.sum == shown.last?.sum }.count), missing: missing)
    ).chartXAxis { AxisMarks(values: []) }
      .chartXAxisLabel(error.map { "\(values.label) ± \($0.label)" } ?? values.label)
  }

  /// The names of one column by the numbers of another, from the greatest down, with error bars from a third.
  /// - Precondition: The frame has the columns.
  public static func rankedBars(
    _ frame: DataFrame, _ name: String, _ value: String, error: String? = nil, top: Int = 20,
    format: NumberFormat = .automatic
  ) -> Chart {
    rankedBars(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]),
      error: error.map { PlottableColumn(frame[$0]) },
      top: top, format: format)
  }

  /// How often each value of a column occurs, from the most frequent down.
  /// - Precondition: The frame has the column.
  public static func rankedBars(
    _ frame: DataFrame, countsOf name: String, countLabel: String = "Count", top: Int = 20
  ) -> Chart {
    let names = PlottableColumn(names: frame[name])
    return rankedBars(names, .value(countLabel, [Double](repeating: 1, count: names.count)), top: top)
  }
}

/// Bars from the longest to the shortest with their values, and one line for all that is left.
struct RankedBarsLayer: ChartLayer, Codable {
  /// Names without a bar of their own.
  struct Others: Codable {
    var count: Int
    var sum: Double
    /// How many of them have the value of the last bar: which of these have bars is by their names alone.
    var tied = 0
  }

  var label: String
  var nameLabel: String
  /// From the greatest value down.
  var names: [String]
  var values: [Double]
  /// How far each value is spread to either side; empty for no error bars, NaN where it is not known.
  var errors: [Double] = []
  var format: NumberFormat
  /// How many names there are beyond those shown, and the sum of their values.
  var others: Others
  /// Rows without a name or a value.
  var missing: Int

  private var othersName: String {
    NumberFormat.count(others.count, "other")
  }

  /// A bar for the others would dwarf all that matters when they are many; then their sum is written only.
  private var drawsOthers: Bool { others.count > 0 && others.sum <= 1.25 * (values.first ?? 0) && others.sum >= 0 }

  private var texts: [String] { format.strings(values, step: 0) }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.y.label = nameLabel
    domains.y.hasGrid = false
    domains.x.hasGrid = false
    domains.x.includesZero = true
    domains.x.hasBaseline = true
    domains.x.isNice = false
    domains.x.include(0, isValue: false)
    for (index, name) in names.enumerated() {
      domains.y.include(name: name)
      domains.x.include(values[index])
      let (low, high) = reach(index)
      domains.x.include(low, isValue: false)
      domains.x.include(high, isValue: false)
      domains.x.includeOverhang(at: values[index] < 0 ? low : high, text: texts[index])
    }
    if others.count > 0 {
      domains.y.include(name: othersName)
      if drawsOthers { domains.x.include(others.sum, isValue: false) }
      domains.x.includeOverhang(at: drawsOthers ? others.sum : 0, text: othersText)
    }
  }

  /// From the end of the error bar to the other; the value itself where there is none.
  private func reach(_ index: Int) -> (low: Double, high: Double) {
    let error = errors.indices.contains(index) && errors[index].isFinite ? errors[index] : 0
    return (values[index] - error, values[index] + error)
  }

  private var othersText: String {
    let sum = format.string(others.sum)
    let total = drawsOthers ? sum : "\(sum) together"
    guard others.tied > 0, let last = texts.last else { return total }
    return total + ", \(NumberFormat.whole(others.tied)) of them \(last)\(others.tied > 1 ? " each" : "")"
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let zero = x.footPosition(0)
    let half = y.bandwidth / 2
    let number = plot.theme.numberStyle
    func bar(
      _ name: String, _ value: Double, _ text: String, _ paint: Paint, labelAt position: Double? = nil,
      isDrawn: Bool = true
    ) {
      let middle = y.position(name)
      let end = isDrawn ? x.position(value) : zero
      guard middle.isFinite else { return }
      guard end.isFinite else {
        // The number says what has no bar.
        scene.text(
          text, at: Point(x: zero + 5, y: middle), baseline: .middle, style: number.with(paint: plot.theme.ink(0.65)))
        return
      }
      if isDrawn {
        scene.answering(Tip(name, [Tip.Value(label, text)])) {
          $0.rectangle(Rect(Point(x: zero, y: middle - half), Point(x: end, y: middle + half)), fill: paint)
        }
      }
      let isBackwards = isDrawn && value < 0
      let label = position ?? end
      // On narrow drawings a long number may lie on its bar, but not beyond the paper.
      let width = scene.width(text, number)
      let x = isBackwards ? max(label - 5, 2 + width) : min(label + 5, scene.canvas.maxX - 2 - width)
      let isMoved = isBackwards ? x > label - 4.9 : x < label + 4.9
      scene.text(
        text, at: Point(x: x, y: middle), anchor: isBackwards ? .end : .start, baseline: .middle,
        style: number.with(
          paint: isDrawn ? nil : plot.theme.ink(0.65), halo: isMoved || plot.x.isLogarithmic ? plot.theme.paper : nil))
    }
    var whiskers = Path()
    for (index, name) in names.enumerated() {
      let (low, high) = reach(index)
      let (left, right, middle) = (x.footPosition(low), x.position(high), y.position(name))
      let label = x.type.accepts(values[index]) ? values[index] < 0 ? left : right : .nan
      bar(name, values[index], texts[index], plot.color.accent, labelAt: label)
      guard right > left, middle.isFinite, x.type.accepts(values[index]) else { continue }
      whiskers.addLine(from: Point(x: left, y: middle), to: Point(x: right, y: middle))
      for position in [left, right] {
        whiskers.addLine(from: Point(x: position, y: middle - 3), to: Point(x: position, y: middle + 3))
      }
    }
    scene.strokeWithRim(whiskers, Stroke(plot.theme.ink(0.85), width: 1))
    if others.count > 0 {
      bar(othersName, others.sum, othersText, plot.theme.ink(0.3), isDrawn: drawsOthers)
    }
    let unknown = errors.count { !$0.isFinite }
    if unknown > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(unknown, "bar")) without a known error, drawn without one."))
    }
    if missing > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(missing, "row")) without \(nameLabel) or \(label) left out."))
    }
    if names.isEmpty { scene.warn(RenderWarning(.noData, "\(label) has no values.")) }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Bar chart of \(label) by \(nameLabel)"
    guard let first = names.first else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    let extremes = Extremes(values)
    let texts = format.compared(values)
    var findings: [String]
    if names.count > 1, extremes.areEqual {
      findings = ["All \(NumberFormat.whole(names.count)) are equal: \(texts[0])."]
    } else {
      let leading = values.prefix { $0 == values[0] }.count
      let next = Extremes(Array(values.dropFirst(leading)))
        .leaders(Array(names.dropFirst(leading)), upTo: leading > 1 ? 1 : 2) { texts[leading + $0] }
      let lead = leading > 1 ? "\(extremes.names(names, at: values[0])) lead" : "\(first) leads"
      findings = ["\(lead) with \(texts[0])" + (next.isEmpty ? "." : ", followed by \(next).")]
    }
    if others.count > 0 {
      let tied =
        others.tied > 0
        ? ", \(NumberFormat.whole(others.tied)) of them \(texts[texts.count - 1]) as \(names[names.count - 1])" : ""
      findings.append("\(othersName): \(format.string(others.sum)) together\(tied).")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let hasOthers = others.count > 0
    let columns: [PlottableColumn] = [
      .value(nameLabel, names + (hasOthers ? [othersName] : [])),
      .value(label, values + (hasOthers ? [others.sum] : [])),
    ]
    let deviations: [PlottableColumn] =
      errors.isEmpty ? [] : [.value("Error", errors + (hasOthers ? [.nan] : []))]
    return [DataPart("Bars", columns + deviations)]
  }
}
