import Rendering
import Testing

@Suite struct PaletteTests {
  @Test(arguments: [6, 8, 10]) func paintsStandOutFromThePaper(count: Int) {
    for paint in Palette.categorical(count: count) {
      #expect(paint.light.contrast(with: Theme.standard.paper.light) >= 3)
      #expect(paint.dark.contrast(with: Theme.standard.paper.dark) >= 3)
    }
  }

  @Test(arguments: 2...10, Appearance.allCases)
  func groupsAreToldApartByEveryKindOfSight(count: Int, appearance: Appearance) {
    let colors = Palette.categorical(count: count).map { $0[appearance] }
    for vision in ColorVision.allCases {
      #expect(vision.leastDistance(colors) >= 0.1, "\(count) groups on \(appearance) paper, \(vision)")
    }
  }

  @Test func theMeasureOfDistanceFindsUnsafePalettes() {
    // matplotlib's tab10 and Tableau's, whose red and green, or blue and violet, are one colour to some eyes.
    let tab10: [UInt32] = [
      0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22, 0x17becf,
    ]
    let colors = tab10.map { Color(hex: $0) }
    #expect(abs(ColorVision.normal.leastDistance(colors) - 0.113) < 0.001)
    #expect(abs(ColorVision.deuteranopia.leastDistance(colors) - 0.023) < 0.001)
    #expect(abs(ColorVision.protanopia.leastDistance(colors) - 0.007) < 0.001)
    #expect(abs(ColorVision.tritanopia.leastDistance(colors) - 0.042) < 0.001)
  }

  @Test func theEndsOfDivergingRampsDifferForEveryKindOfSight() {
    for ramp in [ColorRamp.redBlue, .purpleOrange] {
      for appearance in Appearance.allCases {
        let ends = [ramp.paint(at: 0), ramp.paint(at: 1)].map { $0[appearance] }
        for vision in ColorVision.allCases { #expect(vision.leastDistance(ends) >= 0.1) }
      }
    }
  }

  @Test func textReadsOnThePaper() {
    let theme = Theme.standard
    for style in [theme.titleStyle, theme.subtitleStyle, theme.labelStyle, theme.captionStyle] {
      #expect(style.paint.light.contrast(with: theme.paper.light) >= 4.5)
      #expect(style.paint.dark.contrast(with: theme.paper.dark) >= 4.5)
    }
  }

  @Test func rampsRunOneWay() {
    for ramp in [ColorRamp.blues, .yellowGreenBlue, .viridis, .cividis, .magma] {
      for appearance in Appearance.allCases {
        let luminances = (0...20).map { ramp.paint(at: Double($0) / 20)[appearance].luminance }
        let rises = appearance == .dark
        for (a, b) in zip(luminances, luminances.dropFirst()) { #expect(rises ? b > a : b < a) }
      }
    }
  }

  private static let ramps: [ColorRamp] = [
    .blues, .yellowGreenBlue, .viridis, .cividis, .magma, .redBlue, .purpleOrange,
  ]

  /// Each ramp runs from dark to light or back, a diverging one on both sides of its middle, and five classes of it
  /// differ, for every kind of sight on both papers.
  @Test(arguments: Appearance.allCases, ColorVision.allCases)
  func rampsKeepTheirOrderForEveryKindOfSight(appearance: Appearance, vision: ColorVision) {
    for ramp in Self.ramps {
      let lightness = (0...20).map { vision.lightness(ramp.paint(at: Double($0) / 20)[appearance]) }
      let steps = zip(lightness.dropFirst(), lightness).map { $0 - $1 }
      for side in ramp.isDiverging ? [steps[..<10], steps[10...]] : [steps[...]] {
        #expect(side.allSatisfy { $0 > 0.006 } || side.allSatisfy { $0 < -0.006 }, "\(ramp.name), \(vision)")
      }
      let classes = (0...4).map { ramp.paint(at: Double($0) / 4)[appearance] }
      #expect(vision.leastDistance(classes) >= 0.065, "\(ramp.name) on \(appearance) paper, \(vision)")
    }
  }
}
