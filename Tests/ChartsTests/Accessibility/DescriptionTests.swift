import Charts
import Frames
import Testing

/// Alternative texts say what is drawn.
@Suite struct DescriptionTests {
  @Test func linesAreToldInTheOrderOfTheirPlaces() {
    let years = Chart([(2022, 1.0), (2020, 5), (2021, 3)]) { x, y in
      LineMark(x: .value("Year", x), y: .value("Y", y))
    }
    #expect(years.alternativeText == "Line chart of Y by Year. Year from 2020 to 2022. Y falls from 5 to 1.")
    let names = Chart([("Q2", 3.0), ("Q1", 1), ("Q3", 2)]) { x, y in LineMark(x: .value("Q", x), y: .value("Y", y)) }
    #expect(names.alternativeText.contains("Y falls from 3 to 2. Lowest at Q1 with 1."))
  }

  @Test func signsAreKept() {
    let chart = Chart([("gain", 1, 5.0), ("gain", 2, 5), ("loss", 1, -10), ("loss", 2, -5)]) { s, x, y in
      AreaMark(x: .value("X", x), y: .value("Y", y)).foregroundStyle(by: .value("S", s))
    }
    #expect(chart.alternativeText.contains("gain begins and ends at 5. loss rises from \u{2212}10 to \u{2212}5."))
    let one = Chart([1, 2, 3]) { x in AreaMark(x: .value("X", x), y: .value("Y", Double(x) - 10)) }
    #expect(one.alternativeText.contains("Y rises from \u{2212}9 to \u{2212}7."))
  }

  @Test func smallChangesAreTold() {
    let accuracy = Chart([(1, 0.9996), (2, 0.9998), (3, 0.9999)]) { x, y in
      LineMark(x: .value("Epoch", x), y: .value("Accuracy", y))
    }.chartYAxis(format: .percent)
    #expect(accuracy.alternativeText.contains("Accuracy rises from 99.96% to 99.99%."))
    let loss = Chart((0..<6).map(Double.init)) { i in
      LineMark(x: .value("Step", i), y: .value("Loss", 1_000_000 + i * 1e-6))
    }
    #expect(loss.alternativeText.contains("Loss rises from 1,000,000 to 1,000,000.000005."))
    let bits = Chart([1.0, 1.0.nextUp]) { v in PointMark(x: .value("V", v), y: .value("W", v)) }
    #expect(bits.alternativeText.contains("V near 1 for all."))
  }

  @Test func intervalsHaveTwoEnds() {
    let chart = Chart([("a", 5.0, 9.0), ("b", 1, 2)]) { n, low, high in
      BarMark(x: .value("N", n), yStart: .value("Low", low), yEnd: .value("High", high))
    }
    #expect(chart.alternativeText == "Bars from Low to High by N. 2 bars. a from 5 to 9. b from 1 to 2.")
  }

  @Test func tiesAndSumsAreTold() {
    let ties = Chart([("a", 5.0), ("b", 5), ("c", 5)]) { n, y in BarMark(x: .value("N", n), y: .value("Y", y)) }
    #expect(ties.alternativeText == "Bar chart of Y by N. 3 bars. All are equal: 5.")
    let two = Chart([("a", 5.0), ("b", 5), ("c", 4)]) { n, y in BarMark(x: .value("N", n), y: .value("Y", y)) }
    #expect(two.alternativeText.contains("Largest: a and b with 5. Smallest: c with 4."))
    let stack = Chart([("a", "x", 5.0), ("a", "y", 5), ("b", "x", 6)]) { n, s, y in
      BarMark(x: .value("N", n), y: .value("Y", y)).foregroundStyle(by: .value("S", s))
    }
    #expect(stack.alternativeText.contains("3 parts in 2 bars. Largest sum: a with 10. Smallest sum: b with 6."))
    #expect(stack.alternativeText.contains("Largest part: b (x) with 6. Smallest part: a (x) and a (y) with 5."))
  }

  /// No name is passed over for another of the same value.
  @Test func rankingsNameAllThatShareAPlace() throws {
    func ranked(_ values: [Double], top: Int = 20) -> String {
      let names = values.indices.map { "n\($0)" }
      return Chart.rankedBars(.value("N", names), .value("V", values), top: top).alternativeText
    }
    #expect(ranked([9, 5, 5, 4]).contains("n0 leads with 9, followed by n1 and n2 (5 each)."))
    #expect(ranked([9, 9, 5, 5, 5]).contains("n0 and n1 lead with 9, followed by n2, n3 and 1 more (5 each)."))
    let cut = ranked([5, 3, 3, 3, 3, 1], top: 3)
    #expect(cut.contains("3 others: 7 together, 2 of them 3 as n2."))
    let bars = Chart.rankedBars(.value("N", ["a", "b", "c", "d"]), .value("V", [2.0, 2, 2, 2]), top: 2)
    #expect(bars.scene(theme: .pinned).texts.contains { $0.string == "4 together, 2 of them 2 each" })
    let map = try Chart.worldMap(
      .value("Country", ["DEU", "FRA", "ITA", "ESP", "BRA"]), .value("Songs", [1.0, 1, 1, 1, 7]))
    #expect(map.alternativeText.contains("highest: Brazil (7); Germany, Spain and 2 more (1 each)."))
    let slope = Chart.slopeChart(
      .value("N", ["a", "b", "c"]), before: .value("Before", [1.0, 1, 1]), after: .value("After", [2.0, 2, 1]))
    #expect(slope.alternativeText.contains("Rises most: a and b, by 1 each."))
    let tree = Chart.treemap(
      DataFrame(columns: [Column(name: "A", contents: ["x", "y", "z"]).eraseToAnyColumn()]), path: ["A"])
    #expect(tree.alternativeText.contains("All groups are equal: 1, 33%."))
    let histogram = Chart.histogram(.value("X", [0.5, 1.5, 2.5]), bins: .edges([0, 1, 2, 3]))
    #expect(histogram.alternativeText.contains("Every bin holds 1."))
    let flows = Chart.sankey(
      from: .value("F", ["a", "b"]), to: .value("T", ["c", "c"]), amounts: .value("N", [2.0, 2]))
    #expect(flows.alternativeText.contains("Largest: from a to c and from b to c with 2."))
  }

  @Test func whatIsLeftOfManyIsCounted() {
    let lines = Chart((0..<9).flatMap { s in [0, 1].map { (s, $0) } }) { s, x in
      LineMark(x: .value("X", x), y: .value("Y", s + x)).foregroundStyle(by: .value("S", "s\(s)"))
    }
    #expect(lines.alternativeText.contains("s5 rises from 5 to 6. And 3 more lines."))
    let panels = Chart((0..<6).map { ("p\($0)", Double($0)) }) { p, v in
      PointMark(x: .value("X", v), y: .value("Y", v)).facet(by: .value("P", p))
    }
    #expect(panels.alternativeText.contains("And 2 more panels."))
  }

  /// Rows that are not drawn stretch no axis.
  @Test func axesEndWhereTheDrawnRowsDo() {
    func places(_ chart: Chart) -> [String] { chart.scene(theme: .pinned).texts.map(\.string) }
    let sizes = Chart([1.0, 2, 3, 40]) { v in
      PointMark(x: .value("X", v), y: .value("Y", v)).symbolSize(by: .value("Size", v < 3 ? v : .nan))
    }
    #expect(!places(sizes).contains("40") && !places(sizes).contains("20"))
    let points = Chart([(1.0, 1.0), (2, 2), (.nan, 90)]) { x, y in PointMark(x: .value("X", x), y: .value("Y", y)) }
    #expect(!places(points).contains("80"))
    let line = Chart([(1.0, 1.0), (2, 2), (.nan, 90)]) { x, y in LineMark(x: .value("X", x), y: .value("Y", y)) }
    #expect(!places(line).contains("80"))
  }

  @Test func aPlateauHasNoPeak() {
    let even = Chart.density(.value("Share", (0..<2000).map { (Double($0) + 0.5) / 2000 }))
    #expect(even.alternativeText.contains("Densest from 0") && even.alternativeText.contains("alike"))
    let three = Chart.density(.value("X", [-1.0, 0, 1]), bounds: .none)
    #expect(three.alternativeText.contains("Densest around 0;"))
  }

  @Test func valuesBeyondASpokeAreTold() {
    let chart = Chart.radarProfiles(
      axes: [RadarAxis("a", from: 0, to: 1), RadarAxis("b", from: 0, to: 1), RadarAxis("c", from: 0, to: 1)],
      profiles: [("p", [0.5, 0, 2])])
    #expect(chart.alternativeText.contains("p: a 0.5, b 0, c 2."))
    #expect(
      chart.scene(theme: .pinned).warnings.map(\.message) == ["p lies beyond the ends of c and is drawn at them."])
    let few = Chart.radarProfiles(
      axes: [RadarAxis("a", from: 0, to: 1), RadarAxis("b", from: 0, to: 1)], profiles: [("p", [0.5, 3])])
    #expect(few.alternativeText.hasSuffix("Nothing is drawn: a radar profile needs three axes or more."))
  }

  @Test func rowsWithoutAGroupAreCounted() {
    let groups = PlottableColumn.value("G", ["a", nil, "a", nil, "b", "b"] as [String?])
    let values = PlottableColumn.value("V", [1.0, 2, 3, 4, 5, 6])
    for chart in [Chart.boxPlot(values, by: groups), .violin(values, by: groups), .density(values, by: groups)] {
      let scene = chart.scene(theme: .pinned)
      #expect(scene.warnings.contains { $0.message == "2 rows without G left out." })
      #expect(scene.alternativeText.contains("2 rows without G left out."))
    }
  }

  @Test func whatALogarithmicAxisLeavesOutIsNotTold() {
    let bars = Chart([("a", 0.0, 10.0), ("b", -5, -1)]) { n, low, high in
      BarMark(x: .value("N", n), yStart: .value("Low", low), yEnd: .value("High", high))
    }.chartYScale(type: .log)
    #expect(bars.alternativeText.contains("1 bar. a from 0 to 10. Of 2 bars not shown: 1 without a place"))
    let steps = Chart.ecdf(.value("X", [0.0, 1, 10, 100, -4])).chartXScale(type: .log)
    let scene = steps.scene(theme: .pinned)
    #expect(scene.warnings.contains { $0.message.hasPrefix("2 of 5 values are not positive: lines begin above 0%") })
    #expect(scene.texts.contains { $0.string == "1" })
    let strip = Chart.strip(.value("X", [0.0, 1, 10, 100, -4])).chartXScale(type: .log)
    #expect(strip.alternativeText.contains("Of these not shown: 2 without a place on a logarithmic axis."))
    let cells = Chart.hexbin(
      x: .value("X", (0..<200).map { Double($0 % 20) }), y: .value("Y", (0..<200).map { Double($0) })
    ).chartXScale(type: .log)
    #expect(!cells.alternativeText.contains("around X 0"))
  }

  /// An axis that runs the other way turns no rise into a fall.
  @Test func reversedAxesTellTheSameCourse() {
    let line = Chart([1.0, 2, 3]) { v in LineMark(x: .value("X", v), y: .value("Y", v)) }
      .chartXScale(domain: .automatic(includesZero: false, reversed: true))
    #expect(line.alternativeText.contains("Y rises from 1 to 3."))
  }

  @Test func equalSumsAreCalledSums() {
    let bars = Chart([("a", "x", -5.0), ("a", "y", 3), ("b", "x", -1), ("b", "y", -1)]) { n, s, v in
      BarMark(x: .value("N", n), y: .value("V", v)).foregroundStyle(by: .value("S", s))
    }
    #expect(bars.alternativeText.contains("All sums are equal: \u{2212}2."))
  }

  @Test func whatIsOutsideIsNotToldAsShown() {
    let points = Chart([1.0, 2, 3, 100]) { v in PointMark(x: .value("X", v), y: .value("Y", v)) }
      .chartXScale(domain: 0...10)
    #expect(points.alternativeText.contains("3 points. X from 1 to 3. Y from 1 to 3."))
    #expect(points.alternativeText.contains("Of 4 points not shown: 1 outside the axes."))
    let bars = Chart([("a", 5.0), ("b", 50)]) { n, y in BarMark(x: .value("N", n), y: .value("Y", y)) }
      .chartYScale(domain: 0...10)
    #expect(bars.alternativeText.contains("1 bar cut at the end of the axis."))
    let names = Chart([("a", 5.0), ("b", 50)]) { n, y in BarMark(x: .value("N", n), y: .value("Y", y)) }
      .chartXScale(domain: ["a"])
    #expect(names.alternativeText.contains("1 bar. a: 5."))
    let missing = Chart.scatter(
      x: .value("X", [1.0, 2, .infinity, 4, .nan]), y: .value("Y", [1.0, -.infinity, 3, 5, 6]))
    #expect(missing.alternativeText.contains("2 points. X from 1 to 4. Y from 1 to 5."))
  }

  @Test func supportsAloneAreTold() {
    let rule = Chart { RuleMark(y: .value("Limit", 5)).annotation("most") }
    #expect(rule.alternativeText == "Line at Limit 5 (“most”).")
    let text = Chart { TextMark(x: .value("X", 1), y: .value("Y", 2), text: "hello") }
    #expect(text.alternativeText == "Text: “hello”.")
    let bars = Chart {
      BarMark(x: .value("N", "a"), y: .value("Sales", 3))
      RuleMark(y: .value("Limit", 5))
    }
    #expect(bars.alternativeText == "Bar chart of Sales by N. 1 bar. a: 3. Line at Limit 5.")
  }

  @Test func nothingAndOneAreTold() {
    let rows = [("full", 1.0, 1.0), ("full", 2, 2), ("empty", .nan, .nan), ("single", 5, 5)]
    let facets = Chart(rows) { f, x, y in PointMark(x: .value("X", x), y: .value("Y", y)).facet(by: .value("F", f)) }
    #expect(facets.alternativeText.contains("empty: There are no values to show."))
    #expect(facets.alternativeText.contains("single: 1 point: X 5, Y 5."))
    let range = Chart([1.0, 2, 3]) { v in PointMark(x: .value("X", v), y: .value("Y", v)) }
      .chartXScale(domain: 2...2).chartYScale(domain: 100...200)
    #expect(range.scene().texts.contains { $0.string == "No data in the domain" })
  }

  @Test func timesOfDayHaveTheirZone() {
    func chart(_ start: Double, _ end: Double) -> Chart {
      Chart([start, (start + end) / 2, end]) { t in
        LineMark(x: .value("Time", secondsSince1970: t), y: .value("Load", t - start))
      }
    }
    let hour = chart(1_700_000_000, 1_700_003_600)
    #expect(hour.alternativeText.contains("Time from 2023-11-14 22:13:20 to 23:13:20 UTC."))
    #expect(hour.scene(theme: .pinned).texts.contains { $0.string == "Time (UTC) →" })
    let half = chart(1_700_000_000, 1_700_000_000.5)
    let texts = half.scene(theme: .pinned).texts.map(\.string)
    #expect(texts.filter { $0.hasPrefix("22:13:20.") }.count > 2)
    #expect(Set(texts).count == texts.count)
    let days = Chart([1.0, 2, 3]) { d in
      BarMark(x: .value("Day", secondsSince1970: (20_000 + d) * 86_400), y: .value("Songs", d))
    }
    #expect(days.alternativeText.contains("Largest: 2024-10-07 with 3."))
    let labels = days.scene(theme: .pinned).texts.map(\.string)
    #expect(labels.contains("Day →") && !labels.contains { $0.contains(":") })
    #expect(labels.contains("5 Oct") && labels.contains("6 Oct") && labels.contains("7 Oct"))
    #expect(half.dataTable["Time"].text(at: 2) == "2023-11-14T22:13:20.5Z")
  }

  @Test func noTwoMarksOfAnAxisAreWrittenAlike() {
    func labels(_ values: [Double], _ change: (Chart) -> Chart) -> [String] {
      let chart = change(Chart(values) { v in PointMark(x: .value("V", v), y: .value("Other", 0.5)) })
      let scene = chart.chartYAxis(.hidden).frame(width: 4_000).scene(theme: .pinned)
      return scene.texts.map(\.string).filter { !$0.hasSuffix("→") }
    }
    let years = labels([2001, 2001.5, 2002]) { $0.chartXAxis(format: .year) }
    #expect(years == ["2001", "2002"])
    let asked = labels([0, 1, 2]) { $0.chartXAxis(format: .decimals(1), values: [0.01, 0.04, 1.04, 1.9]) }
    #expect(Set(asked).count == asked.count && asked.count == 4)
    #expect(labels([1_960, 2_020]) { $0 }.allSatisfy { !$0.contains(",") })
    for step in [0, -1, 1e-9, Double.nan] {
      let chart = Chart([0.0, 1, 2]) { v in PointMark(x: .value("V", v), y: .value("Other", v)) }
        .chartXAxis { AxisMarks(values: .stride(by: step)) }
      #expect(chart.scene(theme: .pinned).warnings.contains { $0.message.contains("other marks than were asked for") })
    }
  }
}
