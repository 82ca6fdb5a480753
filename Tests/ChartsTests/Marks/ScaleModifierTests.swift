import Charts
import Testing

/// The scales of shapes, dashes and sizes, and the interpolation of lines.
@Suite struct ScaleModifierTests {
  private func shapes(_ chart: Chart) -> [SceneShape] {
    func collect(_ nodes: [SceneNode], inMarks: Bool) -> [SceneShape] {
      nodes.flatMap { node -> [SceneShape] in
        switch node {
        case .shape(let shape): inMarks ? [shape] : []
        case .group(let group): collect(group.nodes, inMarks: inMarks || group.name == "marks")
        case .text, .points, .image, .target: []
        }
      }
    }
    return collect(chart.scene(theme: .pinned).nodes, inMarks: false)
  }

  private let names = ["a", "b"]

  @Test func symbolsStandForNamesInOrder() {
    let chart = Chart(names) {
      PointMark(x: .value("X", $0 == "a" ? 1 : 2), y: .value("Y", 1)).symbol(by: .value("Kind", $0))
    }
    func steps(_ chart: Chart) -> [Int] {
      shapes(chart).map { if case .path(let path) = $0.outline { path.elements.count } else { 0 } }
    }
    // Squares have four corners, triangles three; each path starts with a move and ends with a close.
    #expect(steps(chart.chartSymbolScale(range: [.square, .triangle])) == [5, 4])
    #expect(steps(chart.chartSymbolScale(domain: ["b", "a"], range: [.square, .triangle])) == [4, 5])
  }

  @Test func dashesStandForNamesInOrder() {
    let chart = Chart(names + names) { name in
      LineMark(x: .value("X", name), y: .value("Y", 1)).lineStyle(by: .value("Kind", name))
    }
    let rows = Chart {
      ForEach(names) { name in
        LineMark(x: .value("X", 1), y: .value("Y", 1)).lineStyle(by: .value("Kind", name))
        LineMark(x: .value("X", 2), y: .value("Y", name == "a" ? 2 : 3)).lineStyle(by: .value("Kind", name))
      }
    }
    let styles = [StrokeStyle(dash: [4, 1]), StrokeStyle(dash: [1, 2])]
    #expect(shapes(rows.chartLineStyleScale(range: styles)).compactMap(\.stroke?.dash) == [[4, 1], [1, 2]])
    #expect(
      shapes(rows.chartLineStyleScale(domain: ["b", "a"], range: styles)).compactMap(\.stroke?.dash) == [
        [1, 2], [4, 1],
      ])
    #expect(!chart.alternativeText.isEmpty)
  }

  @Test func areasOfDotsReachFromTheLeastToTheMost() {
    let chart = Chart([1.0, 2]) {
      PointMark(x: .value("X", $0), y: .value("Y", 1)).symbolSize(by: .value("Size", $0))
    }.chartSymbolSizeScale(range: 10...100)
    let areas = shapes(chart).compactMap { shape -> Double? in
      if case .circle(_, let radius) = shape.outline { (radius * radius * .pi).rounded() } else { nil }
    }
    #expect(areas == [100, 55])
  }

  @Test func linesRunBetweenPointsAsAskedFor() {
    func elements(_ method: InterpolationMethod) -> [Path.Element] {
      let chart = Chart([(0.0, 0.0), (1, 2), (2, 1)]) {
        LineMark(x: .value("X", $0.0), y: .value("Y", $0.1)).interpolationMethod(method)
      }
      return shapes(chart).compactMap { if case .path(let path) = $0.outline { path.elements } else { nil } }.first
        ?? []
    }
    func curves(_ method: InterpolationMethod) -> Int {
      elements(method).count { if case .curve = $0 { true } else { false } }
    }
    #expect(elements(.linear).count == 3 && curves(.linear) == 0)
    #expect(curves(.monotone) == 2 && curves(.catmullRom) == 2)
    #expect(elements(.stepStart).count == 5 && elements(.stepEnd).count == 5 && elements(.stepCenter).count == 7)
    // Level from each value on, up to the next one.
    guard case .move(let first) = elements(.stepEnd)[0], case .line(let corner) = elements(.stepEnd)[1] else {
      Issue.record("A step starts with a move and a line.")
      return
    }
    #expect(first.y == corner.y && first.x < corner.x)
  }
}
