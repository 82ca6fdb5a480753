import Testing

@testable import Statistics

@Suite struct FitTests {
  let oracle: StatisticsOracle

  init() throws { oracle = try StatisticsOracle.read() }

  @Test func linesAgreeWithSciPy() throws {
    let expected = oracle.linear
    let fit = try #require(LinearFit(x: expected.x, y: expected.y))
    #expect(agree([fit.slope, fit.intercept, fit.rSquared], [expected.slope, expected.intercept, expected.rSquared]))
    #expect(agree(expected.places.map(fit.value(at:)), expected.values))
    let bands = expected.places.map { fit.band(at: $0, level: expected.level) }
    #expect(agree(bands.map { ($0.upperBound - $0.lowerBound) / 2 }, expected.half))
  }

  @Test func slopesHaveIntervals() throws {
    // Residuals of 3.6 with three degrees of freedom, deviations of x of 10: 0.8 ± 3.18245 × √(1.2 / 10).
    let fit = try #require(LinearFit(x: [1, 2, 3, 4, 5], y: [1, 3, 2, 5, 4]))
    let interval = fit.slopeInterval()
    #expect(agree([interval.lowerBound, interval.upperBound], [-0.302432, 1.902432], tolerance: 1e-5))
    #expect(try #require(LinearFit(x: [0, 2], y: [1, 2])).slopeInterval() == 0.5...0.5)
  }

  @Test func noLineThroughOnePlace() {
    #expect(LinearFit(x: [1, 1, 1], y: [1, 2, 3]) == nil)
    #expect(LinearFit(x: [1, .nan], y: [1, 2]) == nil)
    #expect(LinearFit(x: [0, 2], y: [1, 2])?.value(at: 1) == 1.5)
  }

  @Test func localRegressionAgreesWithWeightedLeastSquares() throws {
    let expected = oracle.local
    let fit = try #require(
      LocalRegression(
        x: expected.x, y: expected.y, span: expected.fit.span, degree: 1, points: expected.fit.x.count))
    #expect(agree(fit.x, expected.fit.x))
    #expect(agree(fit.y, expected.fit.y))
    #expect(LocalRegression(x: [1, 1, 1], y: [1, 2, 3]) == nil)
  }

  @Test func localRegressionOfALineIsTheLine() throws {
    let x = (0..<50).map { Double($0 * $0) }
    let fit = try #require(LocalRegression(x: x, y: x.map { 3 - 2 * $0 }))
    #expect(agree(fit.y, fit.x.map { 3 - 2 * $0 }))
  }

  @Test func densityAgreesWithSciPy() throws {
    let values = try #require(oracle.columns["normal"])
    let density = try #require(KernelDensity(values, points: oracle.density.x.count, domain: -4...4))
    #expect(agree(density.bandwidth, oracle.density.bandwidth))
    #expect(agree(density.density, oracle.density.density))
  }

  @Test func densitiesWithBoundsAgreeWithReflectedOnesOfSciPy() throws {
    let shares = try #require(oracle.columns["hundredths"])
    let both = oracle.reflectedDensity
    let density = try #require(KernelDensity(shares, points: both.x.count, domain: 0...1, bounds: 0...1))
    #expect(agree(density.bandwidth, both.bandwidth))
    #expect(agree(density.density, both.density))
    let waits = try #require(oracle.columns["inflated"])
    let one = oracle.halfReflectedDensity
    let half = try #require(
      KernelDensity(
        waits, points: one.x.count, domain: one.x[0]...one.x[one.x.count - 1], bounds: 0...(.infinity)))
    #expect(agree(half.density, one.density))
  }

  @Test func densitiesBetweenBoundsHaveAnAreaOfOne() throws {
    let shares = try #require(oracle.columns["hundredths"])
    func area(_ density: KernelDensity?) throws -> Double {
      let density = try #require(density)
      let step = density.x[1] - density.x[0]
      let ends = (density.density[0] + density.density[density.density.count - 1]) / 2
      return (density.density.reduce(0, +) - ends) * step
    }
    #expect(abs(try area(KernelDensity(shares, points: 2_000, domain: 0...1, bounds: 0...1)) - 1) < 1e-6)
    #expect(try area(KernelDensity(shares, points: 2_000, domain: 0...1)) < 0.95)
    // What lies beyond the bounds is left out.
    let part = try #require(KernelDensity(shares, bounds: 0.25...0.75))
    #expect(part.count == shares.count { (0.25...0.75).contains($0) })
    #expect(part.x.first == 0.25 && part.x.last == 0.75)
    #expect(abs(try area(part) - 1) < 1e-3)
  }

  @Test func boundsAreFoundWhereValuesCrowdAgainstThem() throws {
    let shares = try #require(oracle.columns["hundredths"])
    #expect(DensityBounds.automatic.range(for: shares) == 0...1)
    #expect(DensityBounds.automatic.range(for: shares.map { $0 / 3 }) == 0...(.infinity))
    #expect(DensityBounds.automatic.range(for: shares.map { $0 + 40 }) == DensityBounds.unlimited)
    #expect(DensityBounds.automatic.range(for: shares.map { $0 - 0.5 }) == DensityBounds.unlimited)
    #expect(DensityBounds.automatic.range(for: [1, .nan]) == DensityBounds.unlimited)
    #expect(DensityBounds.none.range(for: shares) == DensityBounds.unlimited)
  }

  @Test func densityOfManyValuesStaysNearTheExactOne() throws {
    let values = StatisticsOracle.generated(count: 60_000, seed: 11)
    let coarse = try #require(KernelDensity(values, points: 100, domain: 0...1))
    // Few places keep the same values under the limit, where every kernel is evaluated.
    let exact = try #require(KernelDensity(values, points: 12, bandwidth: coarse.bandwidth, domain: 0...1))
    let peak = coarse.density.max() ?? 0
    for (index, density) in exact.density.enumerated() {
      #expect(abs(density - coarse.density[index * 9]) < 1e-3 * peak)
    }
  }

  @Test func densityNeedsTwoDifferentValues() {
    #expect(KernelDensity([]) == nil)
    #expect(KernelDensity([4, 4, 4]) == nil)
    #expect(KernelDensity([1, .nan]) == nil)
  }

  @Test func studentAgreesWithSciPy() {
    for expected in oracle.student {
      let quantile = StudentT(degreesOfFreedom: expected.degreesOfFreedom).quantile(expected.probability)
      #expect(agree(quantile, expected.quantile), "\(expected)")
    }
  }
}
