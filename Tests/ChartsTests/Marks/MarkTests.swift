import Charts
import Frames
import Testing

@Suite struct MarkTests {
  private struct Genre {
    var name: String
    var songs: Int
    var energy: Double?
  }

  private let genres = [
    Genre(name: "pop", songs: 30, energy: 0.7), Genre(name: "rock", songs: 60, energy: 0.8),
    Genre(name: "ambient", songs: 10, energy: nil),
  ]

  @Test func sectorsAreSharesOfTheirSum() throws {
    let chart = Chart(genres) { genre in
      SectorMark(angle: .value("Songs", genre.songs)).foregroundStyle(by: .value("Genre", genre.name))
    }
    let scene = chart.scene(theme: .pinned)
    #expect(Set(scene.texts.map(\.string)) == ["pop 30%", "rock 60%", "ambient 10%"])
    #expect(scene.shapes(in: "marks").count { $0.fill != nil } == 3)
    #expect(scene.alternativeText.contains("3 parts. Largest: rock with 60%. Smallest: ambient with 10%."))
    #expect(scene.warnings.isEmpty)
    let negative = Chart(SectorPlot(angle: .value("Songs", [3.0, -1, 2])))
    #expect(negative.scene(theme: .pinned).warnings.contains { $0.code == .unusableValues })
    #expect(Chart(SectorPlot(angle: .value("Songs", [0.0]))).scene().texts.map(\.string) == ["No data"])
  }

  @Test(arguments: [[30, 25, 20, 15, 10], [95, 2, 1.5, 0.7, 0.5, 0.3], [0.4, 0.4, 0.4, 0.4, 200], [1], [50, 50]])
  func namesOfSectorsKeepOffEachOtherAndTheDisc(parts: [Double]) {
    let chart = Chart(parts.indices) { index in
      SectorMark(angle: .value("Share", parts[index]), outerRadius: .fixed(50)).foregroundStyle(
        by: .value("Name", "name \(index)"))
    }
    for width in [320.0, 640] {
      let scene = chart.frame(width: width).scene(theme: .pinned)
      let boxes = scene.texts.map(\.bounds)
      #expect(boxes.count == parts.count)
      for (index, box) in boxes.enumerated() {
        #expect(!boxes[(index + 1)...].contains { $0.intersects(box) })
        #expect(box.minX >= 0 && box.maxX <= width && box.minY >= 0 && box.maxY <= scene.size.height)
      }
      // The disc stands in the middle of the drawing.
      for box in boxes {
        let x = max(abs(box.midX - scene.size.width / 2) - box.width / 2, 0)
        let y = max(abs(box.midY - scene.size.height / 2) - box.height / 2, 0)
        #expect((x * x + y * y).squareRoot() > 50)
      }
    }
  }

  @Test func ringsOfCountsTellTheirSum() {
    func texts(_ parts: [Double]) -> Set<String> {
      let chart = Chart(parts) { SectorMark(angle: .value("Songs", $0), innerRadius: .ratio(0.5)) }
      return Set(chart.scene(theme: .pinned).texts.map(\.string))
    }
    #expect(texts([30, 60, 20]).isSuperset(of: ["110", "Songs"]))
    #expect(texts([0.5, 0.25]).isDisjoint(with: ["Songs"]))
    #expect(texts([40, 60]).isDisjoint(with: ["Songs"]))
  }

  @Test func areasOfDotsAreInProportionToTheirValues() throws {
    let chart = Chart([(1, 100), (2, 400), (3, 25)]) { x, plays in
      PointMark(x: .value("x", x), y: .value("y", 1)).symbolSize(by: .value("Plays", plays))
    }
    let radii = chart.scene(theme: .pinned).shapes(in: "marks").compactMap { shape -> Double? in
      if case .circle(_, let radius) = shape.outline { radius } else { nil }
    }
    // The largest first, so that it hides none.
    try #require(radii.count == 3)
    #expect(abs(radii[0] / radii[1] - 2) < 1e-9 && abs(radii[1] / radii[2] - 2) < 1e-9)
    #expect(chart.scene(theme: .pinned).texts.contains { $0.string == "Plays" })
  }

  @Test func shapesOfOneSizeHaveOneArea() throws {
    for shape in BasicChartSymbolShape.allCases where shape != .circle {
      let points = shape.path(at: Point(x: 3, y: 4), area: 50).elements.compactMap { element -> Point? in
        switch element {
        case .move(let point), .line(let point): point
        case .curve, .close: nil
        }
      }
      let area =
        zip(points, points.dropFirst() + points.prefix(1)).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
      #expect(abs(abs(area) - 50) < 0.1, "\(shape): \(area)")
    }
  }

  @Test func shapesAndDashesHaveTheirKeys() {
    let rows = (0..<30).map { (x: $0, genre: ["pop", "rock"][$0 % 2], take: ["live", "studio", "remix"][$0 % 3]) }
    let merged = Chart(rows) { row in
      PointMark(x: .value("x", row.x), y: .value("y", row.x)).foregroundStyle(by: .value("Genre", row.genre))
        .symbol(by: .value("Genre", row.genre))
    }
    #expect(merged.scene(theme: .pinned).texts.count { $0.string == "rock" } == 1)
    let apart = Chart(rows) { row in
      LineMark(x: .value("x", row.x), y: .value("y", row.x)).foregroundStyle(by: .value("Genre", row.genre))
        .lineStyle(by: .value("Take", row.take))
    }
    let scene = apart.scene(theme: .pinned)
    for key in ["Genre", "pop", "Take", "live", "remix"] { #expect(scene.texts.count { $0.string == key } == 1) }
    #expect(scene.shapes(in: "marks").compactMap { $0.stroke?.dash }.count == 6)
  }

  @Test func aboveTenGroupsColourNeverStandsAlone() throws {
    func looks(_ count: Int) -> [Stroke] {
      Chart(0..<(2 * count)) { n in
        LineMark(x: .value("x", n / count), y: .value("y", n)).foregroundStyle(by: .value("Group", "g\(n % count)"))
      }.scene(theme: .pinned).shapes(in: "marks").compactMap(\.stroke)
    }
    #expect(Set(looks(10)).count == 10)
    let many = looks(25)
    #expect(Set(many).count == 25 && Set(many.map(\.paint)).count == 10)
    // Beyond that the heaviest keep colours of their own, and the rest are told to be one.
    let chart = Chart(0..<200) { n in
      PointMark(x: .value("x", n), y: .value("y", n)).foregroundStyle(by: .value("Group", "g\(n % 40)"))
    }
    let scene = chart.scene(theme: .pinned)
    #expect(scene.texts.contains { $0.string == "30 others" })
    #expect(scene.warnings.map(\.code) == [.tooManyGroups])
  }

  @Test func barsStandSideBySideWithTheirRules() throws {
    let chart = Chart(["live", "studio"]) { take in
      BarMark(x: .value("Genre", "pop"), y: .value("Songs", 10)).position(by: .value("Take", take))
      RuleMark(x: .value("Genre", "pop"), yStart: .value("Low", 8), yEnd: .value("High", 12))
        .position(by: .value("Take", take))
    }
    let shapes = chart.scene(theme: .pinned).shapes(in: "marks")
    let bars = shapes.compactMap { shape in if case .rect(let rect, _) = shape.outline { rect } else { nil } }
    // Each rule has a rim of paper below it.
    let lines = shapes.compactMap { shape in if case .path(let path) = shape.outline { path.bounds } else { nil } }
    try #require(bars.count == 2 && lines.count == 4)
    let rules = [lines[1], lines[3]]
    for (bar, rule) in zip(bars, rules) { #expect(abs(bar.midX - rule.midX) < 1e-9) }
    #expect(bars[0].maxX <= bars[1].minX)
    #expect(chart.scene(theme: .pinned).texts.contains { $0.string == "↑ Songs" })
  }

  @Test func widthsOfBars() throws {
    func width(_ dimension: MarkDimension) throws -> Double {
      let chart = Chart(0..<4) { n in
        BarMark(x: .value("Genre", "g\(n)"), y: .value("Songs", 3), width: dimension)
      }
      let rects = chart.scene(theme: .pinned).shapes(in: "marks").compactMap { shape in
        if case .rect(let rect, _) = shape.outline { rect } else { nil }
      }
      return try #require(rects.first).width
    }
    #expect(try width(.fixed(9)) == 9)
    #expect(abs(try width(.ratio(1)) - width(.inset(3)) - 6) < 1e-9)
  }

  @Test func plotsReadCollectionsAndFrames() {
    let data = Chart(BarPlot(genres, x: .value("Songs", \.songs), y: .value("Genre", \.name))).dataTable
    #expect(data.doubles("Songs") == [30, 60, 10] && data["Genre"].texts.values == ["pop", "rock", "ambient"])
    let energy = Chart(PointPlot(genres, x: .value("Songs", \.songs), y: .value("Energy", \.energy)))
    #expect(energy.dataTable["Energy"].missingCount == 1)
    let frame: DataFrame = [
      "Genre": .string(Column(name: "Genre", contents: ["pop", "rock"])),
      "Songs": .integer(Column(name: "Songs", values: [1, 3])),
    ]
    #expect(Chart(SectorPlot(frame, angle: "Songs", by: "Genre")).alternativeText.contains("Largest: rock with 75%."))
    #expect(Chart(AreaPlot(frame, x: "Genre", y: "Songs")).dataTable.rowCount == 2)
  }

  @Test func functionsBreakWhereTheyAreNotDefined() {
    let chart = Chart(LinePlot(x: "x", y: "1/x", domain: -1...1) { x in abs(x) < 0.1 ? .nan : 1 / x })
    let scene = chart.scene(theme: .pinned)
    #expect(scene.shapes(in: "marks").count == 2)
    #expect(scene.warnings.isEmpty)
    #expect(chart.alternativeText.contains("1/x rises from −1 to 1."))
  }

  @Test func labelsKeepOffEachOther() {
    let crowded = Chart(0..<6) { n in
      PointMark(x: .value("x", 1), y: .value("y", 1)).annotation("label \(n)")
    }
    let scene = crowded.scene(theme: .pinned)
    #expect(scene.texts.count { $0.string.hasPrefix("label") } == 4)
    #expect(scene.warnings.contains { $0.code == .omittedLabels && $0.message.hasPrefix("2 ") })
  }

  @Test func labelsHideNoDotsWhereTheyNeedNot() throws {
    // The place above the first dot is another dot's.
    let rows: [(x: Double, y: Double, name: String)] = [(1, 1, "low"), (1, 1.12, "high"), (0, 0, "a"), (2, 2, "b")]
    let scene = Chart(rows) { row in
      PointMark(x: .value("x", row.x), y: .value("y", row.y)).symbolSize(160).annotation(row.name)
    }.frame(width: 400, height: 300).scene(theme: .pinned)
    let clouds = scene.clouds
    let cloud = try #require(clouds.first)
    for text in scene.texts where ["low", "high"].contains(text.string) {
      for (x, y) in zip(cloud.xs, cloud.ys) {
        let dot = Rect(x: x - 6, y: y - 6, width: 12, height: 12)
        #expect(!dot.intersects(text.bounds), "\(text.string) lies on a dot")
      }
    }
  }

  @Test func sharesHaveAsManyDecimals() {
    func texts(_ parts: [Int]) -> [String] {
      Chart(parts) { n in SectorMark(angle: .value("Songs", n)).foregroundStyle(by: .value("Genre", "g\(n)")) }
        .scene(theme: .pinned).texts.map(\.string)
    }
    #expect(texts([1, 3]).contains("g1 25%"))
    #expect(Set(texts([11, 14, 25])).isSuperset(of: ["g11 22%", "g14 28%", "g25 50%"]))
    #expect(Set(texts([110, 141, 249])).isSuperset(of: ["g110 22.0%", "g141 28.2%"]))
  }

  @Test func missingValuesAreToldOnTheDrawing() {
    let scene = Chart(LinePlot(x: .value("x", [1.0, 2, 3]), y: .value("y", [1, .nan, .infinity]))).scene(theme: .pinned)
    #expect(scene.texts.contains { $0.string == "2 values missing or infinite, not drawn." })
    #expect(scene.alternativeText.contains("2 values missing"))
    let none = Chart(PointPlot(x: .value("x", [Double.nan]), y: .value("y", [Double.nan]))).scene(theme: .pinned)
    #expect(none.texts.contains { $0.string == "No data" })
    #expect(!none.texts.contains { Double($0.string) != nil })
  }
}
