import Statistics
import Testing

@testable import Charts

/// One colour for one name, and ink that reads well.
@Suite struct NamedColorTests {
  @Test func aReportsPaintsHoldInEveryChart() {
    let names = ["pop", "rock", "jazz", "folk"]
    let paints = Palette.paints(for: names)
    #expect(Set(paints.values).count == 4)
    func shown(_ some: [String]) -> [String: Paint] {
      var domain = ColorDomain()
      for name in some { domain.include(name: name) }
      var settings = ColorSettings()
      settings.mapping = paints
      let scale = ColorScale(domain, settings: settings, theme: .standard)
      return Dictionary(uniqueKeysWithValues: some.map { ($0, scale.paint(for: $0)) })
    }
    #expect(shown(["jazz", "pop"])["jazz"] == paints["jazz"])
    #expect(shown(["rock", "jazz", "pop"])["jazz"] == paints["jazz"])
    // A name without a paint gets none of those that others have.
    let other = shown(["pop", "blues", "soul"])
    #expect(other["blues"] != paints["pop"] && other["soul"] != paints["pop"] && other["blues"] != other["soul"])
  }

  @Test func classesHaveOneColourInBothKindsOfCurves() {
    let scores: [Double] = (0..<60).map { Double(($0 * 7) % 60) / 60 }
    let classes = (0..<60).map { $0 % 3 }
    let names = ["a", "b", "c"]
    var all: [Double] = []
    for row in 0..<60 {
      for number in 0..<3 { all.append(scores[(row + number * 20) % 60] * Double(number + 1)) }
    }
    func colours(_ chart: Chart) -> [String] {
      chart.scene(theme: .pinned).shapes(in: "marks").compactMap { $0.stroke?.paint.light.hexadecimal }
    }
    let roc = colours(.rocCurves(OneVersusRest<ROCCurve>(names: names, classes: classes, scores: all)))
    let precision = colours(
      .precisionRecallCurves(OneVersusRest<PrecisionRecallCurve>(names: names, classes: classes, scores: all)))
    #expect(Set(roc) == Set(precision))
    let layer = ClassifierCurvesLayer(
      kind: .roc,
      members: [
        .init("low", xs: [0, 1], ys: [0, 1], area: 0.5, count: 2, missing: 0),
        .init("high", xs: [0, 0, 1], ys: [0, 1, 1], area: 1, count: 2, missing: 0),
      ])
    var domains = ChartDomains()
    layer.contribute(to: &domains)
    #expect(domains.color.names == ["low", "high"])
    // Of twelve, six are in colour: each has that of its place among all.
    let twelve = (0..<12).map { number in
      ClassifierCurvesLayer.Curve(
        "c\(number)", xs: [0, 1], ys: [0, 1], area: Double((number * 5) % 12) / 12, count: 2, missing: 0)
    }
    for kind in [ClassifierCurvesLayer.Kind.roc, .precisionRecall] {
      var domains = ChartDomains()
      ClassifierCurvesLayer(kind: kind, members: twelve).contribute(to: &domains)
      #expect(domains.color.names == twelve.map(\.name))
    }
  }

  @Test func highlightedLinesAreInColourOverGreyOnes() {
    let years = (0..<8).flatMap { _ in (2000...2005).map(Double.init) }
    let names = (0..<8).flatMap { [String](repeating: "g\($0)", count: 6) }
    let chart = Chart.trends(
      x: .value("Year", years), y: .value("Y", years.indices.map { Double($0 % 11) }), by: .value("G", names),
      highlight: ["g3"])
    let shapes = chart.scene(theme: .pinned).shapes(in: "marks").filter { $0.stroke != nil }
    #expect(shapes.count == 8)
    #expect(shapes.last?.stroke?.paint == Palette.categorical(count: 1)[0])
    #expect(Set(shapes.dropLast().compactMap(\.stroke?.paint)).count == 1)
  }

  @Test func inkOnMidBluesIsWhite() throws {
    let white = Color(hex: 0xffffff)
    #expect(Paint.blue.readableInk.light == white)
    #expect(ColorRamp.redBlue.paint(at: 0.5).readableInk.light != white)
    #expect(
      Paint(Color(hex: 0xffff00)).readableInk.light != white && Paint(Color(hex: 0x102040)).readableInk.light == white)
    // Values of the APCA 0.1.9 calculator: black on white 106.0, white on black 107.9, #888 on white 63.1.
    let black = Color(hex: 0)
    #expect(abs(white.perceivedContrast(of: black) - 106.04) < 0.1)
    #expect(abs(black.perceivedContrast(of: white) - 107.88) < 0.1)
    #expect(abs(white.perceivedContrast(of: Color(hex: 0x888888)) - 63.06) < 0.1)
    for step in 0...100 {
      for ramp in [ColorRamp.redBlue, .blues, .viridis, .yellowGreenBlue] {
        let paint = ramp.paint(at: Double(step) / 100)
        #expect(paint.light.contrast(with: paint.readableInk.light) >= 3)
        #expect(paint.dark.contrast(with: paint.readableInk.dark) >= 3)
      }
    }
  }
}
