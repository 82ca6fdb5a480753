import Testing

@testable import Charts

@Suite struct ScaleTests {
  @Test func ticksAreRound() {
    #expect(Ticks.linear(lower: 0, upper: 1, count: 5) == [0, 0.2, 0.4, 0.6, 0.8, 1])
    #expect(Ticks.linear(lower: -60, upper: 0, count: 6) == [-60, -50, -40, -30, -20, -10, 0])
    #expect(Ticks.linear(lower: 0.1, upper: 0.35, count: 5) == [0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
    #expect(Ticks.logarithmic(lower: 1, upper: 10_000, count: 6) == [1, 10, 100, 1_000, 10_000])
  }

  @Test(arguments: [
    (0.0, 1e-300), (-1e300, 1e300), (1e15, 1e15 + 1), (-.greatestFiniteMagnitude, .greatestFiniteMagnitude),
    (2.3e-308, 2.5e-308),
  ])
  func extremeDomainsGiveFewTicks(lower: Double, upper: Double) {
    let ticks = Ticks.linear(lower: lower, upper: upper, count: 6)
    #expect(!ticks.isEmpty && ticks.count < 20)
    #expect(ticks.allSatisfy { $0 >= lower && $0 <= upper })
  }

  @Test func positionsRunFromEndToEnd() {
    for type in [ScaleType.linear, .log, .squareRoot, .symmetricLog] {
      let scale = ContinuousScale(type: type, lower: 1, upper: 100, rangeStart: 10, rangeEnd: 210)
      #expect(abs(scale.position(1) - 10) < 1e-9)
      #expect(abs(scale.position(100) - 210) < 1e-9)
      #expect(scale.position(50) > scale.position(20))
    }
    #expect(ContinuousScale(type: .log, lower: 1, upper: 100).position(0).isNaN)
  }

  @Test func numbersAreWrittenAsPeopleDo() {
    let automatic = NumberFormat.automatic
    #expect(automatic.strings([0, 5_000, 10_000], step: 5_000) == ["0", "5,000", "10,000"])
    #expect(automatic.strings([0, 500, 1_000], step: 500) == ["0", "500", "1,000"])
    #expect(automatic.strings([-0.5, 0, 0.25], step: 0.25) == ["\u{2212}0.50", "0.00", "0.25"])
    #expect(automatic.strings([0, 500_000, 1_000_000], step: 500_000) == ["0", "0.5M", "1.0M"])
    #expect(NumberFormat.percent.strings([0, 0.05, 0.1], step: 0.05) == ["0%", "5%", "10%"])
    #expect(NumberFormat.decimals(2).string(-0.001) == "\u{2212}0.001")
    #expect(NumberFormat.decimals(2).string(-0.0) == "0.00")
    #expect(automatic.string(1e-300) == "10⁻³⁰⁰")
    #expect(automatic.string(-1.5e300) == "\u{2212}1.5×10³⁰⁰")
    #expect(automatic.string(.nan) == "–")
    #expect(automatic.string(0.12345) == "0.123")
    #expect(automatic.string(323_651) == "323,651")
  }

  @Test func datesOfTheCalendarAndBack() {
    for seconds in [0.0, 951_782_400, -86_400, 1_700_000_000, 4_102_444_799] {
      #expect(CivilTime(secondsSince1970: seconds).secondsSince1970 == seconds)
    }
    #expect(CivilTime(secondsSince1970: 1_700_000_000).internetDateTime == "2023-11-14T22:13:20Z")
  }

  @Test func labelsThatTouchAreMovedApart() {
    let places = LineEndLabels.separated([10, 11, 12, 90], distance: 10, from: 0, to: 100)
    for (a, b) in zip(places, places.dropFirst()) { #expect(b - a >= 9.999) }
    #expect(abs(places[1] - 11) < 1e-9 && places[3] == 90)
  }
}
