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
}
