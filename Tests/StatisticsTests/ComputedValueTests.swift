import FoundationEssentials
import Statistics
import Testing

/// What was computed elsewhere can be put together by hand, and is what was computed here.
@Suite struct ComputedValueTests {
  private let values = StatisticsOracle.generated(count: 500, seed: 31)
  private let others = StatisticsOracle.generated(count: 500, seed: 32)

  private func stored<Value: Codable & Equatable>(_ value: Value) throws -> Bool {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value
  }

  @Test func summaries() throws {
    let moments = Moments(values)
    let again = Moments(
      count: moments.count, minimum: moments.minimum, maximum: moments.maximum, sum: moments.sum, mean: moments.mean,
      standardDeviation: moments.standardDeviation)
    #expect(again == moments && again.populationStandardDeviation == moments.populationStandardDeviation)
    let summary = NumericSummary(values)
    #expect(
      NumericSummary(
        someCount: summary.someCount, mean: summary.mean, standardDeviation: summary.standardDeviation,
        min: summary.min, max: summary.max, median: summary.median, firstQuartile: summary.firstQuartile,
        thirdQuartile: summary.thirdQuartile) == summary)
    let box = try #require(BoxSummary(values))
    #expect(
      BoxSummary(
        count: box.count, minimum: box.minimum, firstQuartile: box.firstQuartile, median: box.median,
        thirdQuartile: box.thirdQuartile, maximum: box.maximum, mean: box.mean, lowerWhisker: box.lowerWhisker,
        upperWhisker: box.upperWhisker, outliers: box.outliers, outlierCount: box.outlierCount) == box)
    let matrix = CorrelationMatrix([values, others], names: ["a", "b"])
    #expect(
      CorrelationMatrix(names: ["a", "b"], method: .pearson, coefficients: matrix.coefficients, counts: matrix.counts)
        == matrix)
    #expect(try stored(moments) && stored(summary) && stored(box) && stored(matrix))
  }

  @Test func distributions() throws {
    let histogram = Histogram(values)
    #expect(
      Histogram(
        edges: histogram.edges, counts: histogram.counts, zeros: histogram.zeros,
        isZeroInflated: histogram.isZeroInflated, mean: histogram.mean, median: histogram.median) == histogram)
    let density = try #require(KernelDensity(values))
    #expect(
      KernelDensity(x: density.x, density: density.density, bandwidth: density.bandwidth, count: density.count)
        == density)
    let hexagons = HexagonBins(x: values, y: others, columns: 9, rows: 4)
    #expect(
      HexagonBins(
        bins: hexagons.bins.map { .init(x: $0.x, y: $0.y, count: $0.count) }, columns: 9, rows: 4,
        width: hexagons.width, rowDistance: hexagons.rowDistance) == hexagons)
    #expect(try stored(histogram) && stored(density) && stored(hexagons))
  }

  @Test func fits() throws {
    let fit = try #require(LinearFit(x: values, y: others))
    let again = LinearFit(
      slope: fit.slope, intercept: fit.intercept, rSquared: fit.rSquared, count: fit.count,
      residualStandardDeviation: fit.residualStandardDeviation, meanX: fit.meanX,
      standardDeviationX: fit.standardDeviationX)
    #expect(again == fit && again.band(at: 0.3) == fit.band(at: 0.3))
    let curve = try #require(LocalRegression(x: values, y: others))
    #expect(LocalRegression(x: curve.x, y: curve.y, count: curve.count) == curve)
    let trend = Trend(x: values.map { ($0 * 10).rounded() }, y: others)
    #expect(Trend(points: trend.points, band: trend.band) == trend)
    let linkage = Linkage(averageOf: [0, 1, 3, 1, 0, 2, 3, 2, 0], count: 3)
    let merges = linkage.merges.map {
      Linkage.Merge(first: $0.first, second: $0.second, height: $0.height, size: $0.size)
    }
    #expect(Linkage(count: 3, merges: merges) == linkage)
    #expect(try stored(fit) && stored(curve) && stored(trend) && stored(linkage))
  }

  @Test func curves() throws {
    let isPositive = zip(values, others).map { $0 + $1 > 0.4 }
    let roc = ROCCurve(scores: values, isPositive: isPositive)
    #expect(
      ROCCurve(
        thresholds: roc.thresholds, falsePositiveRate: roc.falsePositiveRate, truePositiveRate: roc.truePositiveRate,
        area: roc.area, positiveCount: roc.positiveCount, negativeCount: roc.negativeCount) == roc)
    let curve = PrecisionRecallCurve(scores: values, isPositive: isPositive)
    #expect(
      PrecisionRecallCurve(
        thresholds: curve.thresholds, precision: curve.precision, recall: curve.recall,
        averagePrecision: curve.averagePrecision, positiveCount: curve.positiveCount,
        negativeCount: curve.negativeCount) == curve)
    let reliability = ReliabilityCurve(probabilities: values, isPositive: isPositive)
    #expect(
      ReliabilityCurve(
        strategy: .uniform, bins: reliability.bins, histogram: reliability.histogram,
        brierScore: reliability.brierScore) == reliability)
    let matrix = ConfusionMatrix(actual: ["a", nil, "b"], predicted: ["b", "a", "b"])
    #expect(ConfusionMatrix(names: matrix.names, counts: matrix.counts, missingCount: 1) == matrix)
    #expect(try stored(reliability) && stored(matrix))
  }
}
