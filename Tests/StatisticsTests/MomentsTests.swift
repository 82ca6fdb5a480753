import FoundationEssentials
import Testing

@testable import Statistics

/// Expected values by `Oracles/make_moments.py`.
private struct MomentsOracle: Decodable {
  /// A number of JSON, or `inf`, `-inf` or `nan`.
  struct Number: Decodable {
    var value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        value = try #require(Double(text))
      } else {
        value = try container.decode(Double.self)
      }
    }
  }
  struct Case: Decodable, CustomStringConvertible {
    var name: String
    var values: [Number]
    var count, missing, infinite: Int
    var sum, mean, standardDeviation, minimum, maximum, median: Number
    var quartiles: [Number]?
    var description: String { name }
  }
  struct Long: Decodable {
    var seed: UInt64
    var count: Int
    var sum, mean, standardDeviation: Double
  }
  struct Correlation: Decodable {
    var x, y: [Double]
    var pearson, spearman: Double
  }
  struct Groups: Decodable {
    var group: [Int32]
    var value, sums, variances: [Double]
  }
  struct Normal: Decodable { var probability, quantile: Double }

  var cases: [Case]
  var long: Long
  var correlations: [Correlation]
  var groups: Groups
  var normal: [Normal]

  static func read() throws -> MomentsOracle {
    try JSONDecoder().decode(MomentsOracle.self, from: oracleData("moments.json"))
  }
}

/// The same number: NaN too.
private func same(_ one: Double, _ other: Double) -> Bool { one == other || (one.isNaN && other.isNaN) }

private func near(_ one: Double, _ other: Double, _ tolerance: Double = 1e-12) -> Bool {
  same(one, other) || abs(one - other) <= tolerance * abs(other)
}

@Suite struct MomentsTests {
  private let oracle: MomentsOracle

  init() throws { oracle = try MomentsOracle.read() }

  @Test func sumsAndMeansAreRoundedOnceAsPythonRoundsThem() {
    for expected in oracle.cases {
      let found = Moments(expected.values.map(\.value))
      #expect(found.count == expected.count && found.missing == expected.missing, "\(expected)")
      #expect(found.infinite == expected.infinite, "\(expected)")
      #expect(same(found.sum, expected.sum.value), "\(expected): \(found.sum)")
      #expect(same(found.mean, expected.mean.value), "\(expected): \(found.mean)")
      #expect(found.minimum == expected.minimum.value && found.maximum == expected.maximum.value, "\(expected)")
      #expect(
        near(found.standardDeviation, expected.standardDeviation.value), "\(expected): \(found.standardDeviation)")
    }
  }

  @Test func sumsOfLongColumnsAreRoundedOnceInAnyOrder() {
    let expected = oracle.long
    var state = expected.seed
    let values = (0..<expected.count).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 33) / 0x1p31 - 0.5) * 1e6
    }
    let found = Moments(values)
    #expect(found.sum == expected.sum && found.mean == expected.mean)
    #expect(near(found.standardDeviation, expected.standardDeviation))
    #expect(Moments(values.reversed()).sum == expected.sum)
    // Missing values move the others to other lanes.
    #expect(Moments([.nan] + values + [.nan, .nan]).sum == expected.sum)
    // What cancels is added up exactly.
    #expect(Moments(values + [1e16, 0.5, -1e16] + values.map { -$0 }).sum == 0.5)
  }

  @Test func aMillionTenthsHaveAMeanOfATenth() {
    #expect(Moments([Double](repeating: 0.1, count: 1_000_000)).mean == 0.1)
    let mixed = (0..<1_000_000).map { $0 % 2 == 0 ? 0.1 : 0.3 }
    #expect(Moments(mixed).mean == 0.2)
  }

  @Test func valuesAtTheEndsOfTheRangeOfDoublesHaveMeansAndDeviations() {
    let large = Moments([1e308, 1.5e308, 1.7e308])
    #expect(large.sum == .infinity && near(large.mean, 1.4e308) && near(large.standardDeviation, 3.605551275463989e307))
    let opposite = Moments([-1.7e308, 1.7e308])
    #expect(opposite.mean == 0 && opposite.sum == 0)
    #expect(near(Moments([1e200, 2e200]).standardDeviation, 0.5.squareRoot() * 1e200))
    #expect(near(Moments([1e-200, 2e-200]).standardDeviation, 0.5.squareRoot() * 1e-200))
    #expect(Moments([.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude]).standardDeviation > 0)
  }

  /// One rule for missing and infinite values: tables, box plots and histograms print the same numbers.
  @Test func summariesAgreeWithEachOther() throws {
    for expected in oracle.cases {
      let values = expected.values.map(\.value)
      let summary = NumericSummary(values)
      #expect(summary.someCount == expected.count && summary.noneCount == expected.missing, "\(expected)")
      #expect(near(summary.median, expected.median.value), "\(expected): \(summary.median)")
      if let quartiles = expected.quartiles?.map(\.value) {
        #expect(near(summary.firstQuartile, quartiles[0]) && near(summary.thirdQuartile, quartiles[2]), "\(expected)")
      }
      let histogram = Histogram(values)
      #expect(same(histogram.median, summary.median) && same(histogram.mean, summary.mean), "\(expected)")
      #expect(histogram.total + histogram.outside == summary.someCount && histogram.missing == summary.noneCount)
      guard let box = BoxSummary(values) else {
        #expect(expected.infinite == expected.count)
        continue
      }
      #expect(box.count == summary.someCount && box.missing == summary.noneCount, "\(expected)")
      #expect(box.infinite == expected.infinite)
      #expect(same(box.median, summary.median) && same(box.mean, summary.mean), "\(expected)")
      #expect(same(box.firstQuartile, summary.firstQuartile) && same(box.thirdQuartile, summary.thirdQuartile))
      #expect(box.minimum == summary.min && box.maximum == summary.max)
    }
  }

  @Test func infinitiesHaveAPlaceAmongQuantilesButNoneInADrawing() throws {
    let box = try #require(BoxSummary([1, 2, 3, 4, .infinity]))
    #expect(box.median == 3 && box.count == 5 && box.missing == 0 && box.maximum == .infinity)
    #expect(box.upperWhisker == 4 && box.outliers.isEmpty && box.outlierCount == 1)
    #expect(box.isDrawable)
    #expect(try #require(BoxSummary([1, .infinity, .infinity])).isDrawable == false)
    #expect(Quantile.of([1, .infinity], [0.25, 1]) == [.infinity, .infinity])
    #expect(Quantile.of([-.infinity, 1], [0, 0.75, 1]) == [-.infinity, -.infinity, 1])
    #expect(Quantile.of([-.infinity, .infinity], [0.5])[0].isNaN)
    let many = (0..<5_000).map { $0 % 5 == 0 ? .infinity : Double($0) } + [-.infinity]
    #expect(Quantile.of(many, [0, 0.5, 1]) == [-.infinity, 3_124, .infinity])
    let density = try #require(KernelDensity([1, 2, .nan, 4, .infinity]))
    #expect(density.count == 3 && density.missing == 1 && density.outside == 1)
    let trend = Trend(x: [1, 1, 1, .infinity], y: [2, .infinity, 3, 4], band: .interquartile)
    #expect(trend.points.map(\.center) == [3] && trend.missing == 1)
    #expect(LinearFit(x: [1, 2, 3, 4], y: [1, 2, .infinity, .nan])?.missing == 2)
  }

  @Test func correlationsDoNotVanishAtTheEndsOfTheRangeOfDoubles() {
    for expected in oracle.correlations {
      for (method, value) in [(CorrelationMatrix.Method.pearson, expected.pearson), (.spearman, expected.spearman)] {
        let matrix = CorrelationMatrix([expected.x, expected.y], names: ["x", "y"], method: method)
        // The smallest numbers have few digits.
        #expect(near(matrix[0, 1], value, 1e-9), "\(expected.x[0]): \(matrix[0, 1])")
        #expect(matrix[0, 0] == 1)
      }
      let fit = LinearFit(x: expected.x, y: expected.y)
      if let fit { #expect(near(fit.rSquared, expected.pearson * expected.pearson, 1e-9)) }
    }
    let infinite = CorrelationMatrix([[1, 2, .infinity], [1, 3, 2]], names: ["x", "y"])
    #expect(infinite[0, 1].isNaN && infinite.counts == [3, 3, 3, 3])
    let ranks = CorrelationMatrix([[1, 2, .infinity], [1, 3, 7]], names: ["x", "y"], method: .spearman)
    #expect(near(ranks[0, 1], 1))
  }

  @Test func groupsHaveTheSumsOfTheirValues() {
    let expected = oracle.groups
    let found = GroupedSums(expected.value, groupOfRow: expected.group, groupCount: 6)
    for (one, other) in zip(found.sums, expected.sums) { #expect(abs(one - other) <= other.ulp) }
    for (one, other) in zip(found.variances(), expected.variances) { #expect(near(one, other)) }
    #expect(found.sums[5] == 0 && found.means[5].isNaN && found.variances()[5].isNaN)
    let cancelling = GroupedSums([1e16, 5, 1, .nan, -1e16], groupOfRow: [0, 1, 0, 0, 0], groupCount: 2)
    #expect(cancelling.sums == [1, 5])
    #expect(GroupedSums([.infinity, 1], groupOfRow: [0, 0], groupCount: 1).means == [.infinity])
  }

  @Test func normalQuantilesAgreeWithSciPy() {
    for expected in oracle.normal {
      let found = NormalDistribution.quantile(expected.probability)
      #expect(near(found, expected.quantile) || abs(found) < 1e-15, "\(expected): \(found)")
    }
    #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
  }
}
