import Frames
import Statistics
import Testing

@testable import Charts

/// Nothing that has a value is drawn so that it cannot be seen, and what is not drawn is told.
@Suite struct VisibilityTests {
  private func warnings(_ chart: Chart) -> [String] { chart.scene(theme: .pinned).warnings.map(\.message) }

  /// The dots of a scatter plot with the opacity of each.
  private func dots(_ chart: Chart) throws -> (opacities: [Double], radius: Double) {
    let nodes = chart.scene(theme: .pinned).nodes
    func find(_ nodes: [SceneNode]) -> SceneDots? {
      for node in nodes {
        if case .points(let cloud) = node { return cloud }
        if case .group(let group) = node, let found = find(group.nodes) { return found }
      }
      return nil
    }
    let cloud = try #require(find(nodes))
    return (
      cloud.xs.indices.map { cloud.paints[cloud.colors.isEmpty ? 0 : Int(cloud.colors[$0])].light.alpha }, cloud.radius
    )
  }

  @Test(arguments: [10, 30, 100, 1000, 4999])
  func aLoneDotBesideACrowdIsSeen(crowd: Int) throws {
    let x = [Double](repeating: 1, count: crowd) + [2]
    for groups in [nil, PlottableColumn.value("G", (0...crowd).map { "g\($0 % 7)" })] {
      let (opacities, radius) = try dots(.scatter(x: .value("X", x), y: .value("Y", x), by: groups))
      #expect(opacities[crowd] >= 0.5)
      #expect(opacities[0] < 0.5)
      #expect(radius > 2)
    }
    let numbers = PlottableColumn.value("N", (0...crowd).map(Double.init))
    #expect(try dots(.scatter(x: .value("X", x), y: .value("Y", x), by: numbers)).opacities[crowd] >= 0.5)
  }

  @Test func anOpacityThatWasAskedForStays() throws {
    let x = PlottableColumn.value("X", [Double](repeating: 1, count: 100) + [2])
    let chart = Chart { PointPlot(x: x, y: x).opacity(0.1) }
    #expect(try dots(chart).opacities.allSatisfy { abs($0 - 0.1) < 1e-9 })
  }

  @Test func placesOfAFewDotsAreAsDarkAsALoneOne() {
    let counts = [1, 2, 3, 5, 9, 14, 40, 400]
    let xs = counts.enumerated().flatMap { [Double](repeating: Double($0 * 20 + 5), count: $1) }
    let ys = xs.map { _ in 10.0 }
    let area = Rect(x: 0, y: 0, width: 200, height: 20)
    let (paints, colors) = DotShades(xs: xs, ys: ys, radius: 2, area: area, opacity: 0.03).applied(to: [.blue], [])
    var first = 0
    var last = 0.0
    for count in counts {
      let alpha = paints[Int(colors[first])].light.alpha
      let ink = 1 - [Double](repeating: 1 - alpha, count: count).reduce(1, *)
      #expect(ink >= DotShades.leastInk - 1e-9, "\(count) dots")
      #expect(ink > last - 0.25)
      last = ink
      first += count
    }
    #expect(paints.count <= 255)
  }

  @Test func manyColouredDotsKeepALoneOne() {
    let x = [Double](repeating: 1, count: 20_000) + [2]
    let chart = Chart.scatter(
      x: .value("X", x), y: .value("Y", x), by: .value("G", x.indices.map { "g\($0 % 3)" }))
    func image(_ nodes: [SceneNode]) -> SceneImage? {
      for node in nodes {
        if case .image(let image) = node { return image }
        if case .group(let group) = node, let found = image(group.nodes) { return found }
      }
      return nil
    }
    let picture = image(chart.scene(theme: .pinned).nodes)
    let right = picture.map { image in
      (0..<image.height).flatMap { row in
        (image.width / 2..<image.width).map { image.paints[Int(image.pixels[row * image.width + $0])].light.alpha }
      }.max() ?? 0
    }
    #expect((right ?? 0) >= 0.5)
  }

  // MARK: Bars and rectangles

  private func rects(_ chart: Chart) -> [Rect] {
    chart.scene(theme: .pinned).shapes(in: "marks").compactMap { $0.fill == nil ? nil : $0.bounds }
  }

  @Test func barsCloseToEachOtherAreSeenAndTold() {
    let days = (0...10).map { Double($0) * 86_400 } + [86_460]
    let bars = Chart(days) { BarMark(x: .value("Day", secondsSince1970: 1_700_000_000 + $0), y: .value("Songs", 3)) }
    #expect(rects(bars).count == 12 && rects(bars).allSatisfy { $0.width > 20 })
    #expect(warnings(bars).contains { $0.hasPrefix("1 bar stands less than a point from another of Day") })
    let noise = [0.1, 0.2, 0.1 + 0.2, 0.3, 0.4]
    let charts = [
      Chart(noise) { BarMark(x: .value("X", $0), y: .value("Y", 2)) },
      Chart(noise) { RectangleMark(x: .value("X", $0), y: .value("Y", 1)) },
      Chart(noise) { BarMark(x: .value("X", $0), yStart: .value("Low", 1), yEnd: .value("High", 2)) },
    ]
    for chart in charts {
      #expect(rects(chart).count == 5 && rects(chart).allSatisfy { $0.width > 20 })
      #expect(warnings(chart).count == 1)
    }
    // Equal numbers are one place, and no news.
    #expect(warnings(Chart([1.0, 1, 2]) { BarMark(x: .value("X", $0), y: .value("Y", 1)) }).isEmpty)
  }

  @Test func nothingIsThinnerThanAPoint() {
    let thousand = Chart {
      BarPlot(x: .value("X", (0..<3000).map(Double.init)), y: .value("Y", (0..<3000).map { _ in 1.0 }))
    }
    #expect(rects(thousand).allSatisfy { $0.width >= 1 })
    // A value of one beside a million; one that is zero has no bar.
    let tiny = rects(
      Chart([("a", 1.0), ("b", 1e6), ("c", 0), ("d", -1)]) { BarMark(x: .value("N", $0), y: .value("V", $1)) })
    #expect(tiny.count == 4)
    #expect(tiny[0].height == 1 && tiny[2].height == 0 && tiny[3].height == 1)
    #expect(tiny[0].maxY == tiny[2].minY && tiny[3].minY == tiny[2].minY)
    // Intervals whose ends are one number.
    let ranges = Chart([1.0, 2]) { BarMark(x: .value("X", $0), yStart: .value("A", 5), yEnd: .value("B", 5)) }
    #expect(rects(ranges).allSatisfy { $0.height >= 1 })
    let cells = Chart([1.0, 500]) {
      RectangleMark(xStart: .value("A", $0), xEnd: .value("B", $0 + 0.01), yStart: .value("C", 0), yEnd: .value("D", 1))
    }
    #expect(rects(cells).allSatisfy { $0.width >= 1 })
    let histogram = Chart.histogram(
      Histogram([0.5, 5, 99.99, 100], bins: .edges([0, 1, 99.98, 100])), label: "V")
    #expect(rects(histogram).allSatisfy { $0.width >= 1 && $0.height >= 1 })
  }

  @Test func cellsAroundNumbersStayWithinThePlot() {
    let scene = Chart([1.0, 2, 3]) { RectangleMark(x: .value("X", $0), y: .value("Y", $0)) }.scene(theme: .pinned)
    for cell in scene.shapes(in: "marks").compactMap(\.bounds) {
      #expect(cell.minX >= 0 && cell.maxX <= scene.size.width)
    }
  }

  // MARK: Missing values

  @Test func scoresThatAreMissingAreCounted() {
    let positive = (0..<20).map { $0 % 2 == 0 }
    let scores = (0..<20).map { $0 < 8 ? Double.nan : ($0 % 2 == 0 ? 0.9 : 0.1) }
    let frame = DataFrame(columns: [
      Column(name: "actual", contents: positive.map { $0 ? "yes" : "no" } + ["maybe"]).eraseToAnyColumn(),
      Column(name: "yes", doubles: scores + [0.5]).eraseToAnyColumn(),
      Column(name: "no", doubles: scores.map { 1 - $0 } + [0.5]).eraseToAnyColumn(),
    ])
    let one = "8 rows without a score of Model left out."
    #expect(warnings(.rocCurve(.value("Model", scores), isPositive: positive)) == [one])
    #expect(warnings(.precisionRecallCurve(.value("Model", scores), isPositive: positive)) == [one])
    for chart in [
      Chart.rocCurves(frame, actual: "actual", scores: ["yes", "no"]),
      .precisionRecallCurves(frame, actual: "actual", scores: ["yes", "no"]),
    ] {
      #expect(
        warnings(chart) == [
          "8 rows without a score of yes, no left out.", "1 row of no class that has scores left out.",
        ])
      #expect(chart.scene(theme: .pinned).alternativeText.contains("8 rows without a score"))
    }
    let text = Chart.rocCurve(.value("Model", scores), isPositive: positive).scene(theme: .pinned).alternativeText
    #expect(text.contains("1.000, from 12 rows."))
  }

  @Test func sizesColoursAndSymbolsThatAreMissingAreCounted() {
    let sizes = Chart([1.0, 2, 3, 4]) { v in
      PointMark(x: .value("X", v), y: .value("Y", v)).symbolSize(by: .value("Size", v < 3 ? v : .nan))
    }
    #expect(warnings(sizes).contains("2 of 4 rows without Size: not drawn."))
    #expect(sizes.scene(theme: .pinned).alternativeText.contains("2 points."))
    #expect(sizes.scene(theme: .pinned).texts.contains { $0.string == "2 values missing or infinite, not drawn." })
    let x = PlottableColumn.value("X", [1.0, 2, 3])
    let names = PlottableColumn.value("Mood", ["calm", nil, "wild"] as [String?])
    let colours = Chart { PointPlot(x: x, y: x).foregroundStyle(by: names) }
    #expect(warnings(colours) == ["1 of 3 rows without Mood: drawn in grey."])
    #expect(colours.scene(theme: .pinned).texts.contains { $0.string == "no value" })
    #expect(
      warnings(Chart { PointPlot(x: x, y: x).symbol(by: names) }) == ["1 of 3 rows without Mood: drawn as circles."])
    #expect(
      warnings(Chart { LinePlot(x: x, y: x).foregroundStyle(by: names) }) == ["1 of 3 rows without Mood: in no line."])
    #expect(
      warnings(Chart { PointPlot(x: x, y: x).facet(by: names) }) == ["1 row without the name of a panel left out."])
  }

  @Test func loneValuesOfAreasAreDrawn() {
    let chart = Chart([(1.0, 5.0), (2, .nan), (3, 2), (4, 3), (5, .nan), (6, 9)]) { x, y in
      AreaMark(x: .value("X", x), y: .value("Y", y))
    }
    #expect(rects(chart).count == 3)
    #expect(rects(chart).count { $0.width == 2 && $0.height > 20 } == 2)
    let band = Chart {
      AreaPlot(
        x: .value("X", [1.0, 2, 3, 4]), yStart: .value("Low", [0, .nan, 1, 1]), yEnd: .value("High", [1, 2, 3, .nan]))
    }
    #expect(rects(band).count == 2)
    #expect(warnings(band) == ["2 values missing or infinite, not drawn."])
  }

  @Test func intervalsWithOneEndAreDrawnToOneSide() {
    let chart = Chart.dotPlot(
      .value("Name", ["a", "b"]), .value("Effect", [1.0, 2]), lower: .value("Low", [0.5, .nan]),
      upper: .value("High", [1.5, 900]))
    let scene = chart.scene(theme: .pinned)
    #expect(warnings(chart) == ["The intervals of b have one end only: they are drawn to one side of the dot."])
    #expect(scene.texts.contains { $0.string == "[0.5, 1.5]" })
    let widths = scene.shapes(in: "marks").filter { $0.fill == nil }.compactMap { $0.bounds?.width }
    #expect(widths.contains { $0 > 200 })
  }

  @Test func namesWithoutAPlaceAreToldWithTheirRows() {
    let rows = ["a", "b", "c", "c", "d"]
    let chart = Chart(rows) { BarMark(x: .value("N", $0), y: .value("V", 1)) }.chartXScale(domain: ["a", "b"])
    #expect(warnings(chart) == ["2 names are not on the x scale, which was given its names: c (2 rows), d (1 row)."])
    let none = chart.chartXScale(domain: ["z"]).scene(theme: .pinned)
    #expect(none.texts.contains { $0.string == "No data in the domain" })
    let colours = Chart(rows) { BarMark(x: .value("N", $0), y: .value("V", 1)).foregroundStyle(by: .value("Key", $0)) }
      .chartForegroundStyleScale(domain: ["a", "b", "c"])
    #expect(warnings(colours) == ["1 name is not on the colour scale, and grey: d (1 row)."])
    let symbols = Chart((0..<10).map { $0 }) {
      PointMark(x: .value("X", $0), y: .value("Y", $0)).symbol(by: .value("Mood", "m\($0)"))
    }
    #expect(warnings(symbols) == ["10 names of Mood share 8 symbols: beyond these they come again."])
  }

  @Test func aDomainWithoutDataSaysSo() {
    let chart = Chart([1.0, 2, 3]) { PointMark(x: .value("X", $0), y: .value("Y", $0)) }
    func texts(_ chart: Chart) -> [String] { chart.scene(theme: .pinned).texts.map(\.string) }
    #expect(texts(chart.chartYScale(domain: 100...200)).contains("No data in the domain"))
    #expect(texts(chart.chartXScale(domain: 7...7)).contains("No data in the domain"))
    #expect(!texts(chart.chartXScale(domain: 2...2)).contains("No data in the domain"))
    #expect(!texts(chart).contains { $0.hasPrefix("No data") })
    #expect(
      warnings(chart.chartXScale(domain: 2...5)) == ["1 value lies outside the x scale, which was set to 2.0...5.0."])
  }

  @Test func groupsWithoutAFitAreTold() {
    let chart = Chart.scatter(
      x: .value("X", [1.0, 2, 3, 4]), y: .value("Y", [1.0, 2, 1, 2]), by: .value("G", ["a", "a", "a", "b"]),
      fit: .linear)
    #expect(warnings(chart) == ["There is no fit of Y by X for b."])
  }

  @Test func tiedNumbersHaveAClassOfTheirOwn() {
    let zeros = [Double](repeating: 0, count: 10)
    let classes = ColorClasses(zeros + [50, 5000], rule: .quantiles(4))
    #expect(classes.labels.first == "0")
    // No class is empty.
    #expect(Set((zeros + [50, 5000]).compactMap(classes.index)).count == classes.count)
    #expect(classes.index(of: 0) == 0 && classes.index(of: 50) != 0 && classes.index(of: 5000) != classes.index(of: 50))
    #expect(ColorClasses(zeros + [1], rule: .quantiles(4)).labels == ["0", "1"])
    #expect(
      ColorClasses(zeros + [1], rule: .quantiles(4)).note == "4 quantile classes were asked for; the values leave 2.")
    // In the middle and at the top.
    #expect(
      ColorClasses([1, 2, 3] + zeros.map { _ in 4 } + [5, 6, 7], rule: .quantiles(3)).labels == ["1–3", "4", "5–7"])
    #expect(ColorClasses([1, 2] + zeros.map { _ in 9 }, rule: .quantiles(2)).labels == ["1–8", "9"])
    #expect(ColorClasses((1...8).map(Double.init), rule: .quantiles(4)).lower == [1, 3, 5, 7])
    #expect(ColorClasses((1...8).map(Double.init), rule: .quantiles(4)).note == nil)
    let chart = Chart {
      PointPlot(x: .value("X", zeros + [1]), y: .value("Y", zeros + [1])).foregroundStyle(by: .value("Z", zeros + [1]))
    }.chartForegroundStyleScale(.viridis, classes: .quantiles(4))
    #expect(warnings(chart).contains { $0.hasPrefix("4 quantile classes") })
  }

  @Test func lastBitsAreNoVariation() {
    let means = (1...6).map { n in (0..<n).reduce(0.0) { sum, _ in sum + 0.1 } / Double(n) }
    let scene = Chart(means.indices) { LineMark(x: .value("N", $0), y: .value("Mean", means[$0])) }.scene(
      theme: .pinned)
    let line = scene.shapes(in: "marks").compactMap(\.bounds)
    #expect(line.allSatisfy { $0.height < 0.01 })
    let flat = Chart.scatter(
      x: .value("X", (0..<50).map(Double.init)), y: .value("Y", (0..<50).map { _ in 0.1 }), fit: .loess)
    #expect(flat.scene(theme: .pinned).shapes(in: "fit").compactMap(\.bounds).allSatisfy { $0.height < 0.01 })
  }
}
