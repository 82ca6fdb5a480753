import Charts
import Frames
import Testing

/// Recipes on data of any size, with missing, infinite, equal and extreme values among them.
@Suite struct RandomRecipeTests {
  @Test(arguments: 0..<80) func anyDataGiveADrawingWithItsTextOnThePaper(seed: Int) {
    var random = RandomChart(seed: 1_000 + seed)
    let count = [1, 2, 3, 10, 60, 300][random.next(6)]
    let isWild = random.next(3) == 0
    let x = PlottableColumn.value("Energy", (0..<count).map { _ in isWild ? random.value() : random.unit() })
    let y = PlottableColumn.value("Loudness", (0..<count).map { _ in isWild ? random.value() : -60 * random.unit() })
    let names = (0...random.next(14)).map { "\(random.name()) \($0)" }
    let group = PlottableColumn.value("Genre", (0..<count).map { _ in names[random.next(names.count)] })
    let charts: [(String, Chart)] = [
      ("histogram", .histogram(x, showsDensity: true)), ("histograms by group", .histogram(x, by: group)),
      ("densities", .density(x, by: group)), ("ridgeline", .density(y, by: group, arrangement: .ridgeline)),
      ("box plot", .boxPlot(y, by: group)), ("violins", .violin(x, by: group, order: .name)),
      ("hexbin", .hexbin(x: x, y: y, bins: 3 + random.next(60), fit: .linear)),
      ("scatter", .scatter(x: x, y: y, by: group, fit: .loess)), ("line", .scatter(x: x, y: y, fit: .linear)),
      ("trends", .trends(x: x, y: y, by: group)), ("sparkline", .sparkline(y)),
      ("clusters", .correlationMatrix([x, y, x, y], order: .clustered)),
      ("grid", .grid([("One", .histogram(x)), ("Two", .histogram(y))], sharesX: false)),
      ("histograms", .histograms([x, y, x, y, x])),
      ("bars", .bars(group, x, by: group, arrangement: .stacked)), ("ranked bars", .rankedBars(group, x)),
      ("dot plot", .dotPlot(group, x, by: group)), ("heat map", .heatmap(x: group, y: group, values: x)),
      ("ROC", .rocCurve(x, isPositive: y.numbers.map { $0 > -30 })),
      ("precision-recall", .precisionRecallCurve(x, isPositive: y.numbers.map { $0 > -30 })),
      ("calibration", .calibration(x, isPositive: y.numbers.map { $0 > -30 })),
      ("importance", .featureImportance(group, x, error: y)), ("slopes", .slopeChart(group, before: x, after: y)),
    ]
    for (name, chart) in charts + charts.map({ ("narrow \($0.0)", $0.1.narrowed()) }) {
      let scene = chart.scene(theme: .pinned)
      let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
      let texts = scene.texts
      for (index, text) in texts.enumerated() {
        #expect(page.contains(text.bounds, tolerance: 0.5), "\(name): “\(text.string)” leaves the drawing")
        for other in texts[(index + 1)...] where LayoutTests.overlap(text.corners, other.corners) {
          Issue.record("\(name): “\(text.string)” lies on “\(other.string)”")
        }
      }
      #expect(!scene.alternativeText.isEmpty, "\(name)")
      #expect(!scene.alternativeText.contains("nan"), "\(name)")
    }
  }
}
