import Charts
import Frames

/// Small made-up data, and each recipe drawn from it.
enum RecipeExamples {
  /// Numbers that look random and are the same everywhere.
  static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    generatedNumbers(count: count, seed: seed).map { ($0 * 1000).rounded() / 1000 }
  }

  static let genres = ["acid jazz", "bluegrass", "drum and bass", "samba", "zeuhl"]

  static let songs: DataFrame = {
    let energy = numbers(300, seed: 1)
    let noise = numbers(300, seed: 2)
    let loudness = zip(energy, noise).map { (-30 + 24 * $0 + 5 * $1).rounded() }
    let tempo = numbers(300, seed: 3).map { 60 + ($0 * 140).rounded() }
    let genre = (0..<300).map { genres[$0 * $0 % 5] }
    let year = (0..<300).map { 1960 + $0 % 60 }
    return [
      "Energy": .double(Column(name: "Energy", doubles: energy)),
      "Loudness": .double(Column(name: "Loudness", doubles: loudness)),
      "Acousticness": .double(Column(name: "Acousticness", doubles: energy.map { ((1 - $0) * 100).rounded() / 100 })),
      "Tempo": .double(Column(name: "Tempo", doubles: tempo)),
      "Genre": .string(Column(name: "Genre", contents: genre)),
      "Year": .integer(Column(name: "Year", values: year)),
    ]
  }()

  static func all() throws -> [(name: String, chart: Chart)] {
    [
      ("histogram", .histogram(songs, "Tempo", countLabel: "Songs")),
      ("histograms", .histograms(songs, columns: ["Energy", "Loudness", "Acousticness"], countLabel: "Songs")),
      ("histogramWithDensity", .histogram(songs, "Energy", countLabel: "Songs", showsDensity: true)),
      ("histogramByGroup", .histogram(songs, "Energy", by: "Genre", countLabel: "Songs")),
      ("density", .density(songs, "Energy")),
      ("densityByGroup", .density(songs, "Energy", by: "Genre")),
      ("ridgeline", .density(songs, "Loudness", by: "Genre", arrangement: .ridgeline)),
      ("rankedBars", .rankedBars(songs, countsOf: "Genre", countLabel: "Songs", top: 3)),
      ("trends", .trends(songs, x: "Year", y: "Energy")),
      ("trendsByGroup", .trends(songs, x: "Year", y: "Energy", by: "Genre", band: .interquartile)),
      ("boxPlot", .boxPlot(songs, "Energy", by: "Genre")),
      ("boxPlotOfOne", .boxPlot(songs, "Loudness")),
      ("violin", .violin(songs, "Energy", by: "Genre")),
      ("hexbin", .hexbin(songs, x: "Energy", y: "Loudness", bins: 12, countLabel: "Songs")),
      ("scatterWithLine", .scatter(songs, x: "Energy", y: "Loudness", fit: .linear)),
      ("scatterWithCurves", .scatter(songs, x: "Energy", y: "Loudness", by: "Genre", fit: .loess)),
      ("sparkline", .sparkline(.value("Energy", numbers(40, seed: 5)))),
      ("smallMultiples", .smallMultiples(songs, by: "Genre", top: 2) { .trends($0, x: "Year", y: "Energy") }),
      (
        "grid",
        .grid(
          [
            ("By value", .correlationMatrix(songs, columns: ["Energy", "Loudness", "Tempo"])),
            ("By rank", .correlationMatrix(songs, columns: ["Energy", "Loudness", "Tempo"], method: .spearman)),
          ])
      ),
      (
        "clusteredCorrelationMatrix",
        .correlationMatrix(
          songs, columns: ["Tempo", "Energy", "Loudness", "Acousticness"], order: .clustered)
      ),
      ("scatter", .scatter(songs, x: "Energy", y: "Loudness", by: "Genre")),
      ("correlationMatrix", .correlationMatrix(songs, columns: ["Energy", "Loudness", "Acousticness", "Tempo"])),
      ("radarProfiles", .radarProfiles(songs, by: "Genre", columns: ["Energy", "Loudness", "Acousticness", "Tempo"])),
      (
        "heatmap",
        .heatmap(rows: ["rap", "jazz"], columns: ["1970", "1980"], values: [[1, 2.5], [.nan, -4]], label: "Change")
      ),
      ("worldMap", try .worldMap(.value("Country", ["FR", "Japan", "mlt"]), .value("Genres", [3, 40, 1]))),
      (
        "mapOfRegion",
        try .worldMap(.value("Country", ["FR", "Italy", "mlt"]), .value("Genres", [3, 40, 1]), region: .europe)
      ),
      (
        "pointMap",
        try .pointMap(
          longitudes: .value("East", [10.75, -3.7, 151.2]), latitudes: .value("North", [59.9, 40.4, -33.9]),
          sizes: .value("Songs", [4, 25, 9]), labels: .value("Place", ["Oslo", "Madrid", "Sydney"]))
      ),
    ] + models() + kinds()
  }

  private static func kinds() -> [(name: String, chart: Chart)] {
    let days = (0..<400).map { 1_700_000_000 + Double($0) * 86_400 }
    let open = numbers(24, seed: 21).map { 10 + 5 * $0 }
    let close = numbers(24, seed: 22).map { 10 + 5 * $0 }
    let dates = PlottableColumn.value("Day", secondsSince1970: Array(days.prefix(24)))
    return [
      ("ecdf", .ecdf(songs, "Loudness", by: "Genre", top: 3)), ("qqPlot", .qqPlot(songs, "Tempo")),
      ("strip", .strip(songs, "Energy", by: "Genre")), ("stripOfMany", .strip(songs, "Energy", arrangement: .jitter)),
      ("raincloud", .raincloud(songs, "Energy", by: "Genre", top: 3)),
      ("densityContours", .densityContours(songs, x: "Energy", y: "Loudness")),
      ("jointPlot", .jointPlot(songs, x: "Energy", y: "Loudness")),
      ("jointPlotByGroup", .jointPlot(songs, x: "Energy", y: "Loudness", by: "Genre")),
      (
        "secondaryAxis",
        Chart { LinePlot(x: .value("Day", [1.0, 2, 3]), y: .value("Temperature in °C", [0.0, 20, 15])) }
          .chartYSecondaryAxis("in °F", multipliedBy: 1.8, plus: 32)
      ),
      (
        "inset",
        Chart.scatter(songs, x: "Energy", y: "Loudness").inset(.histogram(songs, "Loudness"))
          .title("Loudness rises with energy: $r^2$")
      ),
      (
        "errorBars",
        Chart {
          RulePlot(x: .value("X", ["a", "b"]), yStart: .value("Low", [1.0, 2]), yEnd: .value("High", [3.0, 4]))
            .endCaps()
        }
      ),
      ("pairPlot", .pairPlot(songs.prefix(60), columns: ["Energy", "Loudness", "Tempo"])),
      (
        "parallelCoordinates",
        .parallelCoordinates(songs.prefix(60), columns: ["Energy", "Loudness", "Tempo"], by: "Genre", top: 3)
      ),
      (
        "sankey",
        .sankey(
          from: .value("From", ["jazz", "jazz", "soul", "rap", "bop"]),
          to: .value("To", ["bop", "soul", "funk", "funk", "funk"]), amounts: .value("Songs", [5, 3, 2, 4, 1]))
      ),
      (
        "network",
        .network(
          from: .value("One", ["jazz", "jazz", "soul", "rap", "bop"]),
          to: .value("Other", ["bop", "soul", "funk", "funk", "soul"]), weights: .value("Weight", [5, 3, 2, 4, 1]))
      ),
      (
        "candlestick",
        .candlestick(
          x: dates, open: .value("Open", open), high: .value("High", zip(open, close).map { max($0, $1) + 0.5 }),
          low: .value("Low", zip(open, close).map { min($0, $1) - 0.5 }), close: .value("Close", close))
      ),
      ("calendar", .calendar(.value("Day", secondsSince1970: days), .value("Songs", numbers(400, seed: 23)))),
      (
        "waterfall",
        .waterfall(
          .value("Step", ["New", "Returned", "Lost", "Gifts"]), changes: .value("Songs", [40, 12, -31, 4]),
          start: ("2023", 100), total: "2024")
      ),
      (
        "residuals",
        .residuals(
          predicted: .value("Predicted", songs.doubles("Energy")), actual: .value("Valence", numbers(300, seed: 24)))
      ),
      (
        "learningCurve",
        .learningCurve(
          sizes: .value("Rows", [10, 10, 20, 20, 40, 40]),
          training: .value("Training", [0.99, 0.97, 0.96, 0.95, 0.93, 0.94]),
          validation: .value("Validation", [0.6, 0.64, 0.7, 0.72, 0.8, 0.79]), label: "Accuracy")
      ),
    ]
  }

  /// Every recipe from nothing, from one row, and from values that are all missing.
  static func bare() throws -> [(name: String, chart: Chart)] {
    var cases: [(name: String, chart: Chart)] = []
    for (name, numbers, texts) in [
      ("empty", [], []), ("one", [2.5], ["rap"]), ("missing", [Double.nan, .nan], ["rap", "rap"]),
      ("equal", [7, 7, 7], ["rap", "rap", "soul"]),
      ("infinite", [1, .infinity, 3, -.infinity], ["rap", "rap", "soul", "soul"]),
      ("extreme", [1e300, -1e300, 1e-300, 0], ["rap", "rap", "soul", "soul"]),
    ] as [(String, [Double], [String])] {
      let x = PlottableColumn.value("X", numbers)
      let y = PlottableColumn.value("Y", numbers)
      let group = PlottableColumn.value("Group", texts)
      let countries = PlottableColumn.value("Country", texts.map { _ in "Peru" })
      cases += [
        ("\(name) histogram", .histogram(x)), ("\(name) histograms", .histograms([x, y])),
        ("\(name) rankedBars", .rankedBars(group, x)), ("\(name) trends", .trends(x: x, y: y, by: group)),
        ("\(name) boxPlot", .boxPlot(x, by: group)), ("\(name) scatter", .scatter(x: x, y: y, by: group)),
        ("\(name) correlationMatrix", .correlationMatrix([x, y])),
        ("\(name) clustered", .correlationMatrix([x, y, x], order: .clustered(by: .signed))),
        ("\(name) histogram by group", .histogram(x, by: group)),
        ("\(name) histogram with density", .histogram(x, showsDensity: true)),
        ("\(name) density", .density(x)), ("\(name) densities", .density(x, by: group)),
        ("\(name) ridgeline", .density(x, by: group, arrangement: .ridgeline)),
        ("\(name) box", .boxPlot(x)), ("\(name) violin", .violin(x)), ("\(name) violins", .violin(x, by: group)),
        ("\(name) hexbin", .hexbin(x: x, y: y, fit: .linear)), ("\(name) sparkline", .sparkline(x)),
        ("\(name) line", .scatter(x: x, y: y, fit: .linear)), ("\(name) curve", .scatter(x: x, y: y, fit: .loess)),
        (
          "\(name) smallMultiples",
          .smallMultiples(
            DataFrame(columns: [
              Column(name: "X", doubles: numbers).eraseToAnyColumn(),
              Column(name: "Group", contents: texts).eraseToAnyColumn(),
            ]), by: "Group"
          ) { .histogram($0, "X") }
        ),
        (
          "\(name) radarProfiles",
          .radarProfiles(
            axes: ["A", "B", "C"].map { RadarAxis($0, from: 0, to: 1) },
            profiles: texts.prefix(1).map { (name: $0, values: numbers) })
        ),
        ("\(name) heatmap", .heatmap(x: group, y: group, values: x)),
        ("\(name) ecdf", .ecdf(x, by: group)), ("\(name) qqPlot", .qqPlot(x)), ("\(name) strip", .strip(x, by: group)),
        ("\(name) raincloud", .raincloud(x, by: group)), ("\(name) contours", .densityContours(x: x, y: y)),
        ("\(name) jointPlot", .jointPlot(x: x, y: y)), ("\(name) joint groups", .jointPlot(x: x, y: y, by: group)),
        ("\(name) pointMap", try .pointMap(longitudes: x, latitudes: y, sizes: x, labels: group)),
        ("\(name) secondary", Chart { PointPlot(x: x, y: y) }.chartYSecondaryAxis("u", multipliedBy: 3)),
        ("\(name) inset", Chart { PointPlot(x: x, y: y) }.inset(.histogram(x))),
        ("\(name) sankey", .sankey(from: group, to: countries, amounts: x)),
        ("\(name) network", .network(from: group, to: countries, weights: x)),
        ("\(name) candlestick", .candlestick(x: x, open: y, high: y, low: y, close: y)),
        ("\(name) calendar", .calendar(.value("Day", secondsSince1970: numbers), x)),
        ("\(name) waterfall", .waterfall(group, changes: x)),
        ("\(name) residuals", .residuals(predicted: x, actual: y)),
        ("\(name) learningCurve", .learningCurve(sizes: x, training: y, validation: y)),
        ("\(name) worldMap", try .worldMap(countries, x)),
      ]
    }
    cases += bareModels()
    cases.append(("no histograms", .histograms([])))
    cases.append(("no columns", .correlationMatrix([])))
    cases.append(("no charts", .grid([])))
    return cases
  }
}
