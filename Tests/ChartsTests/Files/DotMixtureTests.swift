import Testing

@testable import Charts
@testable import Rendering

@Suite struct DotMixtureTests {
  private let clip = Rect(x: 0, y: 0, width: 60, height: 40)

  private func image(_ dots: [(x: Double, color: UInt8, count: Int)], paints: [Paint]) -> SceneImage {
    let all = dots.flatMap { dot in [(Double, UInt8)](repeating: (dot.x, dot.color), count: dot.count) }
    let cloud = SceneDots(
      xs: all.map(\.0), ys: all.map { _ in 20 }, colors: all.map(\.1), paints: paints, radius: 1.25, clip: clip)
    return DotMixture(cloud).image
  }

  private func paint(_ image: SceneImage, x: Int) -> Paint {
    image.paints[Int(image.pixels[40 * image.width + 2 * x])]
  }

  @Test func aPlaceHasTheColourOfMostOfItsDots() {
    let paints = [Paint.blue, .orange].map { $0.opacity(0.2) }
    // The colour that comes last is in the minority at 10, in the majority at 30, alone at 50.
    let picture = image([(10, 0, 5), (10, 1, 3), (30, 0, 3), (30, 1, 50), (50, 1, 1)], paints: paints)
    func isOf(_ shown: Paint, _ paint: Paint) -> Bool { shown.light.hexadecimal == paint.light.hexadecimal }
    #expect(isOf(paint(picture, x: 10), .blue))
    #expect(isOf(paint(picture, x: 30), .orange))
    #expect(isOf(paint(picture, x: 50), .orange))
    #expect(paint(picture, x: 20).light.alpha == 0)
    // One dot lets as much through as it was given; many cover what lies below.
    #expect(abs(paint(picture, x: 50).light.alpha - 0.2) < 0.01)
    #expect(paint(picture, x: 30).light.alpha > 0.99)
    let expected = 1 - 0.8 * 0.8 * 0.8 * 0.8 * 0.8 * 0.8 * 0.8 * 0.8
    #expect(abs(paint(picture, x: 10).dark.alpha - expected) < 0.01)
  }

  @Test func longScalesOfColourFitIntoOnePicture() {
    let ramp = (0..<65).map { ColorRamp.viridis.paint(at: Double($0) / 64).opacity(0.5) }
    let picture = image((0..<50).map { (Double($0) + 5, UInt8($0), 200) }, paints: ramp)
    #expect(picture.paints.count <= 256)
    #expect(Set(picture.pixels).count > 20)
  }

  @Test func crowdsInColoursAreOnePictureInEveryFormat() {
    let xs = (0..<60_000).map { Double($0 * 7919 % 60_013) / 60_013 }
    let names = (0..<60_000).map { "group \($0 * 31 % 7)" }
    let chart = Chart.scatter(
      x: .value("x", xs), y: .value("y", Array(xs.reversed())), by: .value("Group", names))
    let rendered = chart.rendered()
    for format in ChartFormat.allCases { #expect((rendered[format]?.count ?? .max) < 1_000_000) }
    #expect(rendered.warnings.isEmpty)
  }
}
