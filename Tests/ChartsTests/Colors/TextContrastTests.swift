import Charts
import Testing

/// The contrast of every text of every recipe to what it stands on.
@Suite struct TextContrastTests {
  @Test(arguments: Appearance.allCases) func everyTextReadsOnWhatIsBehindIt(appearance: Appearance) throws {
    var least = (paper: 21.0, mark: 21.0)
    for (name, chart) in try RecipeExamples.all() {
      let scene = chart.scene(theme: .pinned)
      var painted: [(shape: SceneShape, color: Color)] = []
      func visit(_ nodes: [SceneNode]) {
        for node in nodes {
          switch node {
          case .group(let group): visit(group.nodes)
          case .shape(let shape): if let fill = shape.fill { painted.append((shape, fill[appearance])) }
          case .text(let text): check(text)
          case .points, .image, .target: break
          }
        }
      }
      func check(_ text: SceneText) {
        let paper = scene.paper[appearance]
        let bounds = text.bounds
        // What lies under the middle of the text, the last painted on top; a halo stands between.
        var behind = paper
        for (shape, color) in painted where Self.holds(shape, bounds.center) { behind = color.over(behind) }
        if let halo = text.style.halo { behind = halo[appearance].over(behind) }
        let contrast = text.style.paint[appearance].over(behind).contrast(with: behind)
        // WCAG 2 asks for 4.5; on the middle of a ramp no ink has it, and the one that eyes read better has 3 (see
        // `Paint.readableInk`).
        let isOnMark = behind.contrast(with: paper) > 1.25
        if isOnMark { least.mark = min(least.mark, contrast) } else { least.paper = min(least.paper, contrast) }
        #expect(
          contrast >= (isOnMark ? 3 : 4.5) - 0.01, "\(name): “\(text.string)” on \(appearance) paper: \(contrast)")
      }
      visit(scene.nodes)
    }
    #expect(least.paper < 21 && least.mark < 21)
  }

  private static func holds(_ shape: SceneShape, _ point: Point) -> Bool {
    switch shape.outline {
    case .rect(let rect, _):
      return rect.contains(Rect(x: point.x, y: point.y, width: 0, height: 0))
    case .circle(let center, let radius):
      let (x, y) = (point.x - center.x, point.y - center.y)
      return x * x + y * y <= radius * radius
    case .path(let path): return path.holds(point)
    }
  }
}

extension Path {
  /// Whether a point lies inside by the even-odd rule; curves count as the straight lines between their ends.
  fileprivate func holds(_ point: Point) -> Bool {
    var (start, last) = (Point(x: 0, y: 0), Point(x: 0, y: 0))
    var isInside = false
    func cross(_ from: Point, _ to: Point) {
      guard (from.y > point.y) != (to.y > point.y) else { return }
      let x = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
      if x > point.x { isInside.toggle() }
    }
    for element in elements {
      switch element {
      case .move(let place):
        cross(last, start)
        (start, last) = (place, place)
      case .line(let place), .curve(to: let place, control1: _, control2: _):
        cross(last, place)
        last = place
      case .close:
        cross(last, start)
        last = start
      }
    }
    cross(last, start)
    return isInside
  }
}
