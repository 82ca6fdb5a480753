import Frames
import Testing

@testable import Charts

@Suite struct AxisMarksTests {
  private func texts(_ change: (Chart) -> Chart) -> [SceneText] {
    change(Chart(PointPlot(x: .value("Energy", [0.0, 1]), y: .value("Rank", [1.0, 40])))).scene(theme: .pinned).texts
  }

  @Test func marksStandWhereTheyAreAskedFor() {
    let quarters = texts { $0.chartXAxis { AxisMarks(format: .percent, values: .stride(by: 0.25)) } }.map(\.string)
    #expect(quarters.filter { $0.hasSuffix("%") } == ["0%", "25%", "50%", "75%", "100%"])
    let few = texts { $0.chartYAxis { AxisMarks(values: .automatic(desiredCount: 2)) } }
    #expect(few.count { $0.anchor == .end && Double($0.string) != nil } <= 3)
    let named = texts { $0.chartYAxis { AxisMarks(values: [7, 40, 99]) } }.map(\.string)
    #expect(named.contains("7") && named.contains("40") && !named.contains("99"))
  }

  @Test func partsThatAreNotNamedAreNotDrawn() {
    let chart = Chart(PointPlot(x: .value("x", [0.0, 1]), y: .value("y", [1.0, 40])))
      .chartXAxis { AxisMarks { AxisGridLine() } }
      .chartYAxis {
        AxisMarks {
          AxisTick()
          AxisValueLabel(format: .unit("dB"))
        }
      }
    let scene = chart.scene(theme: .pinned)
    #expect(scene.shapes(in: "grid").count == 1)
    #expect(scene.texts.contains { $0.string.hasSuffix("dB") })
    #expect(!scene.texts.contains { $0.string == "0.5" })
  }

  @Test func scalesRunBackwards() throws {
    let reversed = texts { $0.chartYScale(domain: .automatic(includesZero: true, reversed: true)) }
    let ticks = reversed.filter { $0.anchor == .end && Double($0.string) != nil }
    let zero = try #require(ticks.first { $0.string == "0" })
    #expect(ticks.allSatisfy { $0.position.y >= zero.position.y })
  }

  @Test func powersSpreadNumbers() {
    let scale = ContinuousScale(type: .power(exponent: 2), lower: 0, upper: 10)
    #expect(scale.fraction(5) == 0.25)
    #expect(ContinuousScale(type: .power(exponent: 0.5), lower: 0, upper: 100).fraction(25) == 0.5)
    #expect(ScaleType.power(exponent: 3).forward(-2) == -8)
  }

  @Test func datesHaveTicksOfTheCalendar() throws {
    func ticks(_ from: String, _ to: String, _ count: Int) throws -> [String] {
      let (from, to) = (try #require(CalendarDate(from)), try #require(CalendarDate(to)))
      return Ticks.dates(
        lower: CivilTime(from).secondsSince1970, upper: CivilTime(to).secondsSince1970, count: count
      ).map { String(CivilTime(secondsSince1970: $0).internetDateTime.prefix(10)) }
    }
    #expect(try ticks("1960", "2020", 6) == (0..<7).map { "\(1960 + 10 * $0)-01-01" })
    #expect(try ticks("2023-11-20", "2024-03-10", 4) == ["2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01"])
    #expect(try ticks("2023-11-20", "2024-12-10", 4) == ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"])
    // Mondays.
    #expect(try ticks("2026-11-20", "2026-12-20", 4) == ["2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14"])
    #expect(try ticks("2024-02-28", "2024-03-02", 4).contains("2024-02-29"))
    let hours = Ticks.dates(lower: 0, upper: 86_400, every: 6, .hour)
    #expect(hours == [0, 21_600, 43_200, 64_800, 86_400])
  }

  @Test func logarithmicTicksAreFew() {
    #expect(Ticks.logarithmic(lower: 1.2, upper: 400, count: 4).count >= 2)
    #expect(Ticks.logarithmic(lower: 2, upper: 30, count: 3).count >= 2)
    for count in 1...8 { #expect(Ticks.logarithmic(lower: 1, upper: 90, count: count).count <= count + 3) }
  }

  @Test func squarePlotsHaveTheSameStepsOnBothAxes() {
    let chart = Chart.rocCurve(.value("a", [0.1, 0.4, 0.6, 0.9]), isPositive: [false, true, false, true])
    for width in [300.0, 640] {
      let texts = chart.frame(width: width).scene(theme: .pinned).texts
        .filter { $0.string.count == 3 && Double($0.string) != nil }
      let left = texts.filter { $0.anchor == .end }.map(\.string)
      let below = texts.filter { $0.anchor == .middle }.map(\.string)
      #expect(left.sorted() == below.sorted() && left.count > 2)
    }
  }

  @Test func shortAxesHaveTwoNumbersAtLeast() {
    let years = (1960...2024).map(Double.init)
    let chart = Chart { LinePlot(x: .value("Year", years), y: .value("Energy", years)) }.chartXAxis(format: .year)
    let texts = chart.frame(width: 170, height: 200).scene(theme: .pinned).texts
    let below = texts.filter { text in texts.contains { $0.string == "Year →" && $0.position.y > text.position.y } }
    let lowest = below.map(\.position.y).max() ?? 0
    #expect(below.count { $0.position.y > lowest - 1 } >= 2)
  }
}
