import Testing

@testable import Charts

@Suite struct LogarithmicScaleTests {
  private func bars(_ chart: Chart) -> [Rect] {
    chart.scene(theme: .pinned).shapes(in: "marks").compactMap {
      if case .rect(let rect, _) = $0.outline, $0.fill != nil { rect } else { nil }
    }
  }

  @Test(arguments: [[1.0, 2, 1_000], [50, 50], [1, 1, 1], [3, 1e9], [1e-5, 2e-5], [2], [0.5, 20, 200]])
  func everyBarHasALength(values: [Double]) {
    let chart = Chart(Array(values.enumerated())) { index, value in
      BarMark(x: .value("N", "n\(index)"), y: .value("Count", value))
    }.chartYScale(type: .log)
    let bars = bars(chart)
    #expect(bars.count == values.count)
    #expect(bars.allSatisfy { $0.height > 4 }, "\(bars)")
    #expect(chart.scene(theme: .pinned).warnings.isEmpty)
  }

  @Test func whatHasNoPlaceIsCounted() {
    let chart = Chart([("a", 2.0), ("b", 20), ("c", 0), ("d", -1)]) { name, value in
      BarMark(x: .value("N", name), y: .value("Count", value))
    }.chartYScale(type: .log)
    #expect(bars(chart).count == 2)
    let scene = chart.scene(theme: .pinned)
    #expect(
      scene.warnings.map(\.message) == [
        "2 of 4 values are not positive and cannot be drawn on the logarithmic y scale."
      ])
    #expect(scene.alternativeText.contains("Largest: b with 20. Smallest: a with 2."))
    #expect(scene.alternativeText.contains("Of 4 bars not shown: 2 without a place on a logarithmic axis."))
    let points = Chart([-3.0, 0, 1, 10, 100]) { v in PointMark(x: .value("V", v), y: .value("W", v * v)) }
      .chartXScale(type: .log)
    #expect(points.scene(theme: .pinned).warnings[0].message.hasPrefix("2 of 5 values are not positive"))
    #expect(points.alternativeText.contains("3 points. V from 1 to 100."))
    let none = Chart([-3.0, 0]) { v in PointMark(x: .value("V", v), y: .value("W", v)) }.chartXScale(type: .log)
    #expect(none.scene(theme: .pinned).texts.contains { $0.string == "No data" })
    #expect(none.alternativeText.contains("There are no values to show."))
  }

  @Test func barsAtTheFootOfAScaleThatWasAskedForAreSeenAndTold() {
    let chart = Chart([("a", 1.0), ("b", 1_000)]) { name, value in
      BarMark(x: .value("N", name), y: .value("Count", value))
    }.chartYScale(domain: 1...10_000, type: .log)
    #expect(bars(chart).allSatisfy { $0.height >= 1 })
    #expect(
      chart.scene(theme: .pinned).warnings.map(\.message) == [
        "1 bar without a length on the logarithmic scale, drawn as a line."
      ])
  }

  @Test func stacksAreRefused() {
    let stacked = Chart([("x1", "A", 1e3), ("x1", "B", 1e5), ("x2", "A", 1e3), ("x2", "B", 1e3)]) {
      name, group, value in
      BarMark(x: .value("N", name), y: .value("Count", value)).foregroundStyle(by: .value("G", group))
    }.chartYScale(type: .log)
    let bars = bars(stacked)
    #expect(bars.count == 4 && bars.allSatisfy { $0.height > 4 })
    #expect(Set(bars.map { $0.x.rounded() }).count == 4)
    #expect(Set(bars.map { $0.maxY.rounded() }).count == 1)
    #expect(stacked.scene(theme: .pinned).warnings.contains { $0.message.hasPrefix("Parts do not add up") })
    let areas = Chart((1...4).flatMap { i in ["A", "B"].map { (i, $0) } }) { i, group in
      AreaMark(x: .value("X", i), y: .value("Y", Double(i * 10))).foregroundStyle(by: .value("G", group))
    }.chartYScale(type: .log)
    #expect(areas.alternativeText.contains("A rises from 10 to 40."))
    #expect(areas.scene(theme: .pinned).warnings.contains { $0.message.hasPrefix("Parts do not add up") })
    let recipe = Chart.bars(
      .value("N", ["a", "a", "b"]), .value("V", [1, 10, 100]), by: .value("G", ["x", "y", "x"]), arrangement: .stacked
    ).chartXScale(type: .log)
    #expect(self.bars(recipe).count == 3)
    #expect(recipe.scene(theme: .pinned).warnings.contains { $0.message.hasPrefix("Parts do not add up") })
    let dots = Chart([1.0, 2]) { v in BarMark(x: .value("N", "n"), y: .value("V", v)) }.chartYScale(type: .log)
    #expect(dots.scene(theme: .pinned).clouds.map(\.xs.count) == [2])
  }

  @Test func recipesOfBarsStandOnTheirFoot() {
    let ranked = Chart.rankedBars(.value("N", ["a", "b", "c", "d"]), .value("Count", [1, 10, 1_000, 0]))
      .chartXScale(type: .log)
    #expect(bars(ranked).count == 3)
    #expect(bars(ranked).allSatisfy { $0.width > 4 })
    let scene = ranked.scene(theme: .pinned)
    #expect(scene.warnings.contains { $0.message.hasPrefix("1 of 4 values is not positive") })
    #expect(scene.texts.contains { $0.string == "100" })
    let grouped = Chart.bars(
      .value("N", ["a", "a", "b", "b"]), .value("Count", [1, 10, 100, 1_000]), by: .value("G", ["x", "y", "x", "y"])
    ).chartXScale(type: .log)
    #expect(bars(grouped).count == 4 && bars(grouped).allSatisfy { $0.width > 4 })
    // Twenty bins of counts down to 1, all above the axis.
    let values = (0..<2_000).map { index in
      let share = (Double(index) + 0.5) / 2_000
      return share / (1.01 - share)
    }
    let histogram = Chart.histogram(.value("Duration", values), bins: .count(20)).chartYScale(type: .log)
      .scene(theme: .pinned)
    let bounds = histogram.shapes(in: "marks").compactMap(\.bounds)
    #expect(bounds.allSatisfy { $0.maxY < histogram.size.height - 30 })
  }

  @Test func boxesAndIntervalsReachTheFoot() {
    let chart = Chart.boxPlot(.value("V", [0, 1, 2, 3, 4, 5, 6]), by: .value("G", Array(repeating: "g", count: 7)))
      .chartXScale(type: .log)
    let scene = chart.scene(theme: .pinned)
    #expect(scene.shapes(in: "marks").count == 3)
    #expect(scene.warnings.contains { $0.message.hasPrefix("1 of 1 group reaches to zero or below") })
    let dots = Chart.dotPlot(
      .value("N", ["a", "b"]), .value("E", [1, 200]), lower: .value("Low", [-0.5, 100]),
      upper: .value("High", [1.5, 900])
    ).chartXScale(type: .log).scene(theme: .pinned)
    let bounds = dots.shapes(in: "marks").compactMap(\.bounds)
    #expect(bounds.allSatisfy { $0.width.isFinite && $0.x.isFinite })
  }

  /// Every recipe on every kind of scale of both axes: nothing without a place is drawn somewhere, and no text is cut.
  @Test(arguments: [ScaleType.log, .symmetricLog, .squareRoot, .power(exponent: 2)])
  func everyRecipeBearsEveryScale(type: ScaleType) throws {
    for (name, chart) in try RecipeExamples.all() + RecipeExamples.bare() {
      for (axis, scaled) in [("x", chart.chartXScale(type: type)), ("y", chart.chartYScale(type: type))] {
        let scene = scaled.scene(theme: .pinned)
        let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
        for shape in scene.unclippedShapes {
          guard let bounds = shape.bounds else { continue }
          let isFinite = [bounds.x, bounds.y, bounds.width, bounds.height].allSatisfy(\.isFinite)
          #expect(isFinite, "\(name), \(axis): \(bounds)")
          if isFinite { #expect(page.contains(bounds, tolerance: 3), "\(name), \(axis): \(bounds) leaves the drawing") }
        }
        let places = scene.clouds.flatMap { $0.xs + $0.ys }
        #expect(!places.contains { !$0.isFinite }, "\(name), \(axis)")
        for text in scene.texts {
          #expect(page.contains(text.bounds, tolerance: 0.5), "\(name), \(axis): “\(text.string)” leaves the drawing")
        }
        #expect(!scene.alternativeText.contains("nan"), "\(name), \(axis)")
      }
    }
  }
}

extension Scene {
  /// All shapes but those inside groups that are cut to a rectangle.
  var unclippedShapes: [SceneShape] {
    nodes.flatMap { node -> [SceneShape] in
      switch node {
      case .shape(let shape): return [shape]
      case .group(let group) where group.clip == nil:
        var inner = self
        inner.nodes = group.nodes
        return inner.unclippedShapes
      default: return []
      }
    }
  }
}
