import FoundationEssentials
import Frames
import Testing

@testable import Charts

/// Small frames of odd values through every recipe and scale.
///
/// `CHART_ROUNDS=2000` draws more of them than the few that every run of the tests draws, and `CHART_SEED=143` begins
/// with another than the first.
@Suite struct RandomFrameTests {
  private static func setting(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
  static let first = setting("CHART_SEED") ?? 0
  static let rounds = setting("CHART_ROUNDS") ?? 9
  /// Frames that once gave false drawings: shares near 0 on logarithms, contours that come near 0, a sum of 1e300,
  /// densities that begin before their axis.
  private static let mended = [10_008, 10_026, 10_230, 20_050]

  @Test func everyFrameGivesTrueDrawings() throws {
    for seed in Self.mended + (Self.first..<Self.first + Self.rounds) {
      var random = RandomFrame(seed: seed)
      let frame = random.frame()
      for (name, chart) in try random.charts(of: frame) {
        let type = random.pick([nil, nil, ScaleType.log, .symmetricLog, .squareRoot])
        var scaled = chart
        if let type { scaled = random.next(2) == 0 ? chart.chartXScale(type: type) : chart.chartYScale(type: type) }
        try check(scaled, "\(name), seed \(seed), scale \(type.map { "\($0)" } ?? "automatic")")
      }
    }
  }

  private func check(_ chart: Chart, _ name: String) throws {
    var probed = chart
    for index in probed.panels.indices { probed.panels[index].layers.append(AreaProbe()) }
    let scene = probed.scene(theme: .pinned)
    let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    // All that stands for data lies in its plot, dots with their radius.
    for case .group(let group) in scene.nodes where group.name == "marks" {
      var inner = scene
      inner.nodes = group.nodes
      guard let area = inner.shapes.compactMap(AreaProbe.area).first else { continue }
      for shape in inner.unclippedShapes where AreaProbe.area(shape) == nil {
        guard let bounds = shape.bounds else { continue }
        #expect(area.contains(bounds, tolerance: 14), "\(name): \(bounds) leaves \(area)")
      }
      for case .points(let cloud) in group.nodes {
        for (x, y) in zip(cloud.xs, cloud.ys) {
          #expect(area.contains(Rect(x: x, y: y, width: 0, height: 0), tolerance: 1), "\(name): a dot at \(x), \(y)")
        }
      }
    }
    for text in scene.texts {
      #expect(page.contains(text.bounds, tolerance: 0.5), "\(name): “\(text.string)” leaves the drawing")
    }
    let words = chart.alternativeText
    #expect(!words.isEmpty && !words.contains(/\b(nan|inf)\b/), "\(name): \(words)")
    let (first, second) = (chart.rendered(formats: [.svg])[.svg] ?? [], chart.rendered(formats: [.svg])[.svg] ?? [])
    #expect(first == second, "\(name): two drawings differ")
    #expect(WellFormedXML.fault(in: String(decoding: first, as: UTF8.self)) == nil, "\(name)")
  }

  /// Each row of marks is drawn, or counted in a warning; the data are those that were given; and the description's
  /// numbers are those of the data.
  @Test func everyRowIsDrawnOrTold() throws {
    for seed in Self.first..<Self.first + Self.rounds * 5 {
      var random = RandomFrame(seed: 10_000 + seed)
      let frame = random.frame()
      guard frame.rowCount > 0 else { continue }
      let type = random.pick([ScaleType.linear, .log, .symmetricLog])
      let (x, y) = (frame.doubles("X"), frame.doubles("Y"))
      let points = Chart(PointPlot(x: .value("X", x), y: .value("Y", y))).chartYScale(type: type)
      let scene = points.scene(theme: .pinned)
      let known = zip(x, y).filter { $0.isFinite && $1.isFinite }
      let placed = known.filter { type.accepts($0.1) }
      let name = "seed \(seed)"
      #expect(scene.clouds.reduce(0) { $0 + $1.xs.count } == placed.count, "\(name)")
      let told = scene.warnings.map(\.message).joined(separator: " ")
      let missing = (x + y).count { !$0.isFinite }
      #expect(
        missing == 0 || told.contains("\(NumberFormat.count(missing, "value")) missing or infinite"), "\(name): \(told)"
      )
      // Rows without an x are told as missing already.
      let lost = known.count { !type.accepts($0.1) }
      #expect(lost == 0 || told.contains("\(lost) of \(known.count) value"), "\(name): \(told)")
      let table = points.dataTable
      #expect(zip(table.doubles("X"), x).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(name)")
      #expect(zip(table.doubles("Y"), y).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(name)")
      // Both values of a row may be missing.
      let numbers = placed.flatMap { [$0.0, $0.1] } + counts(upTo: 2 * x.count) + [correlation(placed)]
      expect(points.alternativeText, of: numbers, "\(name), points")

      let names = (0..<y.count).map { "n\($0)" }
      let bars = Chart(BarPlot(x: .value("Y", y), y: .value("N", names))).chartXScale(type: type)
      let drawn = bars.scene(theme: .pinned).shapes(in: "marks").count {
        if case .rect = $0.outline { $0.fill != nil } else { false }
      }
      #expect(drawn == y.count { $0.isFinite && type.accepts($0) }, "\(name), bars")
      let foot = type == .log ? bars.scale?.lower : nil
      expect(
        bars.alternativeText.replacing(/\bn\d+/, with: ""), of: y + counts(upTo: y.count) + [foot ?? 0], "\(name), bars"
      )
      let ranked = Chart.rankedBars(.value("N", names), .value("Y", y), top: 100)
      let values = y.filter(\.isFinite)
      #expect(ranked.dataTable.rowCount == values.count, "\(name), ranked bars")
      expect(
        ranked.alternativeText.replacing(/\bn\d+/, with: ""), of: y + counts(upTo: y.count), "\(name), ranked bars")
      // What stands at the bars is true as well.
      for text in ranked.scene(theme: .pinned).texts where text.style.tabularFigures {
        expect(text.string, of: values, "\(name), ranked bars")
      }
      let histogram = Chart.histogram(.value("Y", y))
      if !values.isEmpty {
        #expect(histogram.dataTable.doubles("Count").reduce(0, +) == Double(values.count), "\(name), histogram")
      }
    }
  }

  /// The descriptions of all examples, read back: every number stands in the data or is computed from them.
  @Test func descriptionsOfExamplesReadBack() throws {
    for (name, chart) in try RecipeExamples.all() {
      let table = chart.dataTable
      var numbers = counts(upTo: 3_000)
      var words = chart.alternativeText
      for column in table.columns {
        guard column.isNumeric, let values = column.doubles else {
          let names = Set((0..<column.count).compactMap { column.text(at: $0) })
          for text in names.sorted(by: { $0.count > $1.count }) { words = words.replacing(text, with: "") }
          continue
        }
        let finite = values.filter(\.isFinite)
        numbers += finite + [finite.reduce(0, +), finite.reduce(0, +) / Double(max(finite.count, 1))]
      }
      for text in ["1990s", "2010s", "95%", "1 −", "Chance is 0.5", "20–24", "R²"] {
        words = words.replacing(text, with: "")
      }
      let shares = numbers.filter { abs($0) <= 1 }.map { $0 * 100 }
      let total = numbers.max() ?? 1
      let percents = table.columns.compactMap(\.doubles).joined().filter(\.isFinite).map { $0 / total * 100 }
      for (value, unit, text) in ReadNumber.all(in: words) {
        let isKnown = (numbers + shares + percents).contains { abs($0 - value) <= unit / 2 * 1.001 + abs(value) * 1e-9 }
        // Medians, means, bandwidths, coefficients of fits and shares of sums are tested with the recipes themselves.
        let isSummary = Self.summaries.contains(name)
        #expect(isKnown || isSummary, "\(name): \(text) in “\(chart.alternativeText)” is not in the data")
      }
    }
  }

  /// Examples whose descriptions hold numbers that the table of their data does not.
  private static let summaries: Set<String> = [
    "histogram", "histograms", "histogramWithDensity", "histogramByGroup", "density", "densityByGroup",
    "scatterWithLine",
    "scatterWithCurves", "hexbin", "scatter", "treemap", "treemapByMeasure", "icicle", "confusionMatrix",
    "confusionMatrixOfMany", "calibration", "calibrationOfTwo", "dotPlotOfShares", "radarProfiles", "barsNormalized",
    "barsDiverging", "pairPlot",
  ]

  private func counts(upTo count: Int) -> [Double] { (0...max(count, 1)).map(Double.init) }

  private func correlation(_ rows: [(Double, Double)]) -> Double {
    // From the first one on, so that numbers that differ in their last digits alone keep them, and scaled, so that no
    // square overflows.
    let first = rows.first ?? (0, 0)
    let x = deviations(rows.map { $0.0 - first.0 })
    let y = deviations(rows.map { $0.1 - first.1 })
    let xy: Double = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    let xx: Double = x.reduce(0) { $0 + $1 * $1 }
    let yy: Double = y.reduce(0) { $0 + $1 * $1 }
    return xy / (xx * yy).squareRoot()
  }

  /// The values less their mean, of at most about 1.
  private func deviations(_ values: [Double]) -> [Double] {
    let largest = max(values.map(abs).max() ?? 1, 1e-300)
    let mean = values.reduce(0) { $0 + $1 / largest } / Double(values.count)
    return values.map { $0 / largest - mean }
  }

  private func expect(_ words: String, of numbers: [Double], _ name: String) {
    for (value, unit, text) in ReadNumber.all(in: words) {
      let isKnown = numbers.contains { number in
        abs(number - value) <= unit / 2 * (1 + 1e-6) + abs(value) * 1e-6 && (value == 0) == (number == 0)
      }
      #expect(isKnown, "\(name): \(text) in “\(words)” is not in the data")
    }
  }
}

extension Chart {
  /// The continuous scale along x, for what descriptions say of it.
  fileprivate var scale: ContinuousScale? {
    let layout = ChartLayout(self, theme: .pinned)
    let scale = PositionScale(layout.merged.x, settings: settings.x, from: 0, to: 500, tickCount: 5) { _ in 0 }
    if case .continuous(let scale) = scale { return scale }
    return nil
  }
}

extension ReadNumber {
  /// The numbers in a sentence, with the value of their last digit.
  static func all(in words: String) -> [(value: Double, unit: Double, text: String)] {
    words.split { " ()[]“”:;=".contains($0) }.compactMap { word in
      var text = String(word)
      while let last = text.last, ".,;".contains(last) { text.removeLast() }
      guard text.contains(where: \.isNumber), let (value, unit) = read(text) else { return nil }
      return (value, unit, text)
    }
  }
}

/// Frames made up from a seed: few rows of values that are missing, infinite, equal, negative, huge and tiny, and names
/// that are empty, blank, alike and no characters.
private struct RandomFrame {
  private var numbers: SplitMix

  init(seed: Int) { numbers = SplitMix(state: UInt64(seed) &* 0x2545_F491_4F6C_DD1D) }

  mutating func next(_ bound: Int) -> Int { Int(numbers.next() % UInt64(bound)) }
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

  private mutating func column(_ count: Int) -> [Double] {
    let kind = next(8)
    let scale = pick([1e-9, 0.01, 1.0, 100, 1e6, 1e12])
    let offset = pick([0.0, 0, 1_000_000, -5])
    return (0..<count).map { row in
      if next(12) == 0 { return pick([.nan, .infinity, -.infinity, 0, -1]) }
      switch kind {
      case 0: return 7
      case 1: return Double(row % 3)
      case 2: return -numbers.unit() * scale
      case 3: return (numbers.unit() * 100).rounded() * scale
      case 4: return offset + numbers.unit() * scale
      case 5: return [1e-300, 1e300, 1, -1e300][row % 4] * (1 + numbers.unit())
      default: return numbers.number()
      }
    }
  }

  mutating func frame() -> DataFrame {
    let count = pick([0, 1, 2, 3, 5, 12, 30])
    let names = [
      "", " ", "a", "a ", " a", "é", "e\u{301}", "\u{FFFE}", "x\u{1}", "A->B", "</svg>", "two\nlines", "شعر", "北京", "b",
      "c",
    ]
    let groups = (0..<count).map { _ in pick(names) as String? }
    return DataFrame(columns: [
      Column(name: "X", doubles: column(count)).eraseToAnyColumn(),
      Column(name: "Y", doubles: column(count)).eraseToAnyColumn(),
      Column(name: "Z", doubles: column(count)).eraseToAnyColumn(),
      .string(Column(name: "G", contents: groups.map { next(10) == 0 ? nil : $0 })),
      .string(Column(name: "H", contents: (0..<count).map { _ in pick(["p", "q", ""]) as String? })),
    ])
  }

  mutating func charts(of frame: DataFrame) throws -> [(String, Chart)] {
    let (x, y, z) = (PlottableColumn(frame, "X"), PlottableColumn(frame, "Y"), PlottableColumn(frame, "Z"))
    let (g, h) = (PlottableColumn(frame, "G"), PlottableColumn(frame, "H"))
    let dates = PlottableColumn.value(
      "T", secondsSince1970: (0..<frame.rowCount).map { 1.7e9 + Double($0 * next(90_000)) })
    let isPositive = y.numbers.map { $0 > 0 }
    let charts: [(String, Chart)] = [
      ("points", Chart(PointPlot(x: x, y: y).foregroundStyle(by: g).symbolSize(by: z))),
      ("lines", Chart(LinePlot(x: dates, y: y).foregroundStyle(by: h))),
      ("bars of marks", Chart(BarPlot(x: g, y: y).foregroundStyle(by: h))),
      ("level bars", Chart(BarPlot(x: y, y: g))), ("areas", Chart(AreaPlot(x: x, y: y).foregroundStyle(by: h))),
      ("ranges", Chart(BarPlot(x: g, yStart: y, yEnd: z))), ("rules", Chart(RulePlot(x: g, yStart: y, yEnd: z))),
      ("sectors", Chart(SectorPlot(angle: y).foregroundStyle(by: g))),
      ("cells", Chart(RectanglePlot(x: g, y: h).foregroundStyle(by: y))),
      ("facets", Chart(PointPlot(x: x, y: y).facet(by: h))),
      ("histogram", .histogram(x, showsDensity: true)), ("histograms", .histogram(x, by: h)),
      ("density", .density(x, by: h)), ("ridgeline", .density(x, by: g, arrangement: .ridgeline)),
      ("box plot", .boxPlot(y, by: g)), ("violin", .violin(y, by: h)), ("hexbin", .hexbin(x: x, y: y)),
      ("scatter", .scatter(x: x, y: y, by: h, fit: .linear)), ("curve", .scatter(x: x, y: y, fit: .loess)),
      ("trends", .trends(x: x, y: y, by: h)), ("sparkline", .sparkline(y)),
      ("ranked bars", .rankedBars(g, y, error: z)),
      ("grouped bars", .bars(g, y, by: h)), ("stacked bars", .bars(g, y, by: h, arrangement: .stacked)),
      ("shares", .bars(g, y, by: h, arrangement: .normalized)),
      ("diverging", .bars(g, y, by: h, arrangement: .diverging)),
      ("dot plot", .dotPlot(g, y, lower: x, upper: z)), ("slopes", .slopeChart(g, before: x, after: y)),
      ("heat map", .heatmap(x: g, y: h, values: y)), ("correlations", .correlationMatrix([x, y, z])),
      ("clustered", .correlationMatrix([x, y, z], order: .clustered)),
      ("confusion", .confusionMatrix(frame, actual: "G", predicted: "H")),
      ("ROC", .rocCurve(x, isPositive: isPositive)), ("precision", .precisionRecallCurve(x, isPositive: isPositive)),
      ("calibration", .calibration(x, isPositive: isPositive)), ("importance", .featureImportance(g, y, error: z)),
      ("treemap", .treemap(frame, path: ["H", "G"], value: "Y")),
      ("icicle", .icicle(frame, path: ["H", "G"], value: "Y")),
      ("joint plot", .jointPlot(x: x, y: y)), ("joint groups", .jointPlot(x: x, y: y, by: h)),
      ("second axis", Chart(PointPlot(x: x, y: y)).chartYSecondaryAxis("in cents", multipliedBy: 100)),
      ("inset", Chart(PointPlot(x: x, y: y)).inset(.histogram(x))),
      ("caps", Chart(RulePlot(x: g, yStart: y, yEnd: z).endCaps())),
    ]
    return try charts + laterCharts(of: frame, dates: dates)
  }

  private func laterCharts(of frame: DataFrame, dates: PlottableColumn) throws -> [(String, Chart)] {
    let (x, y, z) = (PlottableColumn(frame, "X"), PlottableColumn(frame, "Y"), PlottableColumn(frame, "Z"))
    let (g, h) = (PlottableColumn(frame, "G"), PlottableColumn(frame, "H"))
    let (highs, lows) = (
      zip(y.numbers, z.numbers).map { max($0, $1) }, zip(y.numbers, z.numbers).map { min($0, $1) }
    )
    return [
      ("ECDF", .ecdf(x)), ("ECDFs", .ecdf(x, by: h)), ("QQ", .qqPlot(y)), ("beeswarm", .strip(y, by: h)),
      ("strip", .strip(y, by: g, arrangement: .jitter)), ("raincloud", .raincloud(y, by: h)),
      ("pairs", .pairPlot(frame, columns: ["X", "Y", "Z"])), ("contours", .densityContours(x: x, y: y)),
      ("parallel", .parallelCoordinates(frame, columns: ["X", "Y", "Z"], by: "H")),
      ("Sankey", .sankey(from: g, to: h, amounts: y)), ("network", .network(from: g, to: h, weights: y)),
      (
        "candles",
        .candlestick(x: dates, open: y, high: .value("High", highs), low: .value("Low", lows), close: z)
      ),
      ("calendar", .calendar(dates, y)), ("waterfall", .waterfall(g, changes: y)),
      ("residuals", .residuals(predicted: x, actual: y)),
      ("learning", .learningCurve(sizes: x, training: y, validation: z)),
      ("radar", .radarProfiles(frame, by: "H", columns: ["X", "Y", "Z"])),
      ("map", try .worldMap(g, y)), ("places", try .pointMap(longitudes: x, latitudes: y, sizes: z, by: h)),
    ]
  }
}

/// Marks the plot's place on the drawing.
private struct AreaProbe: ChartLayer {
  func contribute(to domains: inout ChartDomains) {}
  func draw(in plot: Plot, on scene: inout SceneBuilder) { scene.rectangle(plot.area, fill: nil, stroke: nil) }
  static func area(_ shape: SceneShape) -> Rect? {
    guard shape.fill == nil, shape.stroke == nil, case .rect(let rect, _) = shape.outline else { return nil }
    return rect
  }
}
