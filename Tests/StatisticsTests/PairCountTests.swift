import Statistics
import Testing

@Suite struct PairCountTests {
  /// Rows of values with some that are missing, infinite or outside of all bins.
  private static var columns: [[Double]] {
    var first = (0..<700).map { Double($0 * 7919 % 1009) / 1009 }
    first[3] = .nan
    first[9] = .infinity
    let second = (0..<700).map { Double($0 * 37 % 113) / 10 }
    let third = (0..<700).map { Double($0 % 3) }
    return [first, second, third]
  }

  private static var bins: [[Double]] {
    [(0...41).map { Double($0) / 41 }, stride(from: 0.0, through: 11.5, by: 0.5).map { $0 }, [0, 1, 2]]
  }

  @Test func everyPairOfBinsIsCountedAsRowByRow() throws {
    let columns = Self.columns
    let pairs = PairCounts(columns, bins: Self.bins)
    for (bins, edges) in zip(Self.bins, pairs.edges) {
      #expect(edges.count - 1 <= PairCounts.maximumBins && edges.count > 2)
      #expect(edges.first == bins.first && edges.last == bins.last)
      #expect(edges.allSatisfy(bins.contains))
    }
    var table = 0
    for a in 0..<3 {
      for b in (a + 1)..<3 {
        let width = pairs.edges[b].count - 1
        var expected = [Int](repeating: 0, count: (pairs.edges[a].count - 1) * width)
        for row in 0..<700 {
          guard let one = Self.bin(of: columns[a][row], pairs.edges[a]),
            let other = Self.bin(of: columns[b][row], pairs.edges[b])
          else { continue }
          expected[one * width + other] += 1
        }
        #expect(pairs.tables[table] == expected, "\(a) and \(b)")
        table += 1
      }
    }
    #expect(pairs.tables[2].reduce(0, +) == 700, "all rows have a bin in the last two columns")
    #expect(pairs.tables[0].reduce(0, +) == 698)
  }

  @Test func aColumnWithoutValuesHasNoPairs() {
    let pairs = PairCounts([[1, 2, 3, 4], [.nan, .nan, .nan, .nan]], bins: [[1, 2, 4], []])
    #expect(pairs.tables == [[]] && pairs.edges[1].isEmpty)
  }

  @Test func binsOfAnyWidthHoldTheirValues() {
    let bins = [[0, 1e-9, 1e-3, 0.5, 1, 1e6], [-1.7e308, -1, 0, 1.7e308], [5, 5]]
    let columns = [
      [0, 1e-9, 5e-10, 0.001, 0.49, 0.5, 1, 999_999, 1e6, 2e-3], [-1.7e308, -1, -0.5, 0, 1, 1.7e308, 3, -2, -1e300, 0],
      [5, 5, 5, 5, 5, 5, 5, 5, 5, 4],
    ]
    let pairs = PairCounts(columns, bins: bins)
    var expected = [Int](repeating: 0, count: 15)
    for (one, other) in zip(columns[0], columns[1]) {
      guard let row = Self.bin(of: one, bins[0]), let column = Self.bin(of: other, bins[1]) else { continue }
      expected[row * 3 + column] += 1
    }
    #expect(pairs.tables[0] == expected)
    #expect(pairs.tables[2].reduce(0, +) == 9, "a value outside of the only bin has no pair")
  }

  private static func bin(of value: Double, _ edges: [Double]) -> Int? {
    if value == edges[edges.count - 1] { return edges.count - 2 }
    return (0..<(edges.count - 1)).first { value >= edges[$0] && value < edges[$0 + 1] }
  }
}
