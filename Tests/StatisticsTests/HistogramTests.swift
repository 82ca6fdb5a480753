import Statistics
import Testing

@Suite struct HistogramTests {
  let oracle: StatisticsOracle

  init() throws { oracle = try StatisticsOracle.read() }

  @Test func edgesAndCountsAgreeWithNumPy() throws {
    for (name, expected) in oracle.histograms {
      let histogram = Histogram(try #require(oracle.columns[name]))
      #expect(histogram.edges == expected.edges, "\(name)")
      #expect(histogram.counts == expected.counts, "\(name)")
    }
    let long = Histogram(StatisticsOracle.generated(count: oracle.long.count, seed: oracle.long.seed))
    #expect(long.edges == oracle.long.histogram.edges)
    #expect(long.counts == oracle.long.histogram.counts)
    #expect(agree(long.median, try #require(oracle.long.quantiles["0.5"])))
  }

  @Test func everyValueIsCountedOnce() {
    var values = StatisticsOracle.generated(count: 5000, seed: 7).map { ($0 * 1000).rounded() / 1000 }
    values[3] = .nan
    values[10] = .infinity
    values[11] = -.infinity
    let rules: [BinRule] = [
      .automatic, .scott, .freedmanDiaconis, .count(7), .width(0.03), .edges([0, 0.001, 0.5, 0.9]),
    ]
    for rule in rules {
      let histogram = Histogram(values, bins: rule, maximumBins: 50)
      #expect(histogram.total + histogram.missing + histogram.outside == 5000, "\(rule)")
      #expect(histogram.missing == 1)
      #expect(histogram.counts.count <= 50)
      #expect(histogram.edges.count == histogram.counts.count + 1)
    }
  }

  @Test func binsHoldTheirLowerEdgeAndTheLastBothEdges() {
    let histogram = Histogram([0, 0.1, 0.2, 0.3, 0.3], bins: .edges([0, 0.1, 0.2, 0.3]))
    #expect(histogram.counts == [1, 1, 3])
    let uneven = Histogram([1, 9, 10, 99, 100, 1000, 1001], bins: .edges([1, 10, 100, 1000]))
    #expect(uneven.counts == [2, 2, 2])
    #expect(uneven.outside == 1)
  }

  @Test func wholeNumbersAreCentredAndDecadesStartAtTheirYear() {
    let dice = Histogram([1, 2, 2, 3, 6])
    #expect(dice.edges == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5])
    #expect(dice.counts == [1, 2, 1, 0, 0, 1])
    let years = Histogram([1960, 1969, 1970, 1979, 1980], bins: .width(10))
    #expect(years.edges == [1960, 1970, 1980, 1990])
    #expect(years.counts == [2, 2, 1])
  }

  @Test func zerosThatStandApartAreTold() {
    let rest = StatisticsOracle.generated(count: 900, seed: 3).map { $0 + 0.001 }
    let inflated = Histogram([Double](repeating: 0, count: 100) + rest)
    #expect(inflated.isZeroInflated)
    #expect(inflated.zeros == 100)
    #expect(!Histogram([Double](repeating: 0, count: 10) + rest).isZeroInflated)
    #expect(!Histogram([-1.5] + [Double](repeating: 0, count: 100) + rest).isZeroInflated)
    #expect(!Histogram([0, 0, 0, 1, 2, 5]).isZeroInflated)
  }

  @Test func aFarOutlierDoesNotMakeMillionsOfBins() {
    var values = StatisticsOracle.generated(count: 100_000, seed: 5)
    values.append(1e9)
    #expect(Histogram(values).counts.count <= 200)
  }

  @Test func nothingAndNearlyNothing() {
    let empty = Histogram([])
    #expect(empty.edges.isEmpty && empty.counts.isEmpty && empty.total == 0)
    let missing = Histogram([.nan, .nan, .infinity])
    #expect(missing.counts.isEmpty && missing.missing == 2 && missing.outside == 1)
    for value in [0, 3, -2.5, 1e300, .leastNonzeroMagnitude, -1e-12, 1e15 + 0.5] {
      let one = Histogram([value, value])
      #expect(one.counts == [2], "\(value)")
      #expect(one.edges[0] < one.edges[1])
    }
    #expect(Histogram([-1e308, 1e308]).total == 2)
    #expect(Histogram([1, 1.0.nextUp]).total == 2)
    #expect(Histogram([1e15, 1e15 + 0.125]).total == 2)
  }

  @Test func aGivenDomainLeavesTheRestOutside() {
    let histogram = Histogram([-5, 0.1, 0.2, 0.9, 7], domain: 0...1)
    #expect(histogram.total == 3 && histogram.outside == 2)
    // The numbers beside the bars are those of the whole column.
    #expect(agree(histogram.mean, 0.64))
    #expect(histogram.median == 0.2)
    #expect(histogram.edges.first == 0 && histogram.edges.last == 1)
  }
}
