import Statistics
import Testing

@testable import Charts

/// Lines, areas and bands over places that have no rows.
@Suite struct GapTests {
  private func solid(_ chart: Chart) -> [Rect] {
    chart.scene(theme: .pinned).shapes(in: "marks").filter { $0.stroke?.dash.isEmpty == true && $0.fill == nil }
      .compactMap(\.bounds)
  }
  private func dashed(_ chart: Chart) -> [Rect] {
    chart.scene(theme: .pinned).shapes(in: "marks").filter { $0.stroke?.dash.isEmpty == false }.compactMap(\.bounds)
  }
  private func lines(_ x: PlottableColumn) -> Chart {
    Chart { LinePlot(x: x, y: .value("Y", x.numbers.indices.map { Double($0 % 3) })) }
  }

  @Test func yearsThatAreMissingAreDashed() {
    let years = lines(.value("Year", [1962.0, 1963, 1964, 1965, 1966, 1970, 1971, 1972, 1974]))
    // 1962 to 1966 and 1970 to 1972; 1974 alone is a dot.
    #expect(solid(years).count == 2 && dashed(years).count == 2)
    let whole = lines(.value("Year", (1962...1975).map(Double.init)))
    #expect(solid(whole).count == 1 && dashed(whole).isEmpty)
  }

  @Test func hoursMonthsAndDecadesHaveStepsToo() {
    let hours = [0.0, 1, 2, 3, 4, 9, 10, 11].map { 1_700_000_000 + $0 * 3600 }
    #expect(dashed(lines(.value("Hour", secondsSince1970: hours))).count == 1)
    var month = 0.0
    let months = [31.0, 28, 31, 30, 61, 31, 31, 30].map { days -> Double in
      defer { month += days * 86_400 }
      return month
    }
    #expect(dashed(lines(.value("Month", secondsSince1970: months))).count == 1)
    #expect(dashed(lines(.value("Decade", [1950.0, 1960, 1970, 1990, 2000]))).count == 1)
  }

  @Test func unevenPlacesHaveNoGaps() {
    #expect(dashed(lines(.value("Size", [1.0, 2, 4, 8, 16, 32]))).isEmpty)
    #expect(dashed(lines(.value("Size", [10.0, 20, 30, 50, 100]))).isEmpty)
    #expect(dashed(lines(.value("X", [0.1, 0.15, 0.5, 0.55, 0.9, 2]))).isEmpty)
    #expect(dashed(lines(.value("Year", [1900.0, 2000]))).isEmpty)
    // Two weeks of days of work, with a holiday on the second Monday.
    let monday = 1_699_833_600.0
    let days = [0, 1, 2, 3, 4, 8, 9, 10, 11].map { monday + Double($0) * 86_400 }
    #expect(dashed(lines(.value("Day", secondsSince1970: days))).isEmpty)
    // A function's samples are no rows.
    #expect(dashed(Chart { LinePlot(x: "x", y: "y", domain: -1...1) { $0 > 0 ? $0 : .nan } }).isEmpty)
  }

  @Test func aSeriesThatLacksWhatOthersHaveIsDashed() {
    let years = [1960.0, 1961, 1962, 1963, 1964, 1960, 1964]
    let names = ["a", "a", "a", "a", "a", "b", "b"]
    let chart = Chart {
      LinePlot(x: .value("Year", years), y: .value("Y", years)).foregroundStyle(by: .value("S", names))
    }
    #expect(dashed(chart).count == 1)
  }

  @Test func areasAndBandsBreak() {
    let years = [1962.0, 1963, 1964, 1965, 1966, 1970, 1971, 1972, 1973]
    let area = Chart { AreaPlot(x: .value("Year", years), y: .value("Y", years.map { _ in 2.0 })) }
    #expect(area.scene(theme: .pinned).shapes(in: "marks").count { $0.fill != nil } == 2)
    let x = years.flatMap { [$0, $0, $0] }
    let trend = Chart.trends(x: .value("Year", x), y: .value("Y", x.indices.map { Double($0 % 3) }))
    let shapes = trend.scene(theme: .pinned).shapes(in: "marks")
    #expect(shapes.count { $0.fill != nil } == 2)
    #expect(shapes.count { $0.stroke?.dash.isEmpty == false } == 1)
  }

  @Test func aMeanOfOneValueHasNoBand() {
    let chart = Chart.trends(
      x: .value("Year", [2000.0, 2000, 2001, 2001, 2002, 2003, 2003]), y: .value("Y", [1.0, 2, 2, 3, 9, 1, 2]))
    // The bands of 2000 to 2001 and of 2003 alone.
    let filled = chart.scene(theme: .pinned).shapes(in: "marks").filter { $0.fill != nil }.compactMap(\.bounds)
    #expect(filled.count == 2 && filled.contains { $0.width == 2 })
    #expect(chart.dataTable.doubles("Lower")[2].isNaN)
    #expect(chart.scene(theme: .pinned).warnings.isEmpty)
  }

  @Test func aLineThatGoesBackAndForthIsTold() {
    func warnings(_ x: [Double]) -> [RenderWarning.Code] {
      lines(.value("X", x)).scene(theme: .pinned).warnings.map(\.code)
    }
    #expect(warnings([1, 3, 2, 5, 4]) == [.unsortedRows])
    #expect(warnings([5, 4, 2, 1]).isEmpty)
    #expect(warnings([1, 2, 2, 3]).isEmpty)
    let x = PlottableColumn.value("X", [1.0, 3, 2])
    let band = Chart { AreaPlot(x: x, yStart: .value("A", [0.0, 0, 0]), yEnd: .value("B", [1.0, 1, 1])) }
    #expect(band.scene(theme: .pinned).warnings.map(\.code) == [.unsortedRows])
    // A stack has one thickness at each place, in whatever order its rows come.
    #expect(Chart { AreaPlot(x: x, y: x) }.scene(theme: .pinned).warnings.isEmpty)
  }

  @Test func leadersOfLineEndsAreDottedAndGrey() {
    let chart = Chart([("a", 1.0, 1.0), ("a", 2, 3), ("b", 1, 2)]) { name, x, y in
      LineMark(x: .value("X", x), y: .value("Y", y)).foregroundStyle(by: .value("Series", name))
    }
    let leaders = chart.scene(theme: .pinned).shapes.filter { $0.stroke?.dash == [1, 2] }
    #expect(leaders.count == 1)
    #expect(leaders.first?.stroke?.paint == Theme.pinned.ink(0.35))
  }
}
