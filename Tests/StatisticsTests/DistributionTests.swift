import FoundationEssentials
import Statistics
import Testing

/// Empirical distributions, normal quantiles and densities of two columns, beside what NumPy and SciPy have:
/// `Oracles/make_distributions.py` writes it.
@Suite struct DistributionTests {
  private struct Oracle: Decodable {
    struct Number: Decodable {
      var value: Double

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
          value = text == "inf" ? .infinity : text == "-inf" ? -.infinity : .nan
        } else {
          value = try container.decode(Double.self)
        }
      }
    }
    struct Empirical: Decodable {
      var name: String
      var values: [Number]
      var steps, shares: [Double]
      var count: Int
    }
    struct Normal: Decodable {
      var name: String
      var values, theoretical: [Double]
      var slope, intercept: Double
    }
    struct Density: Decodable {
      var x, y, bandwidth: [Double]
      var places: [[Double]]
      var density: [Double]
    }
    var empirical: [Empirical]
    var normal: [Normal]
    var densities: [Density]
  }

  private let oracle: Oracle

  init() throws { oracle = try JSONDecoder().decode(Oracle.self, from: oracleData("distributions.json")) }

  @Test func stepsAreThoseOfNumPy() {
    for expected in oracle.empirical {
      let distribution = EmpiricalDistribution(expected.values.map(\.value))
      #expect(distribution.values == expected.steps, "\(expected.name)")
      #expect(zip(distribution.shares, expected.shares).allSatisfy { abs($0 - $1) < 1e-12 }, "\(expected.name)")
      #expect(distribution.count == expected.count && !distribution.isThinned)
    }
  }

  @Test func infinitiesAreValues() {
    let distribution = EmpiricalDistribution([-.infinity, 1, 2, .infinity, .nan])
    #expect(distribution.shareBelow == 0.25 && distribution.shares == [0.5, 0.75] && distribution.missing == 1)
    #expect(
      distribution.share(at: 0) == 0.25 && distribution.share(at: 1.5) == 0.5 && distribution.share(at: 9) == 0.75)
    #expect(EmpiricalDistribution([]).share(at: 0).isNaN)
  }

  @Test func keptStepsAreExact() {
    let values = (0..<50_000).map { Double($0 * 7919 % 50_021) }
    let distribution = EmpiricalDistribution(values, limit: 500)
    #expect(distribution.isThinned && distribution.values.count <= 501)
    let sorted = values.sorted()
    #expect(distribution.values.first == sorted.first && distribution.values.last == sorted.last)
    for (value, share) in zip(distribution.values, distribution.shares) {
      #expect(share == Double(values.count { $0 <= value }) / 50_000)
    }
  }

  @Test func normalQuantilesAreThoseOfR() {
    for expected in oracle.normal {
      let quantiles = NormalQuantiles(expected.values)
      #expect(quantiles.values == expected.values.sorted())
      for (own, other) in zip(quantiles.theoretical, expected.theoretical) { #expect(abs(own - other) < 1e-12) }
      #expect(abs(quantiles.slope - expected.slope) < 1e-12 && abs(quantiles.intercept - expected.intercept) < 1e-12)
    }
    let long = NormalQuantiles((0..<5_000).map { Double($0) } + [.nan, .infinity], limit: 200)
    #expect(long.values.count == 200 && long.count == 5_000 && long.missing == 1 && long.infinite == 1)
    #expect(long.values.first == 0 && long.values[1] == 1 && long.values.last == 4_999)
    #expect(long.values == long.values.sorted() && Set(long.values).count == 200)
    #expect(NormalQuantiles([]).values.isEmpty && NormalQuantiles([3]).slope.isNaN)
  }

  @Test func densitiesOfTwoColumnsAreThoseOfSciPy() throws {
    for expected in oracle.densities {
      let grid = try #require(DensityGrid(x: expected.x, y: expected.y, nodes: 256))
      #expect(zip(grid.bandwidth, expected.bandwidth).allSatisfy { abs($0 - $1) < 1e-12 })
      let peak = grid.density.max() ?? 0
      for (place, density) in zip(expected.places, expected.density) {
        // The nearest node; between nodes the density changes by no more than its slope times half a step.
        let column = try #require(grid.x.indices.min { abs(grid.x[$0] - place[0]) < abs(grid.x[$1] - place[0]) })
        let row = try #require(grid.y.indices.min { abs(grid.y[$0] - place[1]) < abs(grid.y[$1] - place[1]) })
        #expect(abs(grid.density[row * grid.x.count + column] - density) < 0.02 * peak)
      }
      let cell = (grid.x[1] - grid.x[0]) * (grid.y[1] - grid.y[0])
      #expect(abs(grid.density.reduce(0, +) * cell - 1) < 0.01)
    }
    #expect(DensityGrid(x: [1, 1, 1], y: [1, 2, 3]) == nil && DensityGrid(x: [1, 2], y: [1, 2]) == nil)
  }

  @Test func contoursHoldTheirShareOfRows() throws {
    let x = oracle.densities[0].x, y = oracle.densities[0].y
    let grid = try #require(DensityGrid(x: x, y: y))
    for share in [0.5, 0.9] {
      let level = grid.level(holding: share)
      let lines = grid.contour(at: level)
      #expect(!lines.isEmpty)
      for line in lines {
        let (first, last) = (try #require(line.first), try #require(line.last))
        #expect(first.x == last.x && first.y == last.y, "inside the grid every line is closed")
      }
      // A row lies inside when a ray from it crosses the lines an odd number of times.
      let inside = x.indices.count { row in
        lines.reduce(0) { crossings, line in
          crossings
            + zip(line, line.dropFirst()).count { start, end in
              (start.y > y[row]) != (end.y > y[row])
                && x[row] < start.x + (y[row] - start.y) / (end.y - start.y) * (end.x - start.x)
            }
        } % 2 == 1
      }
      #expect(abs(Double(inside) / Double(x.count) - share) < 0.08, "\(inside) of \(x.count) for \(share)")
    }
  }
}
