import Testing

@testable import Forests

struct BinningTests {
  @Test func fewDistinctValuesHaveABinEach() throws {
    let column = try BinnedColumn([3, 1, 2, 2, 1, -0, 0])
    #expect(column.edges == [0.5, 1.5, 2.5])
    #expect(column.bins == [3, 1, 2, 2, 1, 0, 0])
  }

  @Test(arguments: [2, 7, 256]) func binsHoldAboutEquallyManyRows(bins: Int) throws {
    var random = RandomStream(seed: 4, stream: 4)
    let values = (0..<20_000).map { _ in Float(random.next(below: 1 << 20)) * 1e-3 }
    let column = try BinnedColumn(values, maximumBins: bins)
    var counts = [Int](repeating: 0, count: bins)
    for bin in column.bins { counts[Int(bin)] += 1 }
    #expect(column.edges.count == bins - 1)
    #expect(counts.allSatisfy { abs($0 - 20_000 / bins) <= 2 })
  }

  @Test func aValueThatManyRowsShareHasABinOfItsOwn() throws {
    var random = RandomStream(seed: 4, stream: 4)
    let values = (0..<10_000).map { $0 % 2 == 0 ? 0 : Float(random.next(below: 5000) + 1) }
    let column = try BinnedColumn(values)
    #expect(column.edges.count == 255)
    #expect(zip(values, column.bins).allSatisfy { ($0 == 0) == ($1 == 0) })
  }

  @Test func valuesKeepTheirOrderAndFallIntoTheSameBinsLater() throws {
    var random = RandomStream(seed: 6, stream: 1)
    let values = (0..<5000).map { _ in Float(Int(random.next() % 2_000_001) - 1_000_000) * 1e-2 }
    let column = try BinnedColumn(values)
    let order = values.indices.sorted { values[$0] < values[$1] }
    #expect(zip(order, order.dropFirst()).allSatisfy { column.bins[$0] <= column.bins[$1] })
    let again = try BinnedFeatures([values], bins: FeatureBins(edges: [column.edges]))
    #expect((0..<5000).allSatisfy { again.bin(row: $0, feature: 0) == column.bins[$0] })
    #expect(FloatSort.sorted(values) == values.sorted())
  }

  @Test func neighbouringNumbersAreKeptApart() throws {
    let low: Float = 0.1
    let column = try BinnedColumn([low, low.nextUp, -.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    #expect(column.bins == [1, 2, 0, 3])
  }

  @Test func badInputIsRefused() throws {
    #expect(throws: ForestError.notFinite(row: 1, feature: 3)) { try BinnedColumn([0, .nan], feature: 3) }
    #expect(throws: ForestError.notFinite(row: 0, feature: 0)) { try BinnedColumn([.infinity]) }
    #expect(throws: ForestError.setting(.maximumBins)) { try BinnedColumn([1], maximumBins: 257) }
    #expect(throws: ForestError.noFeatures) { try BinnedFeatures([]) }
    #expect(throws: ForestError.noRows) { try BinnedFeatures([BinnedColumn([])]) }
    #expect(throws: ForestError.countsDiffer(found: 1, expected: 2)) {
      try BinnedFeatures([BinnedColumn([1, 2]), BinnedColumn([1])])
    }
    let bins = FeatureBins(edges: [[0.5], []])
    #expect(throws: ForestError.wrongNumberOfFeatures(found: 1, expected: 2)) { try BinnedFeatures([[1]], bins: bins) }
    #expect(throws: ForestError.notFinite(row: 0, feature: 1)) { try bins.bins([1, .infinity]) }
  }

  /// A missing value has a bin above all others in the feature's own column and one below all others in its second one;
  /// where none was missing it is taken for the median.
  @Test func missingValuesHaveABinOfTheirOwn() throws {
    let columns = try [
      BinnedColumn([2, .nan, 1, 3], allowsMissing: true), BinnedColumn([5, 5, 5, 9], allowsMissing: true),
    ]
    #expect(columns[0].bins == [1, 3, 0, 2] && columns[0].hasMissing && !columns[1].hasMissing)
    let features = try BinnedFeatures(columns)
    #expect(features.bins.missing == [0] && features.bins.binCount(feature: 0) == 4)
    #expect((0..<4).map { features.bin(row: $0, feature: 2) } == [2, 0, 1, 3])
    #expect(try BinnedFeatures([[2, .nan, 1, 3], [5, 5, 5, 9]], bins: features.bins) == features)
    #expect(try features.bins.bins([.nan, .nan]) == [3, 0])
    #expect(throws: ForestError.notFinite(row: 1, feature: 0)) {
      try BinnedColumn([1, .infinity], allowsMissing: true)
    }
    // Two hundred and fifty-five bins are left for values that are known.
    let many = try BinnedColumn((0..<300).map { Float($0) } + [.nan], allowsMissing: true)
    #expect(many.edges.count == 254 && many.bins[300] == 255)
  }
}
