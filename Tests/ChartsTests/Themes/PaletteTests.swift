import Charts
import Testing

@Suite struct PaletteTests {
  @Test(arguments: [6, 8, 10]) func paintsStandOutFromThePaper(count: Int) {
    for paint in Palette.categorical(count: count) {
      #expect(paint.light.contrast(with: Theme.standard.paper.light) >= 3)
      #expect(paint.dark.contrast(with: Theme.standard.paper.dark) >= 3)
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
}
