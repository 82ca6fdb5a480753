import Testing

@testable import Charts

@Suite struct HatchingTests {
  private func square(_ x: Double, _ y: Double, _ side: Double) -> [Point] {
    [Point(x: x, y: y), Point(x: x + side, y: y), Point(x: x + side, y: y + side), Point(x: x, y: y + side)]
  }

  private func length(_ path: Path) -> Double {
    var (sum, last) = (0.0, Point(x: 0, y: 0))
    for element in path.elements {
      switch element {
      case .move(let point): last = point
      case .line(let point):
        sum += ((point.x - last.x) * (point.x - last.x) + (point.y - last.y) * (point.y - last.y)).squareRoot()
        last = point
      case .curve, .close: break
      }
    }
    return sum
  }

  /// Lines six apart along x are 4.24 apart: their length is the area over that.
  @Test func linesFillTheAreaAndSpareHoles() {
    let distance = 6 / 2.0.squareRoot()
    #expect(abs(length(Hatching.lines(through: [square(3, 7, 120)])) * distance / 14_400 - 1) < 0.01)
    let ring = Hatching.lines(through: [square(3, 7, 120), square(33, 37, 60)])
    #expect(abs(length(ring) * distance / 10_800 - 1) < 0.01)
  }

  @Test func sharedBordersDoNotBreakLines() {
    let one = Hatching.lines(through: [
      [Point(x: 0, y: 0), Point(x: 120, y: 0), Point(x: 120, y: 60), Point(x: 0, y: 60)]
    ])
    let two = Hatching.lines(through: [square(0, 0, 60), square(60, 0, 60)])
    #expect(one.elements.count == two.elements.count)
    #expect(Hatching.lines(through: []).isEmpty && Hatching.lines(through: [[Point(x: 1, y: 1)]]).isEmpty)
  }
}
