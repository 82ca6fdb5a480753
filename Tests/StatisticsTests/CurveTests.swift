import Foundation
import Testing

@testable import Statistics

/// Curves of what is tied, constant, discrete or far apart.
@Suite struct CurveTests {
  private struct Expected: Decodable {
    var name: String
    var span: Double
    var degree: Int
    var x, y, places, values: [Double]
  }

  @Test func localRegressionsAgreeWithLoess() throws {
    for expected in try JSONDecoder().decode([Expected].self, from: oracleData("curves.json")) {
      let fit = try #require(
        LocalRegression(
          x: expected.x, y: expected.y, span: expected.span, degree: expected.degree, points: expected.places.count))
      #expect(agree(fit.x, expected.places), "\(expected.name)")
      // At a million, differences in the tenth digit of x are rounding.
      let tolerance = expected.name == "far" ? 1e-7 : 1e-9
      #expect(agree(fit.y, expected.values, tolerance: tolerance), "\(expected.name), degree \(expected.degree)")
    }
  }

  @Test func parabolasAreTheDefaultAndExact() throws {
    let x = (0..<90).map { Double($0 * $0) / 100 }
    let fit = try #require(LocalRegression(x: x, y: x.map { 2 + $0 - 0.25 * $0 * $0 }, span: 0.5))
    #expect(agree(fit.y, fit.x.map { 2 + $0 - 0.25 * $0 * $0 }))
  }

  @Test func constantsStayConstants() throws {
    let x = (0..<50).map { Double($0) / 7 }
    for constant in [0.1, -3e-17, 1e9 + 0.1, 7] {
      let y = x.map { _ in constant }
      for span in [0.2, 1.0 / 3, 1] {
        let fit = try #require(LocalRegression(x: x, y: y, span: span))
        #expect(fit.y.allSatisfy { $0 == constant }, "\(constant), span \(span)")
      }
      let line = try #require(LinearFit(x: x, y: y))
      #expect(line.slope == 0 && line.intercept == constant)
      #expect(line.band(at: 3) == constant...constant)
      let trend = Trend(x: x.map { $0.rounded() }, y: y)
      #expect(trend.points.allSatisfy { $0.center == constant && $0.lower == constant && $0.upper == constant })
    }
  }

  @Test func tiesCountAsTheirMean() throws {
    // A third and more of the rows at 0: their mean there, whatever the order of the rows.
    var x = [Double](repeating: 0, count: 60) + (1...60).map { Double($0) / 60 }
    var y = (0..<60).map { Double($0 % 10) } + (1...60).map { 3 + Double($0 % 7) }
    let fit = try #require(LocalRegression(x: x, y: y, span: 1.0 / 3))
    #expect(agree(fit.y[0], 4.5))
    let order = (0..<120).map { ($0 * 77) % 120 }
    (x, y) = (order.map { x[$0] }, order.map { y[$0] })
    #expect(try #require(LocalRegression(x: x, y: y, span: 1.0 / 3)).y == fit.y)
    // Two places only: the line between their means.
    let two = try #require(
      LocalRegression(x: (0..<50).map { Double($0 % 2) }, y: (0..<50).map { Double($0) }, points: 3))
    #expect(agree(two.y, [24, 24.5, 25]))
  }

  @Test func curvesAreStraightOverGaps() throws {
    let x = (0..<50).map { Double($0) / 7 }
    let fit = try #require(LocalRegression(x: x + [1e9], y: x + [1], span: 1.0 / 3, points: 5))
    #expect(agree(fit.y, [0, 5.5, 4, 2.5, 1], tolerance: 0.02))
    #expect(fit.y.allSatisfy { $0 <= 7 && $0 >= -1e-9 })
  }

  @Test func bandsStayWhereValuesCanLie() {
    let shares = Trend(x: [1, 1, 1, 2, 2, 3], y: [0, 0, 0.3, 1, 0.9, 0.5]).points
    #expect(shares[0].lower == 0 && shares[0].upper > 0.3)
    #expect(shares[1].upper == 1)
    #expect(shares.map(\.hasBand) == [true, true, false])
    #expect(Trend(x: [1, 1], y: [0, 5]).points[0].lower == 0)
    #expect(Trend(x: [1, 1], y: [-1, 5]).points[0].lower < -1)
  }

  // MARK: Densities

  private func area(_ density: KernelDensity) -> Double {
    zip(density.x, density.x.dropFirst()).enumerated().reduce(0) { sum, step in
      sum + (step.element.1 - step.element.0) * (density.density[step.offset] + density.density[step.offset + 1]) / 2
    }
  }

  private func drawn(_ values: [Double], bounds: DensityBounds = .automatic) throws -> KernelDensity {
    try #require(
      KernelDensity(
        drawing: values, steps: ValueSteps(values), points: 256, domain: (values.min() ?? 0)...(values.max() ?? 0),
        bounds: bounds.range(for: values)))
  }

  @Test func discreteValuesAreBarsOfTheirShares() throws {
    let counts = (0..<1000).map { Double($0 % 5) }
    for values in [counts, counts.map { $0 + 1 }, counts.map { $0 / 2 - 1 }, counts.map { $0 < 2 ? 0 : 1 }] {
      let density = try drawn(values)
      #expect(density.isDiscrete)
      #expect(abs(area(density) - 1) < 1e-9)
    }
    let density = try drawn(counts)
    #expect(density.density.allSatisfy { $0 == 0.2 })
    #expect(density.x.first == -0.5 && density.x.last == 4.5)
    #expect(density.value(at: 0) == 0.2 && density.value(at: 4.6) == 0)
    let flags = try drawn(counts.map { $0 < 2 ? 0 : 1 })
    #expect(flags.density == [0.4, 0.4, 0.6, 0.6])
    // A step that no value has is empty.
    let holes = try drawn((0..<300).map { [1.0, 2, 4][$0 % 3] })
    #expect(abs(holes.value(at: 3)) < 1e-9 && abs(holes.value(at: 4) - 1.0 / 3) < 1e-9)
  }

  @Test func smoothDensitiesHaveAnAreaOfOneWhereTheyAreDrawn() throws {
    let uniform = (0..<2000).map { (Double($0) + 0.5) / 2000 }
    for values in [uniform, uniform.map { $0 + 5 }, uniform.map { $0 * $0 - 3 }] {
      for bounds in [DensityBounds.automatic, .none] {
        let density = try drawn(values, bounds: bounds)
        #expect(!density.isDiscrete)
        #expect(abs(area(density) - 1) < 1e-9)
      }
    }
  }

  @Test func stepsAreFoundWhereValuesComeAgain() {
    let some = (0..<200).map { Double($0 % 4) }
    #expect(ValueSteps(some)?.width == 1)
    #expect(ValueSteps(some.map { $0 / 4 })?.width == 0.25)
    #expect(ValueSteps(some.map { $0 * 30 })?.width == 30)
    #expect(ValueSteps(some + [.nan, .infinity])?.width == 1)
    // Each once; uneven; one place; so many that kernels reach over several steps.
    #expect(ValueSteps((0..<50).map { Double($0) }) == nil)
    #expect(ValueSteps(some.map { [0, 1, 2.3, 7.7][Int($0)] }) == nil)
    #expect(ValueSteps(some.map { _ in 3 }) == nil)
    #expect(ValueSteps((0..<1000).map { Double($0 % 100) }) == nil)
    #expect(ValueSteps([]) == nil)
  }

  @Test func countsOfManyValuesAreAsDenseAtZeroAsElsewhere() throws {
    // Too many for bars: whole numbers that come again reach half a step below 0.
    let density = try drawn((0..<10_000).map { Double($0 % 100) })
    #expect(!density.isDiscrete)
    #expect(abs(density.density[0] / density.value(at: 50) - 1) < 0.02)
  }
}
