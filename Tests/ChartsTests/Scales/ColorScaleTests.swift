import Testing

@testable import Charts

@Suite struct ColorScaleTests {
  private func scale(_ values: [Double], _ change: (inout ColorSettings) -> Void) -> ColorScale {
    var domain = ColorDomain()
    domain.include(.value("v", values))
    var settings = ColorSettings()
    change(&settings)
    return ColorScale(domain, settings: settings, theme: .standard)
  }

  @Test func divergingRampsHaveTheirCentreInTheMiddle() {
    let even = scale([-1, 5]) { $0.ramp = .redBlue }
    #expect(even.fraction(0) == 0.5 && even.fraction(5) == 1 && even.fraction(-5) == 0)
    let asked = scale([-1, 5]) {
      $0.ramp = .redBlue
      $0.bounds = -10...40
      $0.center = 0
    }
    #expect(asked.fraction(0) == 0.5 && asked.fraction(-5) == 0.25 && asked.fraction(40) == 1)
  }

  @Test(arguments: [ColorRamp.blues, .viridis, .yellowGreenBlue])
  func namesInAnOrderTakeStepsOfARamp(ramp: ColorRamp) {
    var domain = ColorDomain()
    for decade in ["1980s", "1990s", "2000s", "2010s"] { domain.include(name: decade) }
    var settings = ColorSettings()
    settings.ramp = ramp
    let scale = ColorScale(domain, settings: settings, theme: .standard)
    let light = scale.entries.map(\.paint.light.luminance)
    let dark = scale.entries.map(\.paint.dark.luminance)
    // Away from the paper, step by step, and the first one is still seen on it.
    #expect(light == light.sorted(by: >) && dark == dark.sorted() && Set(light).count == 4)
    for (paint, paper) in [(scale.entries[0].paint, Theme.standard.paper)] {
      #expect(paint.light.contrast(with: paper.light) > 1.3 && paint.dark.contrast(with: paper.dark) > 1.3)
    }
  }

  @Test func classesHoldTheirNumbers() {
    let quantiles = scale((0..<100).map { Double($0 * $0) }) { $0.classes = .quantiles(4) }
    #expect(Set((0..<100).map { quantiles.fraction(Double($0 * $0)) }).count == 4)
    #expect(quantiles.classEntries.count == 4)
    let thresholds = scale([3, 50]) { $0.classes = .thresholds([10, 20]) }
    #expect(thresholds.classEntries.map(\.name) == ["below 10", "10–20", "20 and more"])
    #expect(thresholds.fraction(9.99) == thresholds.fraction(-1e9))
    #expect(thresholds.fraction(10) == thresholds.fraction(19))
    #expect(thresholds.fraction(20) > thresholds.fraction(19))
    #expect(thresholds.fraction(.nan).isNaN && thresholds.paint(for: .nan) == thresholds.missing)
  }

  @Test func classesOfWholeNumbersTellNoneThatIsNotThere() {
    #expect(ColorClasses([1, 2, 5, 9], rule: .equalIntervals(5)).labels == ["1", "2–3", "4–5", "6–7", "8–9"])
    #expect(ColorClasses([0, 2, 5, 9], rule: .equalIntervals(5)).labels[0] == "0–1")
  }

  @Test(arguments: [ColorRamp.yellowGreenBlue, .blues, .viridis, .cividis, .magma])
  func dotsStandOutFromThePaperAtEveryNumber(ramp: ColorRamp) {
    var domain = ColorDomain()
    domain.include(.value("v", [0, 1]))
    domain.symbol = .dot
    var settings = ColorSettings()
    settings.ramp = ramp
    let scale = ColorScale(domain, settings: settings, theme: .standard)
    for step in 0...20 {
      let paint = scale.paint(for: Double(step) / 20)
      for appearance in Appearance.allCases {
        #expect(paint[appearance].contrast(with: Theme.standard.paper[appearance]) >= 1.45)
      }
    }
  }

  @Test func theHeaviestNamesAreToldApart() {
    var domain = ColorDomain()
    for index in 0..<25 { domain.include(name: "n\(index)", weight: Double(index)) }
    let scale = ColorScale(domain, settings: ColorSettings(), theme: .standard)
    #expect(scale.entries.map(\.name) == (15..<25).map { "n\($0)" })
    #expect(scale.otherCount == 15 && scale.paint(for: "n3") == scale.otherEntry?.paint)
  }

  @Test func logarithmicRampsStartAtTheSmallestPositiveNumber() {
    let log = scale([0, 10, 1_000]) { $0.type = .log }
    #expect(log.fraction(10) == 0 && abs(log.fraction(100) - 0.5) < 1e-12 && log.fraction(0).isNaN)
  }
}
