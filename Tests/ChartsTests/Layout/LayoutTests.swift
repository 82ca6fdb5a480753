import Charts
import Testing

@Suite struct LayoutTests {
  @Test(arguments: 0..<200) func textStaysOnThePaperAndApart(seed: Int) {
    var random = RandomChart(seed: seed + 1)
    let chart = random.chart()
    for scene in [chart.scene(theme: .pinned), chart.narrowed().scene(theme: .pinned)] {
      let canvas = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
      let texts = scene.texts
      for text in texts {
        #expect(canvas.contains(text.bounds, tolerance: 0.5), "“\(text.string)” at \(text.bounds) leaves \(scene.size)")
      }
      for (index, text) in texts.enumerated() {
        for other in texts[(index + 1)...] where Self.overlap(text.corners, other.corners) {
          Issue.record("“\(text.string)” at \(text.bounds) lies on “\(other.string)” at \(other.bounds)")
        }
      }
    }
  }

  /// Layouts of charts of all kinds, many of them of odd values: none may trap, and each has words.
  @Test(arguments: 0..<20) func nothingBreaksALayout(batch: Int) {
    for seed in 0..<100 {
      var random = RandomChart(seed: 10_000 + batch * 100 + seed)
      let scene = random.chart(upTo: 12).scene(theme: .pinned)
      #expect(!scene.alternativeText.isEmpty)
      #expect(scene.size.width.isFinite && scene.size.height.isFinite)
    }
  }

  @Test(arguments: 0..<120) func marksStayInTheirPlots(seed: Int) throws {
    var random = RandomChart(seed: 5_000 + seed)
    let rows = random.rows()
    for chart in [
      Chart {
        BarPlot(x: rows.name, y: rows.y).foregroundStyle(by: rows.other).position(by: rows.other)
        PlotProbe()
      },
      Chart {
        AreaPlot(x: rows.x, y: rows.y).foregroundStyle(by: rows.other)
        LinePlot(x: rows.x, y: rows.y, series: rows.other)
        PlotProbe()
      },
      Chart {
        PointPlot(x: rows.x, y: rows.y).symbolSize(by: rows.size)
        RectanglePlot(x: rows.x, yStart: rows.y, yEnd: rows.size, width: .fixed(2))
        PlotProbe()
      },
    ] {
      let shapes = chart.frame(width: 320).scene(theme: .pinned).shapes(in: "marks")
      let area = try #require(shapes.compactMap(PlotProbe.area).first)
      for shape in shapes where PlotProbe.area(shape) == nil {
        let bounds = try #require(shape.bounds)
        #expect(area.contains(bounds, tolerance: 3), "\(bounds) leaves \(area)")
      }
    }
  }

  /// Whether two convex shapes share more than a hair, by the separating axis theorem.
  static func overlap(_ a: [Point], _ b: [Point]) -> Bool {
    for shape in [a, b] {
      for index in shape.indices {
        let (from, to) = (shape[index], shape[(index + 1) % shape.count])
        let (normalX, normalY) = (to.y - from.y, from.x - to.x)
        let length = (normalX * normalX + normalY * normalY).squareRoot()
        guard length > 0 else { continue }
        let first = a.map { ($0.x * normalX + $0.y * normalY) / length }
        let second = b.map { ($0.x * normalX + $0.y * normalY) / length }
        let (firstLow, firstHigh) = (first.min() ?? 0, first.max() ?? 0)
        let (secondLow, secondHigh) = (second.min() ?? 0, second.max() ?? 0)
        if firstHigh <= secondLow + 0.25 || secondHigh <= firstLow + 0.25 { return false }
      }
    }
    return true
  }

  @Test func marginsFollowTheLabels() throws {
    func leftmostBar(_ name: String) throws -> Double {
      let scene = Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", name)) }.scene(theme: .pinned)
      let bars = scene.shapes.compactMap { shape -> Double? in
        if case .rect(let rect, _) = shape.outline { rect.minX } else { nil }
      }
      return try #require(bars.min())
    }
    let short = try leftmostBar("pop")
    let long = try leftmostBar("progressive")
    #expect(long > short + 30)
  }

  @Test func barsStartAtZeroAndKeepTheirProportions() throws {
    let scene = Chart([2, 4]) { n in BarMark(x: .value("Songs", n), y: .value("Genre", "g\(n)")) }
      .scene(theme: .pinned)
    let widths = scene.shapes.compactMap { shape -> Double? in
      if case .rect(let rect, _) = shape.outline { rect.width } else { nil }
    }
    try #require(widths.count == 2)
    #expect(abs(widths[1] - 2 * widths[0]) < 0.01)
  }

  @Test func directLabelsReplaceTheLegend() {
    let lines = Chart([0, 1, 2, 3]) { n in
      LineMark(x: .value("Year", n / 2), y: .value("Mean", n)).foregroundStyle(
        by: .value("Feature", n % 2 == 0 ? "Energy" : "Tempo"))
    }
    #expect(lines.scene(theme: .pinned).texts.filter { $0.string == "Energy" }.count == 1)
    #expect(!lines.scene(theme: .pinned).texts.contains { $0.string == "Feature" })
    #expect(lines.chartLegend(.visible).scene(theme: .pinned).texts.contains { $0.string == "Feature" })
  }

  @Test func facetsShareScalesAndLabelOuterAxesOnly() {
    let chart = Chart(0..<40) { n in
      PointMark(x: .value("Energy", n), y: .value("Loudness", n % 7)).facet(by: .value("Genre", "g\(n % 4)"))
    }
    let scene = chart.scene(theme: .pinned)
    for panel in 0..<4 { #expect(scene.texts.contains { $0.string == "g\(panel)" }) }
    // Two rows of two: each x label stands below two columns, each y label beside two rows.
    #expect(scene.texts.filter { $0.string == "20" }.count == 2)
  }

  @Test func cutLabelsAreTold() {
    let name = String(repeating: "a very long genre name ", count: 6)
    let scene = Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", name)) }.scene(theme: .pinned)
    #expect(scene.warnings.contains { $0.code == .shortenedLabel })
    #expect(scene.texts.contains { $0.string.hasSuffix("…") })
  }
}

/// Marks the plot's place on the drawing.
private struct PlotProbe: ChartLayer {
  func contribute(to domains: inout ChartDomains) {}
  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    scene.rectangle(plot.area, fill: nil, stroke: nil)
  }
  static func area(_ shape: SceneShape) -> Rect? {
    guard shape.fill == nil, shape.stroke == nil, case .rect(let rect, _) = shape.outline else { return nil }
    return rect
  }
}

extension SceneShape {
  var bounds: Rect? {
    switch outline {
    case .rect(let rect, _): rect
    case .circle(let center, let radius):
      Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
    case .path(let path): path.bounds
    }
  }
}

extension Scene {
  /// All shapes inside groups of a name.
  func shapes(in name: String) -> [SceneShape] {
    nodes.flatMap { node -> [SceneShape] in
      guard case .group(let group) = node, group.name == name else { return [] }
      var scene = self
      scene.nodes = group.nodes
      return scene.shapes
    }
  }

  /// All clouds of dots inside groups.
  var clouds: [SceneDots] {
    nodes.flatMap { node -> [SceneDots] in
      guard case .group(let group) = node else { return [] }
      return group.nodes.compactMap { if case .points(let cloud) = $0 { cloud } else { nil } }
    }
  }

  /// All shapes, in drawing order, also those inside groups.
  var shapes: [SceneShape] {
    func collect(_ nodes: [SceneNode]) -> [SceneShape] {
      nodes.flatMap { node -> [SceneShape] in
        switch node {
        case .shape(let shape): [shape]
        case .group(let group): collect(group.nodes)
        case .text, .points, .image, .target: []
        }
      }
    }
    return collect(nodes)
  }
}
