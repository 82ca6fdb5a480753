import Charts
import Frames
import Statistics
import Testing

/// What was computed elsewhere is drawn as the recipe draws what it computes itself.
@Suite struct ComputedValueTests {
  private let songs = RecipeExamples.songs

  private func expectSame(_ computed: Chart, _ recipe: Chart, sourceLocation: SourceLocation = #_sourceLocation) {
    let (one, other) = (computed.rendered(formats: [.svg]), recipe.rendered(formats: [.svg]))
    #expect(one[.svg] == other[.svg], sourceLocation: sourceLocation)
    #expect(one.alternativeText == other.alternativeText, sourceLocation: sourceLocation)
    #expect(one.warnings == other.warnings, sourceLocation: sourceLocation)
  }

  /// The values of a column in each group of `Genre`, in the order of the first rows.
  private func groups(_ column: String) -> [(name: String, values: [Double])] {
    let names = songs["Genre"].texts.values
    var order: [String] = []
    for name in names where !order.contains(name) { order.append(name) }
    return order.map { genre in
      (name: genre, values: zip(names, songs.doubles(column)).filter { $0.0 == genre }.map(\.1))
    }
  }

  @Test func histograms() {
    let tempo = songs.doubles("Tempo")
    expectSame(
      .histogram(Histogram(tempo), label: "Tempo", countLabel: "Songs"), .histogram(songs, "Tempo", countLabel: "Songs")
    )
    let columns = ["Energy", "Tempo"]
    expectSame(
      .histograms(columns.map { (label: $0, histogram: Histogram(songs.doubles($0), maximumBins: 60)) }),
      .histograms(songs, columns: columns))
    let edges = Histogram(songs.doubles("Energy"), maximumBins: 60).edges
    let byGenre = groups("Energy").map { (name: $0.name, histogram: Histogram($0.values, bins: .edges(edges))) }
    expectSame(.histogram(byGenre, label: "Energy", by: "Genre"), .histogram(songs, "Energy", by: "Genre"))
    let few = Chart.histogram(byGenre, label: "Energy", by: "Genre", order: .name, top: 2)
    #expect(few.scene().texts.map(\.string).contains("The 2 largest of 3 groups of Genre."))
  }

  @Test func boxesViolinsAndDensities() throws {
    let boxes = try groups("Energy").map { (name: $0.name, box: try #require(BoxSummary($0.values))) }
    expectSame(.boxPlot(boxes, label: "Energy", by: "Genre"), .boxPlot(songs, "Energy", by: "Genre"))
    expectSame(
      .boxPlot(boxes, label: "Energy", by: "Genre", order: .name, top: 2),
      .boxPlot(songs, "Energy", by: "Genre", order: .name, top: 2))
    let densities = try groups("Energy").map { group in
      let box = try #require(BoxSummary(group.values))
      return GroupDistribution(
        name: group.name, box: box,
        density: KernelDensity(group.values, points: 120, domain: box.minimum...box.maximum)?.withUnitArea())
    }
    expectSame(
      .violin(GroupDistributions(densities, label: "Energy", by: "Genre")),
      .violin(songs, "Energy", by: "Genre", bounds: .none))
    let loudness = songs.doubles("Loudness")
    let box = try #require(BoxSummary(loudness))
    let curve = try #require(KernelDensity(loudness, domain: box.minimum...box.maximum)).withUnitArea()
    expectSame(.density(curve, box: box, label: "Loudness"), .density(songs, "Loudness"))
  }

  @Test func hexagonsAndFits() throws {
    let (energy, loudness) = (songs.doubles("Energy"), songs.doubles("Loudness"))
    let line = try #require(LinearFit(x: energy, y: loudness))
    let range = try #require(energy.min())...(try #require(energy.max()))
    let fit = try #require(FittedCurve(line, over: range))
    let recipe = Chart.hexbin(songs, x: "Energy", y: "Loudness", bins: 12, fit: .linear)
    expectSame(
      .hexbin(
        HexagonBins(x: energy, y: loudness, columns: 12, rows: 4), x: "Energy", y: "Loudness",
        correlation: line.rSquared.squareRoot(), fit: fit), recipe)
    let (x, y) = (PlottableColumn(songs["Energy"]), PlottableColumn(songs["Loudness"]))
    expectSame(.scatter(x: x, y: y, fits: [fit]), .scatter(x: x, y: y, fit: .linear))
    let curve = try #require(LocalRegression(x: energy, y: loudness, span: 0.5))
    let fits = try [#require(FittedCurve(curve))]
    expectSame(.scatter(x: x, y: y, fits: fits), .scatter(x: x, y: y, fit: .local(span: 0.5)))
  }

  @Test func trends() {
    let year = songs.doubles("Year")
    expectSame(
      .trends(Trend(x: year, y: songs.doubles("Energy")), x: "Year", y: "Energy"),
      .trends(songs, x: "Year", y: "Energy"))
    let names = songs["Genre"].texts.values
    let byGenre = groups("Energy").map { name, values in
      (name: name, trend: Trend(x: zip(names, year).filter { $0.0 == name }.map(\.1), y: values))
    }
    expectSame(
      .trends(byGenre, x: "Year", y: "Energy", by: "Genre"), .trends(songs, x: "Year", y: "Energy", by: "Genre"))
  }

  @Test func namesStandInTheOrderThatIsAskedFor() {
    let names = PlottableColumn.value("Genre", ["rock", "jazz", "pop"])
    let values = PlottableColumn.value("Songs", [2, 1, 3])
    let groups = PlottableColumn.value("Level", ["low", "low", "low"])
    for (order, expected) in [
      (Chart.NameOrder.value, ["pop", "rock", "jazz"]), (.name, ["jazz", "pop", "rock"]),
      (.asGiven, ["rock", "jazz", "pop"]),
    ] {
      #expect(Chart.bars(names, values, by: groups, order: order).dataTable["Genre"].texts.values == expected)
      #expect(Chart.dotPlot(names, values, order: order).dataTable["Genre"].texts.values == expected)
      #expect(Chart.boxPlot(values, by: names, order: order).dataTable["Genre"].texts.values == expected)
    }
  }

  @Test func errorsReachToBothSides() {
    let chart = Chart.dotPlot(
      .value("Method", ["a", "b"]), .value("Accuracy", [0.5, 0.25]), error: .value("Deviation", [0.125, 0.0625]))
    #expect(
      chart.dataTable.doubles("Lower") == [0.375, 0.1875] && chart.dataTable.doubles("Upper") == [0.625, 0.3125])
    let bars = Chart.rankedBars(
      ["Name": ["a", "b"], "Value": [2.0, 3], "Spread": [0.5, 0.25]], "Name", "Value", error: "Spread")
    #expect(bars.dataTable.doubles("Error") == [0.25, 0.5])
  }
}
