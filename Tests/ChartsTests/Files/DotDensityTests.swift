import Frames
import Testing

@testable import Charts
@testable import Rendering

@Suite struct DotDensityTests {
  private let clip = Rect(x: 0, y: 0, width: 60, height: 40)

  @Test func everyDotCountsWhereItLies() {
    // Three hundred dots on one spot, one alone.
    let xs = [Double](repeating: 10, count: 300) + [40]
    let ys = [Double](repeating: 10, count: 300) + [30]
    let density = DotDensity(xs: xs, ys: ys, radius: 1.25, clip: clip)
    #expect(density.maximum == 300)
    let image = density.image(DotDensity.ramp(.blue, theme: .standard))
    #expect(image.width == 120 && image.height == 80 && image.frame == clip)
    let crowd = image.pixels[20 * 120 + 20]
    let single = image.pixels[60 * 120 + 80]
    #expect(Int(crowd) == image.paints.count - 1)
    #expect(single > 0 && single < crowd)
    #expect(image.pixels[0] == 0 && image.paints[0].light.alpha == 0 && image.paints[0].dark.alpha == 0)
    // Away from both there is nothing.
    #expect(image.pixels.count { $0 > 0 } < 2 * 60)
  }

  @Test func moreDotsNeverLookLikeFewer() {
    var last: UInt8 = 0
    let xs = (0..<12).flatMap { place in [Double](repeating: 4 * Double(place) + 4, count: 1 << place) }
    let ys = xs.map { _ in 20.0 }
    let image = DotDensity(xs: xs, ys: ys, radius: 1, clip: clip).image(DotDensity.ramp(.orange, theme: .standard))
    for place in 0..<12 {
      let index = image.pixels[40 * 120 + 8 * place + 8]
      #expect(index > last)
      last = index
    }
    let ramp = DotDensity.ramp(.blue, theme: .standard)
    let steps = (0...20).map { ramp.paint(at: Double($0) / 20) }
    for (lower, upper) in zip(steps, steps.dropFirst()) {
      #expect(lower.light.luminance > upper.light.luminance)
      #expect(lower.dark.luminance < upper.dark.luminance)
    }
  }

  @Test func dotsOutsideAndAtTheEdgesAreSafe() {
    let places = [-1e9, -3, -0.1, 0, 59.99, 60, 60.1, 63, 1e9]
    let xs = places.flatMap { x in places.map { _ in x } }
    let ys = places.flatMap { _ in places }
    let density = DotDensity(xs: xs, ys: ys, radius: 2, clip: clip)
    #expect(density.maximum >= 1)
    #expect(DotDensity(xs: [], ys: [], radius: 1, clip: clip).maximum == 1)
  }

  @Test func paperHasFinerPicturesOfTheSameDots() {
    let xs = [Double](repeating: 10, count: 300) + [40]
    let ys = [Double](repeating: 10, count: 300) + [30]
    let cloud = SceneDots(xs: xs, ys: ys, paints: [.orange], radius: 1.25, clip: clip)
    let ramp = DotDensity.ramp(.blue, theme: .standard)
    for dots in [CrowdedDots.density(cloud, ramp, maximum: 300), .mixture(cloud)] {
      let (screen, print) = (dots.image(scale: 2), dots.image(scale: 4))
      #expect(screen.frame == clip && print.frame == clip && print.paints == screen.paints)
      #expect(print.width == 2 * screen.width && print.height == 2 * screen.height)
      #expect(print.pixels[40 * 240 + 40] == screen.pixels[20 * 120 + 20])
      #expect(print.pixels[120 * 240 + 160] == screen.pixels[60 * 120 + 80] && print.pixels[0] == 0)
    }
  }

  @Test func crowdsAreOneSmallPictureInEveryFormat() {
    let xs = (0..<50_000).map { Double($0 * 7919 % 50_021) / 50_021 }
    let ys = xs.enumerated().map { $1 + 0.2 * Double($0 * 31_337 % 50_021) / 50_021 }
    let chart = Chart.scatter(x: .value("x", xs), y: .value("y", ys))
    let rendered = chart.rendered()
    for format in ChartFormat.allCases { #expect((rendered[format]?.count ?? .max) < 1_000_000) }
    #expect(rendered.scene.texts.contains { $0.string.hasSuffix("dots on one spot") })
    #expect(rendered.alternativeText.contains("50,000 points."))
    #expect(chart.dataTable.rowCount == 50_000)
  }
}
