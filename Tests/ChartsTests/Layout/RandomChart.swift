import Charts

/// Charts made up from a seed: any kind, scale, size, number of rows, length of names, and values up to the odd and the extreme.
struct RandomChart {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  mutating func unit() -> Double { Double(next(1_000_000)) / 1_000_000 }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

  private let words = [
    "pop", "contemporary", "hip-hop", "neo", "svensk lovsång", "夜に駆ける", "rock en español", "k-pop", "a",
  ]

  mutating func name() -> String {
    (0...next(4)).map { _ in pick(words) }.joined(separator: " ")
  }

  mutating func value() -> Double {
    switch next(40) {
    case 0: .nan
    case 1: .infinity
    case 2: 0
    case 3: 1e300 * (unit() - 0.5)
    case 4: 1e-300 * unit()
    default: (unit() - 0.3) * pick([1.0, 10, 1_000, 100_000])
    }
  }

  /// Columns of one length that any mark can be made of.
  struct Rows {
    var x: PlottableColumn
    var y: PlottableColumn
    var name: PlottableColumn
    var group: PlottableColumn
    var other: PlottableColumn
    var size: PlottableColumn
    var texts: [String]
  }

  mutating func rows(upTo most: Int = 40) -> Rows {
    let count = min(pick([0, 1, 2, 5, 12, 40, 130]), most)
    let wild = next(4) == 0
    let isDate = next(5) == 0
    let start = unit() * 2e9
    let span = pick([60.0, 86_400, 3e6, 4e7, 3e9])
    let numbers = (0..<count).map { _ in wild ? value() : unit() * 500 - 50 }
    let x = (0..<count).map { _ in isDate ? start + unit() * span : wild ? value() : unit() }
    let sizes = (0..<count).map { _ in wild ? value() : unit() * 900 }
    var names: [String] = []
    while names.count < count { names.append(name() + " \(names.count)") }
    let moods = (0..<pick([1, 3, 13, 35])).map { "\(pick(["calm", "happy and long of name", "angry"])) \($0)" }
    return Rows(
      x: isDate ? .value("Release", secondsSince1970: x) : .value("Year", x), y: .value("Songs", numbers),
      name: .value("Genre", names), group: .value("Mood", (0..<count).map { _ in pick(moods) }),
      other: .value("Take", (0..<count).map { _ in pick(["live", "studio"]) }), size: .value("Plays", sizes),
      texts: (0..<count).map { _ in name() })
  }

  private mutating func decorated<Plot: VectorizedChartContent>(_ plot: Plot, _ rows: Rows) -> Plot {
    var plot = plot
    if next(2) == 0 { plot = plot.foregroundStyle(by: pick([rows.group, rows.other, rows.size])) }
    if next(5) == 0 { plot = plot.position(by: rows.other) }
    if next(6) == 0 { plot = plot.facet(by: rows.other) }
    if next(5) == 0 { plot = plot.annotation(position: pick([.automatic, .top, .overlay, .trailing]), rows.texts) }
    return plot
  }

  private mutating func marks(_ rows: Rows) -> Chart {
    let stacking = pick([MarkStackingMethod.standard, .normalized, .center, .unstacked])
    let width = pick([MarkDimension.automatic, .ratio(0.5), .inset(2), .fixed(7)])
    switch next(10) {
    case 0: return Chart(decorated(BarPlot(x: rows.y, y: rows.name, width: width, stacking: stacking), rows))
    case 1: return Chart(decorated(BarPlot(x: rows.name, y: rows.y, width: width, stacking: stacking), rows))
    case 2: return Chart(decorated(LinePlot(x: rows.x, y: rows.y), rows).lineStyle(by: rows.other))
    case 3: return Chart(decorated(PointPlot(x: rows.x, y: rows.y), rows).symbol(by: rows.other))
    case 4: return Chart(decorated(PointPlot(x: rows.name, y: rows.y), rows).symbolSize(by: rows.size))
    case 5: return Chart(decorated(AreaPlot(x: rows.x, y: rows.y, stacking: stacking), rows))
    case 6: return Chart(decorated(RectanglePlot(x: rows.name, y: rows.group, width: width), rows))
    case 7: return Chart(SectorPlot(angle: rows.size, innerRadius: width).foregroundStyle(by: rows.name))
    case 8:
      let intervals = RulePlot(x: rows.name, yStart: rows.y, yEnd: rows.size)
      return Chart {
        decorated(intervals, rows)
        RuleMark(y: .value("Songs", 3)).annotation(name())
        TextMark(x: .value("Genre", "pop"), y: .value("Songs", 2), text: name())
      }
    default: return Chart(decorated(BarPlot(x: rows.other, y: rows.y, stacking: stacking), rows))
    }
  }

  mutating func chart(upTo most: Int = 40) -> Chart {
    var chart = marks(rows(upTo: most))
    if next(2) == 0 { chart = chart.title(name() + " " + name()).subtitle(name()).caption(name()) }
    if next(5) == 0 {
      chart = chart.chartYScale(type: pick([.log, .squareRoot, .symmetricLog, .power(exponent: 0.4)]))
    }
    if next(8) == 0 {
      chart = chart.chartYScale(domain: .automatic(includesZero: next(2) == 0, reversed: next(2) == 0))
    }
    if next(6) == 0 {
      chart = chart.chartForegroundStyleScale(.viridis, classes: pick([.quantiles(4), .thresholds([1, 9])]))
    }
    if next(6) == 0 { chart = chart.chartFacets(columns: 1 + next(3), sharesX: next(2) == 0, sharesY: next(2) == 0) }
    if next(6) == 0 { chart = chart.chartXAxis { AxisMarks(values: .automatic(desiredCount: 20)) } }
    return chart.frame(width: Double(300 + next(600)), height: next(3) == 0 ? Double(260 + next(400)) : nil)
  }
}

extension Theme {
  /// A theme on the one font that every machine with the tests' packages has.
  static let pinned = Theme(fontFamily: "DejaVu Sans")
}
