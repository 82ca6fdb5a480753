import Charts
import Frames
import Statistics
import Testing

/// The data behind a figure are all that it draws.
@Suite struct DataTableTests {
  private let songs = RecipeExamples.songs

  @Test func everyLayerHasItsRows() {
    let table = Chart {
      PointPlot(x: .value("Energy", [0.1, 0.2]), y: .value("Loudness", [-9.0, -7]))
      PointPlot(x: .value("Energy", [0.5]), y: .value("Tempo", [120.0])).opacity(0.5)
      RuleMark(y: .value("Mean", -8)).annotation("mean")
    }.dataTable
    #expect(table.columnNames == ["Part", "Energy", "Loudness", "Tempo", "Mean", "Text"])
    #expect(table["Part"].texts.values == ["Points", "Points", "Points 2", "Rules"])
    #expect(table["Tempo"].missingCount == 3 && table["Tempo"].doubles?[2] == 120)
    #expect(table["Text"].text(at: 3) == "mean")
  }

  @Test func oneKindOfThingNeedsNoPart() {
    let table = Chart.histogram(songs, "Tempo", countLabel: "Songs").dataTable
    #expect(table.columnNames == ["From", "To", "Songs"])
  }

  @Test func panelsOfOtherShapesAreNotDropped() {
    let table = Chart.grid([
      ("Spread", .histogram(songs, "Energy", countLabel: "Songs")), ("Ranks", .rankedBars(songs, countsOf: "Genre")),
    ]).dataTable
    #expect(table.columnNames == ["Panel", "Part", "From", "To", "Songs", "Genre", "Count"])
    #expect(table.filter(on: "Panel", equalTo: "Ranks").doubles("Count").reduce(0, +) == 300)
    #expect(table.filter(on: "Panel", equalTo: "Spread").doubles("Songs").reduce(0, +) == 300)
  }

  @Test func curvesOverBarsAndDotsAreThere() throws {
    let histogram = Chart.histogram(songs, "Energy", countLabel: "Songs", showsDensity: true).dataTable
    let curve = histogram.part("Curve")
    #expect(curve.rowCount == 256)
    // The curve stands for as many songs as the bars.
    let (x, y) = (curve.doubles("Energy"), curve.doubles("Songs"))
    let bins = histogram.part("Bins")
    let width = bins.doubles("To")[0] - bins.doubles("From")[0]
    var area = 0.0
    for place in x.indices.dropFirst() { area += (x[place] - x[place - 1]) * (y[place] + y[place - 1]) / 2 }
    #expect(abs(area / width - 300) < 3)
    let scatter = Chart.scatter(songs, x: "Energy", y: "Loudness", by: "Genre", fit: .linear).dataTable
    #expect(scatter.part("Points").rowCount == 300)
    #expect(scatter.part("Fit").rowCount == 3 * 49)
    #expect(scatter.part("Fit")["Upper"].missingCount == 0)
    let box = Chart.boxPlot(.value("X", [1, 2, 3, 4, 99.0])).dataTable
    #expect(box.part("Outliers").doubles("X") == [99])
    let violin = Chart.violin(songs, "Energy", by: "Genre").dataTable
    #expect(violin.part("Densities").rowCount == 360 && violin.part("Summaries").rowCount == 3)
    let calibration = Chart.calibration(
      .value("Score", RecipeExamples.numbers(200, seed: 3)), isPositive: (0..<200).map { $0 % 3 == 0 }
    ).dataTable
    #expect(calibration.part("Bars").rowCount == 20 && calibration.part("Bars").doubles("Rows").reduce(0, +) == 200)
    #expect(calibration.part("Bars").doubles("To").last == 1)
    let dots = Chart.dotPlot(
      .value("Name", ["a", "b", "c"]), .value("X", [3.0, 2, 1]), reference: (0.5, "chance"), top: 2
    ).dataTable
    #expect(dots.part("Others").doubles("Lower") == [1] && dots.part("Reference").doubles("X") == [0.5])
  }

  @Test func longCurvesAndCloudsAreWhole() {
    let count = 40_000
    let scores = RecipeExamples.numbers(count, seed: 12)
    let isPositive = (0..<count).map { ($0 * 7_919) % 5 == 0 }
    let curves = ["first", "second", "third", "fourth", "fifth", "sixth"].map { name in
      (name, PrecisionRecallCurve(scores: scores, isPositive: isPositive))
    }
    let table = Chart.precisionRecallCurves(
      OneVersusRest(
        names: curves.map(\.0), classes: (0..<count).map { $0 % 6 },
        scores: (0..<count).flatMap { row in (0..<6).map { scores[(row * 31 + $0 * 977) % count] } })
    ).dataTable
    for (name, _) in curves {
      let recall = table.filter(on: "Curve", equalTo: name).doubles("Recall")
      #expect(recall.min() == 0 && recall.max() == 1, "\(name)")
    }
    let cloud = Chart.scatter(x: .value("X", scores), y: .value("Y", scores.reversed()), fit: .linear).dataTable
    #expect(cloud.part("Points").rowCount == count && cloud.part("Fit").rowCount == 49)
  }

  @Test func numbersAreExactAlsoAmongNames() {
    let third = 1.0 / 3
    let table = Chart {
      BarMark(x: .value("Place", "north"), y: .value("Share", third))
      PointMark(x: .value("Share", third), y: .value("Place", third))
    }.dataTable
    #expect(table["Share"].doubles == [third, third])
    #expect(table["Place"].text(at: 1) == "\(third)")
  }

  @Test func nothingHasNoData() {
    #expect(!Chart(PointPlot(x: .value("X", [Double]()), y: .value("Y", [Double]()))).hasData)
    #expect(Chart.grid([]).dataTable.rowCount == 0)
    #expect(Chart(PointPlot(x: .value("X", [1.0]), y: .value("Y", [1.0]))).hasData)
  }
}

extension DataFrame {
  /// The rows that stand for one kind of thing.
  func part(_ name: String) -> DataFrame { containsColumn("Part") ? filter(on: "Part", equalTo: name) : self }
}
