import Statistics
import Testing

@Suite struct GroupingTests {
  let oracle: StatisticsOracle

  init() throws { oracle = try StatisticsOracle.read() }

  @Test func hexagonsAgreeWithMatplotlib() throws {
    for grid in oracle.hexagons.grids {
      let found = HexagonBins(x: oracle.hexagons.x, y: oracle.hexagons.y, columns: grid.columns, rows: grid.rows)
      #expect(found.bins.map(\.count) == grid.counts, "\(grid.columns) × \(grid.rows)")
      #expect(agree(found.bins.map(\.x), grid.x))
      #expect(agree(found.bins.map(\.y), grid.y))
    }
  }

  @Test func everyPointLiesInOneHexagon() {
    let x = StatisticsOracle.generated(count: 4000, seed: 21)
    var y = StatisticsOracle.generated(count: 4000, seed: 22)
    y[5] = .nan
    y[6] = .infinity
    let found = HexagonBins(x: x, y: y, columns: 30, rows: 11)
    #expect(found.count == 3998 && found.missing == 2)
    #expect(found.fullest?.count == found.bins.map(\.count).max())
  }

  @Test func hexagonsOfNothingOnePlaceAndExtremes() {
    #expect(HexagonBins(x: [], y: [], columns: 9, rows: 4).bins.isEmpty)
    #expect(HexagonBins(x: [.nan], y: [1], columns: 9, rows: 4).missing == 1)
    for value in [0, 3, -2.5, 1e300, 1e-300, -1e308] {
      #expect(HexagonBins(x: [value, value], y: [1, 1], columns: 9, rows: 4).count == 2, "\(value)")
    }
    #expect(HexagonBins(x: [-1e308, 1e308], y: [0, 1], columns: 9, rows: 4).count == 2)
    #expect(HexagonBins(x: [1, 1.0.nextUp], y: [0, 1], columns: 0, rows: -3).count == 2)
  }

  @Test func averageLinkageAgreesWithSciPy() {
    for expected in oracle.linkages {
      let found = Linkage(averageOf: expected.distances, count: expected.count)
      #expect(found.merges.map(\.first) == expected.first)
      #expect(found.merges.map(\.second) == expected.second)
      #expect(found.merges.map(\.size) == expected.sizes)
      #expect(agree(found.merges.map(\.height), expected.heights))
      #expect(found.leafOrder == expected.leaves)
    }
  }

  @Test func linkageOfFewAndOfUnknownDistances() {
    #expect(Linkage(averageOf: [], count: 0).leafOrder.isEmpty)
    #expect(Linkage(averageOf: [0], count: 1).leafOrder == [0])
    let unknown = Linkage(averageOf: [0, .nan, .nan, 0], count: 2)
    #expect(unknown.merges.map(\.height) == [1] && unknown.merges.map(\.size) == [2])
  }

  @Test func densitiesWithinTheValuesAgreeWithSciPy() throws {
    let expected = oracle.trimmedDensity
    let values = try #require(oracle.columns["inflated"])
    let range = try #require(expected.x.first)...(try #require(expected.x.last))
    let density = try #require(KernelDensity(values, points: expected.x.count, domain: range))
    #expect(agree(density.bandwidth, expected.bandwidth))
    #expect(agree(density.density, expected.density))
  }
}
