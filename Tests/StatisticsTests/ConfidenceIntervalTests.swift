import FoundationEssentials
import Statistics
import Testing

@Suite struct ConfidenceIntervalTests {
  private struct Expected: Decodable {
    var successes: Double
    var total: Double
    var level: Double
    var lower: Double
    var upper: Double
  }

  @Test func intervalsAgreeWithSciPy() throws {
    for one in try JSONDecoder().decode([Expected].self, from: oracleData("proportions.json")) {
      let found = ConfidenceInterval.share(one.successes, of: one.total, level: one.level)
      #expect(abs(found.lower - one.lower) < 1e-9 && abs(found.upper - one.upper) < 1e-9)
      #expect(found.contains(one.successes / one.total))
      #expect(found == ConfidenceInterval.share(Int(one.successes), of: Int(one.total), level: one.level))
    }
  }

  @Test func impossibleSharesHaveNone() {
    for (successes, total) in [(1.0, 0.0), (3, 2), (-1, 2), (.nan, 2)] {
      #expect(ConfidenceInterval.share(successes, of: total).lower.isNaN)
    }
  }

  private struct Clustered: Decodable {
    var counts: [Double]
    var totals: [Double]
    var level: Double
    var lower: Double
    var upper: Double
  }

  @Test func intervalsOfClustersAgreeWithNumPy() throws {
    for one in try JSONDecoder().decode([Clustered].self, from: oracleData("clusters.json")) {
      let found = ConfidenceInterval.share(one.counts, of: one.totals, level: one.level)
      #expect(abs(found.lower - one.lower) < 1e-9 && abs(found.upper - one.upper) < 1e-9, "\(one.counts)")
    }
    #expect(ConfidenceInterval.share([3, 0], of: [9, 0]) == ConfidenceInterval(lower: 0, upper: 1, level: 0.95))
    #expect(ConfidenceInterval.share([], of: []).lower.isNaN)
  }

  /// Of 500 draws of artists, whose songs are alike and whose numbers of songs differ, nineteen of twenty intervals hold
  /// the share of all artists; Wilson's, which takes every song for itself, far fewer.
  @Test func intervalsOfClustersHoldTheTruthAsOftenAsTheySay() {
    var random = SplitMix64(11)
    func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    // Most artists have few songs and some have many; some are recognised more often than others.
    let artists = (0..<4000).map { _ -> (count: Double, total: Double) in
      let total = 1 + Int(min(60, 2 / (uniform() + 0.02)))
      let share = 1 - uniform().squareRoot()
      return (Double((0..<total).count { _ in uniform() < share }), Double(total))
    }
    let truth = artists.reduce(0) { $0 + $1.count } / artists.reduce(0) { $0 + $1.total }
    var (held, heldByWilson) = (0, 0)
    for _ in 0..<500 {
      let drawn = (0..<60).map { _ in artists[random.next(below: artists.count)] }
      let (counts, totals) = (drawn.map(\.count), drawn.map(\.total))
      if ConfidenceInterval.share(counts, of: totals).contains(truth) { held += 1 }
      if ConfidenceInterval.share(counts.reduce(0, +), of: totals.reduce(0, +)).contains(truth) { heldByWilson += 1 }
    }
    #expect((460...490).contains(held), "\(held) of 500")
    #expect(heldByWilson < 400, "\(heldByWilson) of 500")
  }
}
