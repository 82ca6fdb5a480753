import Charts
import Frames
import Testing

@Suite struct RecipeNumberTests {
  let songs = RecipeExamples.songs

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
    let table = Chart.boxPlot(songs, "Energy", by: "Genre").dataTable
    let medians = table.doubles("Median")
    #expect(medians == medians.sorted(by: >))
    #expect(table.doubles("Count").reduce(0, +) == 300)
    let first = try #require(table["Genre"].text(at: 0))
    let values = songs.filter(on: "Genre", equalTo: first).doubles("Energy")
    #expect(medians[0] == BoxSummary(values)?.median)
    let text = Chart.boxPlot(songs, "Energy", by: "Genre").alternativeText
    #expect(text.contains("highest for \(first) (\(NumberFormat.automatic.string(medians[0])))"))
    #expect(Chart.boxPlot(songs, "Energy", by: "Genre", top: 2).dataTable.rowCount == 2)
    #expect(Chart.boxPlot(songs, "Energy", by: "Year", order: .asGiven).dataTable["Year"].text(at: 0) == "1960")
  }

  @Test func correlationsAreThoseOfTheFrame() throws {
    let columns = ["Energy", "Loudness", "Acousticness", "Tempo"]
    let matrix = songs.correlation(columns: columns)
    let chart = Chart.correlationMatrix(songs, columns: columns)
    #expect(chart.dataTable.rowCount == 6)
    let texts = chart.scene().texts.map(\.string)
    for row in 1..<4 {
      for column in 0..<row { #expect(texts.contains(NumberFormat.fixed(matrix[row, column], decimals: 2))) }
    }
    // The empty row and column of the triangle are left out.
    #expect(texts.count { $0 == "Energy" } == 1 && texts.count { $0 == "Tempo" } == 1)
    #expect(texts.allSatisfy { !$0.hasPrefix("-") && $0 != "\u{2212}0.00" })
    let strongest = try #require(matrix["Energy", "Acousticness"])
    #expect(chart.alternativeText.contains("Energy and Acousticness \(NumberFormat.fixed(strongest, decimals: 2))"))
  }

  @Test func aCoefficientThatRoundsToZeroHasNoSign() {
    let matrix = CorrelationMatrix(
      names: ["A", "B"], method: .pearson, coefficients: [1, -0.001, -0.001, 1], counts: [9, 9, 9, 9])
    #expect(Chart.correlationMatrix(matrix).scene().texts.map(\.string).contains("0.00"))
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
}
