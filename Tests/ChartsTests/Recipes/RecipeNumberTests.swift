import Frames
import Statistics
import Testing

@testable import Charts

@Suite struct RecipeNumberTests {
  let songs = RecipeExamples.songs

  @Test func aWaterfallTellsWhatItLeavesOut() {
    let chart = Chart.waterfall(
      .value("Step", ["up", "down"]), changes: .value("Change", [2.0, .nan]), start: ("Begin", .nan), total: "End")
    #expect(chart.scene(theme: .pinned).warnings.map(\.message) == ["2 rows without Step or Change left out."])
    #expect(chart.alternativeText.contains("From 0 by 1 change to End 2"))
    #expect(chart.alternativeText.contains("2 rows without Step or Change left out."))
  }

  @Test func histogramsTellTheirMedians() throws {
    let tempo = try #require(BoxSummary(songs.doubles("Tempo")))
    let text = Chart.histogram(songs, "Tempo", countLabel: "Songs").alternativeText
    #expect(text.contains("Histogram of Tempo"))
    #expect(text.contains("300 values in "))
    #expect(text.contains("median \(NumberFormat.automatic.string(tempo.median))"))
    let several = Chart.histograms(songs, columns: ["Energy", "Tempo"]).alternativeText
    #expect(several.contains("Tempo \(NumberFormat.automatic.string(tempo.median))"))
    let table = Chart.histogram(songs, "Tempo", countLabel: "Songs").dataTable
    #expect(table.doubles("Songs").reduce(0, +) == 300)
  }

  @Test func zerosThatStandApartAreMentioned() {
    let values = [Double](repeating: 0, count: 100) + RecipeExamples.numbers(100, seed: 8).map { $0 + 0.5 }
    #expect(Chart.histogram(.value("Share", values)).alternativeText.contains("50% of the values are exactly 0."))
  }

  @Test func rankedBarsKeepTheOthers() {
    let names = PlottableColumn.value("Genre", ["a", "b", "c", "d", "b"])
    let chart = Chart.rankedBars(names, .value("Songs", [5, 4, 3, 2, .nan]), top: 2)
    #expect(chart.dataTable["Genre"].texts.values == ["a", "b", "2 others"])
    #expect(chart.dataTable.doubles("Songs") == [5, 4, 5])
    #expect(chart.alternativeText.contains("a leads with 5, followed by b (4)."))
    #expect(chart.alternativeText.contains("2 others: 5 together."))
    #expect(chart.scene().warnings.contains { $0.code == .unusableValues })
    #expect(Chart.rankedBars(songs, countsOf: "Genre").dataTable.doubles("Count").reduce(0, +) == 300)
  }

  @Test func boxPlotsAreSortedByMedianAndCountEveryGroup() throws {
    let table = Chart.boxPlot(songs, "Energy", by: "Genre").dataTable.part("Summaries")
    let medians = table.doubles("Median")
    #expect(medians == medians.sorted(by: >))
    #expect(table.doubles("Count").reduce(0, +) == 300)
    let first = try #require(table["Genre"].text(at: 0))
    let values = songs.filter(on: "Genre", equalTo: first).doubles("Energy")
    #expect(medians[0] == BoxSummary(values)?.median)
    let text = Chart.boxPlot(songs, "Energy", by: "Genre").alternativeText
    #expect(text.contains("highest for \(first) (\(NumberFormat.automatic.string(medians[0])))"))
    #expect(Chart.boxPlot(songs, "Energy", by: "Genre", top: 2).dataTable.part("Summaries").rowCount == 2)
    #expect(Chart.boxPlot(songs, "Energy", by: "Year", order: .asGiven).dataTable["Year"].text(at: 0) == "1960")
  }

  @Test func correlationsAreThoseOfTheFrame() throws {
    let columns = ["Energy", "Loudness", "Acousticness", "Tempo"]
    let matrix = songs.correlation(columns: columns)
    let chart = Chart.correlationMatrix(songs, columns: columns)
    #expect(chart.dataTable.rowCount == 6)
    let texts = chart.scene().texts.map(\.string)
    for row in 1..<4 {
      for column in 0..<row { #expect(texts.contains(NumberFormat.bounded(matrix[row, column], decimals: 2))) }
    }
    // The empty row and column of the triangle are left out.
    #expect(texts.count { $0 == "Energy" } == 1 && texts.count { $0 == "Tempo" } == 1)
    #expect(texts.allSatisfy { !$0.hasPrefix("-") && $0 != "\u{2212}0.00" })
    let strongest = try #require(matrix["Energy", "Acousticness"])
    #expect(chart.alternativeText.contains("Energy and Acousticness \(NumberFormat.fixed(strongest, decimals: 2))"))
  }

  @Test func aCoefficientNearZeroIsNotWrittenAsZero() {
    let matrix = CorrelationMatrix(
      names: ["A", "B"], method: .pearson, coefficients: [1, -0.001, -0.001, 1], counts: [9, 9, 9, 9])
    #expect(Chart.correlationMatrix(matrix).scene().texts.map(\.string).contains(">\u{2212}0.01"))
    #expect(Chart.correlationMatrix(matrix).alternativeText.contains("A and B \u{2212}0.001"))
    let constant = CorrelationMatrix(
      names: ["A", "B"], method: .spearman, coefficients: [1, .nan, .nan, .nan], counts: [9, 9, 9, 9])
    #expect(Chart.correlationMatrix(constant).scene().texts.map(\.string).contains("–"))
  }

  @Test func radarProfilesTellWhatStandsOut() {
    let axes = ["Energy", "Tempo", "Mood"].map { RadarAxis($0, from: 0, to: 1) }
    let chart = Chart.radarProfiles(
      axes: axes, profiles: [("rap", [0.9, 0.5, 0.5]), ("ambient", [0.1, 0.5, 0.5])], reference: [0.5, 0.5, 0.5])
    #expect(chart.alternativeText.contains("rap: Energy 0.9 is above 0.5 (Mean)."))
    #expect(chart.dataTable.rowCount == 6)
  }

  @Test func scattersAndHeatmapsKeepEveryValue() {
    #expect(Chart.scatter(songs, x: "Energy", y: "Loudness", by: "Genre").dataTable.rowCount == 300)
    let heatmap = Chart.heatmap(rows: ["a", "b"], columns: ["c", "d"], values: [[1, 2], [3, 4]], label: "Sum")
    #expect(heatmap.dataTable.doubles("Sum") == [1, 2, 3, 4])
    #expect(Set(heatmap.scene().texts.map(\.string)).isSuperset(of: ["1", "2", "3", "4", "a", "b", "c", "d"]))
  }

  /// What a table prints of a column is what a drawing of it prints.
  @Test func infiniteValuesAreCountedAndNotDrawn() {
    let chart = Chart.boxPlot(.value("Size", [1, 2, 3, 4, .infinity]))
    let table = chart.dataTable
    #expect(table.doubles("Count") == [5] && table.doubles("Missing") == [0] && table.doubles("Median") == [3])
    #expect(chart.alternativeText.contains("1 value missing or infinite, not drawn."))
    let histogram = Chart.histogram(.value("Size", [1, 2, 3, 4, .infinity]))
    #expect(histogram.alternativeText.contains("median 3"))
    #expect(histogram.alternativeText.contains("1 value outside the bins."))
  }

  @Test func densitiesThatEndAtBoundsSaySo() {
    let shares = generatedNumbers(count: 400, seed: 12)
    #expect(Chart.density(.value("Share", shares)).alternativeText.contains("reflected at 0 and 1."))
    #expect(!Chart.density(.value("Share", shares), bounds: .none).alternativeText.contains("reflected"))
  }

  @Test func rowsThatSeveralTrendsLackCountOnce() {
    let frame = DataFrame(columns: [
      Column(name: "Year", contents: [2000, 2000, nil, 2001] as [Int?]).eraseToAnyColumn(),
      Column(name: "A", contents: [1, 2, 3, nil] as [Double?]).eraseToAnyColumn(),
      Column(name: "B", contents: [1, nil, 3, nil] as [Double?]).eraseToAnyColumn(),
    ])
    let chart = Chart.trends(frame, x: "Year", y: ["A", "B"])
    #expect(chart.alternativeText.contains("3 rows without a value left out."))
    let single = Chart.trends(frame, x: "Year", y: "A")
    #expect(single.alternativeText.contains("2 rows without a value left out."))
  }

  @Test(arguments: [
    (Trend.Band.confidence(0.9), "↑ A, with 90% confidence band"), (.interquartile, "↑ A, median and middle half"),
    (.standardDeviation, "↑ A, mean ± standard deviation"),
  ])
  func axesOfTrendsTellWhatTheBandIs(band: Trend.Band, title: String) {
    let chart = Chart.trends(x: .value("Year", [2000, 2000, 2001, 2001]), y: .value("A", [1, 2, 3, 5]), band: band)
    #expect(chart.scene(theme: .pinned).texts.contains { $0.string == title })
  }

  @Test func groupsThatAFilterTookAwayHaveNoLegendEntry() {
    let names = ["pop", "rock", "jazz", "rock", "pop"]
    let frame = DataFrame(columns: [
      Column(name: "Genre", contents: names).eraseToAnyColumn(),
      Column(name: "Energy", contents: [0.1, 0.2, 0.3, 0.4, 0.5]).eraseToAnyColumn(),
    ])
    let rest = frame.filter(on: "Genre", equalTo: "rock")
    let plot = PointPlot(rest, x: "Energy", y: "Energy").foregroundStyle(by: PlottableColumn(rest["Genre"]))
    let texts = Chart(plot).scene().texts.map(\.string)
    #expect(texts.contains("rock") && !texts.contains("pop") && !texts.contains("jazz"))
    // The same where the names come with indices.
    let coded = PlottableColumn.value("Genre", codes: [1, 1], names: names)
    let colored = Chart(PointPlot(x: .value("x", [1.0, 2]), y: .value("y", [1.0, 2])).foregroundStyle(by: coded))
    #expect(!colored.scene().texts.map(\.string).contains("jazz"))
  }

  @Test func groupsShareBins() {
    let table = Chart.histogram(songs, "Energy", by: "Genre", countLabel: "Songs").dataTable
    #expect(table.doubles("Songs").reduce(0, +) == 300)
    let first = table.filter(on: "Panel", equalTo: "bluegrass").doubles("From")
    #expect(first == table.filter(on: "Panel", equalTo: "zeuhl").doubles("From") && first.count > 2)
    // From the highest median down, each of which is told.
    let genres = ["acid jazz", "bluegrass", "zeuhl"]
    let medians = genres.map { name in
      (name, songs.filter(on: "Genre", equalTo: name)["Energy", Double.self].median() ?? .nan)
    }.sorted { $0.1 > $1.1 }
    let texts = Chart.histogram(songs, "Energy", by: "Genre").scene().texts.map(\.string)
    #expect(texts.filter(genres.contains) == medians.map(\.0))
    #expect(texts.count { $0.hasPrefix("median ") } == 3)
  }

  @Test func violinsAndDensitiesTellMedianSpreadAndPeak() throws {
    let rows = songs.filter(on: "Genre", equalTo: "acid jazz").doubles("Energy")
    let box = try #require(BoxSummary(rows))
    let chart = Chart.violin(songs, "Energy", by: "Genre")
    #expect(chart.dataTable.part("Summaries").doubles("Median").contains(box.median))
    #expect(chart.alternativeText.contains("3 groups with 300 values"))
    let density = try #require(KernelDensity(rows, domain: box.minimum...box.maximum, bounds: 0...1))
    let most = try #require(density.density.max())
    let place = density.x[try #require(density.density.firstIndex(of: most))]
    let words = Chart.density(songs, "Energy", by: "Genre").alternativeText
    let told = try #require(words.firstMatch(of: /acid jazz is densest around ([0-9.]+)\./)?.1)
    #expect(abs((Double(told) ?? .nan) - place) <= density.x[1] - density.x[0])
    #expect(Chart.density(songs, "Energy", by: "Genre", top: 2).alternativeText.contains("1 smaller group not shown."))
  }

  @Test func groupsOfOneValueHaveNoDensityAndItIsTold() {
    let chart = Chart.density(.value("X", [1, 2, 3, 9]), by: .value("Group", ["a", "a", "a", "b"]))
    #expect(chart.scene().warnings.contains { $0.message.contains("can be told for b") })
    // Where they are is seen all the same, and said.
    #expect(chart.alternativeText.contains("b has no curve, only a tick at 9."))
    #expect(chart.scene(theme: .pinned).texts.contains { $0.string == "8" || $0.string == "9" })
    let violin = Chart.violin(.value("X", [1, 2, .nan, 9]), by: .value("Group", ["a", "a", "a", "b"]))
    #expect(violin.dataTable.part("Summaries").doubles("Missing").reduce(0, +) == 1)
    #expect(violin.alternativeText.contains("1 value missing or infinite, not drawn."))
  }

  @Test func hexagonsHoldEveryRow() {
    let chart = Chart.hexbin(songs, x: "Energy", y: "Loudness", countLabel: "Songs")
    #expect(chart.dataTable.doubles("Songs").reduce(0, +) == 300)
    #expect(chart.alternativeText.contains("300 rows in"))
    #expect(chart.scene().texts.map(\.string).contains("Songs"))
  }

  @Test func crowdedScattersSayWhatTheyBecame() {
    let x = PlottableColumn.value("X", RecipeExamples.numbers(6000, seed: 31))
    let y = PlottableColumn.value("Y", RecipeExamples.numbers(6000, seed: 32))
    #expect(Chart.scatter(x: x, y: y).alternativeText.contains("Colours tell how many points lie on one spot."))
    let hexagons = Chart.scatter(x: x, y: y, crowded: .hexagons)
    #expect(hexagons.alternativeText.contains("Too many points to draw one by one"))
    #expect(hexagons.dataTable.doubles("Points").reduce(0, +) == 6000)
    #expect(Chart.scatter(songs, x: "Energy", y: "Tempo", crowded: .hexagons).alternativeText.contains("300 points"))
  }

  @Test func fitsTellTheirNumbers() throws {
    let fit = try #require(LinearFit(x: songs.doubles("Energy"), y: songs.doubles("Loudness")))
    let chart = Chart.scatter(songs, x: "Energy", y: "Loudness", fit: .linear)
    let number = NumberFormat.automatic
    let words =
      "Loudness = \(number.string(fit.intercept)) + \(number.string(fit.slope)) × Energy, "
      + "R² \(NumberFormat.fixed(fit.rSquared, decimals: 2)), n\u{a0}=\u{a0}\(fit.count)"
    #expect(chart.scene().texts.map(\.string).contains(words))
    #expect(chart.alternativeText.contains(words))
    let byGenre = Chart.scatter(songs, x: "Energy", y: "Loudness", by: "Genre", fit: .linear)
    #expect(byGenre.alternativeText.contains("zeuhl: Loudness = "))
    // As precise as a hundredth of what the curve spans.
    let curve = Chart.scatter(
      x: .value("Energy", [0.000531, 0.25, 0.5, 0.75, 1.0004]),
      y: .value("Loudness", [-26.0099, -12, -8, -5, -3.29591]),
      fit: .local(span: 1)
    ).scene().texts.map(\.string)
    #expect(
      curve.contains {
        $0.wholeMatch(of: /Smooth curve: Loudness −\d+\.\d at Energy 0\.001, −\d+\.\d at\u{a0}1\.0004/) != nil
      })
  }

  @Test func sparklinesTellEndsAndExtremes() {
    let chart = Chart.sparkline(.value("Energy", [3, 1, .nan, 5, 4]))
    #expect(chart.alternativeText.contains("4 values from 3 to 4. Lowest 1, highest 5. 1 value missing."))
    #expect(chart.scene().size.height < 30)
    #expect(chart.scene().texts.map(\.string) == ["4"])
    #expect(Chart.sparkline(.value("Energy", [3.0, 1]), format: nil).scene().texts.isEmpty)
  }

  @Test func clusteredVariablesStandTogether() throws {
    let columns = ["Tempo", "Energy", "Loudness", "Acousticness"]
    let chart = Chart.correlationMatrix(songs, columns: columns, order: .clustered)
    let matrix = songs.correlation(columns: columns)
    let height = 1 - abs(try #require(matrix["Energy", "Acousticness"]))
    #expect(chart.alternativeText.contains("clustered by average linkage of 1 − |r|"))
    #expect(
      chart.alternativeText.contains(
        "Energy and Acousticness join first, at \(NumberFormat.fixed(height, decimals: 2))"))
    #expect(chart.dataTable.part("Coefficients").rowCount == 6)
    let joins = chart.dataTable.part("Joins")
    #expect(joins.doubles("Variables joined") == [2, 3, 4])
    #expect(agree(joins.doubles("Distance")[0], height))
    let signed = Chart.correlationMatrix(songs, columns: columns, order: .clustered(by: .signed))
    #expect(signed.alternativeText.contains("1 − r") && !signed.alternativeText.contains("join first, at 0.00"))
  }

  @Test func smallMultiplesShowEveryGroupOnSharedScales() {
    let chart = Chart.smallMultiples(songs, by: "Genre") { .scatter($0, x: "Energy", y: "Loudness") }
    #expect(chart.dataTable.rowCount == 300)
    #expect(Set(chart.scene().texts.map(\.string)).isSuperset(of: ["acid jazz", "bluegrass", "zeuhl"]))
    #expect(chart.alternativeText.contains("in 3 panels"))
    let few = Chart.smallMultiples(songs, by: "Genre", top: 2) { .histogram($0, "Tempo") }
    #expect(few.scene().texts.map(\.string).contains("The 2 largest of 3 groups of Genre."))
  }

  @Test func dotsLookAlikeInAllPanels() {
    let few = songs.filter(on: "Genre", equalTo: "zeuhl").prefix(5)
    let chart = Chart.grid([
      (
        "many",
        .scatter(
          x: .value("x", RecipeExamples.numbers(2_000, seed: 1)), y: .value("y", RecipeExamples.numbers(2_000, seed: 2))
        )
      ),
      ("few", .scatter(few, x: "Energy", y: "Loudness")),
    ])
    let clouds = chart.scene().clouds
    #expect(clouds.map(\.xs.count) == [2_000, 5])
    #expect(clouds[0].radius == clouds[1].radius && clouds[0].paints == clouds[1].paints && clouds[1].halo == nil)
  }

  @Test func barsWithTheirNumbersSayWhatTheyCount() {
    let charts: [Chart] = [
      .rankedBars(songs, countsOf: "Genre", countLabel: "Songs"),
      .bars(songs, countsOf: "Genre", by: "Genre", countLabel: "Songs"),
    ]
    for chart in charts {
      let texts = chart.scene().texts.map(\.string)
      #expect(texts.contains("Songs →") && !texts.contains("0"))
    }
  }
}
