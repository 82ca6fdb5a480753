import Testing

@testable import Statistics

@Suite struct SummaryTests {
  let oracle: StatisticsOracle

  init() throws { oracle = try StatisticsOracle.read() }

  @Test func boxesAgreeWithNumPy() throws {
    for (name, expected) in oracle.boxes {
      let values = try #require(oracle.columns[name])
      let box = try #require(BoxSummary(values))
      #expect(box.count == expected.count, "\(name)")
      let mine = [
        box.minimum, box.firstQuartile, box.median, box.thirdQuartile, box.maximum, box.mean, box.lowerWhisker,
        box.upperWhisker,
      ]
      let theirs = [
        expected.minimum, expected.firstQuartile, expected.median, expected.thirdQuartile, expected.maximum,
        expected.mean, expected.lowerWhisker, expected.upperWhisker,
      ]
      #expect(agree(mine, theirs), "\(name)")
      #expect(box.outliers == expected.outliers, "\(name)")
      #expect(box.outlierCount == expected.outliers.count)
    }
  }

  @Test func manyOutliersAreThinnedButCountedAndKeepTheExtremes() throws {
    let values = (0..<1000).map { Double($0 % 10) } + (0..<300).map { 100 + Double($0) }
    let box = try #require(BoxSummary(values, outlierLimit: 25))
    #expect(box.outlierCount == 300)
    #expect(box.outliers.count == 25)
    #expect(box.outliers.first == 100 && box.outliers.last == 399)
    #expect(box.outliers == box.outliers.sorted())
  }

  @Test func missingValuesAreCountedAndNothingHasNoBox() {
    #expect(BoxSummary([]) == nil)
    #expect(BoxSummary([.nan, .infinity]) == nil)
    #expect(BoxSummary([1, .nan, 2])?.missing == 1)
    #expect(BoxSummary([7])?.upperWhisker == 7)
  }

  @Test func quantilesOfALongColumnAgreeWithNumPy() throws {
    let values = StatisticsOracle.generated(count: oracle.long.count, seed: oracle.long.seed)
    let probabilities = oracle.long.quantiles.keys.compactMap(Double.init).sorted()
    let expected = try probabilities.map { try #require(oracle.long.quantiles["\($0)"]) }
    #expect(agree(Quantile.of(values, probabilities), expected))
    #expect(agree(Moments(values).standardDeviation, oracle.long.standardDeviation))
  }

  @Test func ranksSurviveHeapsOfEqualValuesAndExtremes() {
    var values = [Double](repeating: 0, count: 40_000) + StatisticsOracle.generated(count: 3000, seed: 9)
    values += [1e300, -1e300, .leastNonzeroMagnitude, -Double.leastNonzeroMagnitude]
    let sorted = values.sorted()
    let ranks = [0, 1, 2, 20_000, 40_003, 41_000, 43_003]
    #expect(OrderStatistics.values(at: ranks, of: values) == ranks.map { sorted[$0] })
    #expect(OrderStatistics.values(at: [], of: values).isEmpty)
  }

  @Test func trendsAgreeWithNumPyAndSciPy() {
    let expected = oracle.trend
    let mean = Trend(x: expected.x, y: expected.y, band: .confidence(expected.level))
    #expect(mean.points.map(\.x) == expected.points.map(\.x))
    #expect(mean.points.map(\.count) == expected.points.map(\.count))
    #expect(agree(mean.points.map(\.center), expected.points.map(\.mean)))
    #expect(agree(mean.points.map(\.upper), expected.points.map { $0.mean + $0.half }))
    #expect(agree(mean.points.map(\.lower), expected.points.map { $0.mean - $0.half }))
    let median = Trend(x: expected.x, y: expected.y, band: .interquartile)
    #expect(agree(median.points.flatMap { [$0.lower, $0.center, $0.upper] }, expected.points.flatMap(\.quartiles)))
  }

  @Test func trendsLeaveOutWhatIsMissingAndSayHowMany() {
    let trend = Trend(x: [1, 1, .nan, 2, 3], y: [4, 6, 5, .nan, 9], minimumCount: 2)
    #expect(trend.points.map(\.x) == [1])
    #expect(trend.missing == 2)
    #expect(Trend(x: [3], y: [9]).points == [Trend.Point(x: 3, center: 9, lower: 9, upper: 9, count: 1)])
    #expect(Trend(x: [], y: []).points.isEmpty)
  }
}
