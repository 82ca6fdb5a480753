import Frames
import Testing

@testable import Charts

@Suite struct HierarchyTests {
  /// The example of the paper: areas 6, 6, 4, 3, 2, 2, 1 in six by four.
  @Test func squarifiedAsInThePaper() {
    let rects = Squarification.rects(for: [6, 6, 4, 3, 2, 2, 1], in: Rect(x: 0, y: 0, width: 6, height: 4))
    #expect(rects[0] == Rect(x: 0, y: 0, width: 3, height: 2))
    #expect(rects[1] == Rect(x: 0, y: 2, width: 3, height: 2))
    #expect(abs(rects[2].height - 7.0 / 3) < 1e-12 && abs(rects[2].width - 12.0 / 7) < 1e-12)
  }

  @Test func areasAreInProportionAndFillTheRectangle() {
    let area = Rect(x: 10, y: 20, width: 300, height: 170)
    for count in [1, 2, 7, 60, 500] {
      let values = RecipeExamples.numbers(count, seed: UInt64(count)).map { $0 * $0 * 100 }.sorted(by: >)
      let rects = Squarification.rects(for: values, in: area)
      let scale = area.width * area.height / values.reduce(0, +)
      for (rect, value) in zip(rects, values) {
        #expect(abs(rect.width * rect.height - value * scale) < 1e-6 * area.width * area.height)
        #expect(area.contains(rect, tolerance: 1e-6))
      }
      for (index, rect) in rects.enumerated() {
        for other in rects[(index + 1)...].prefix(40) {
          #expect(!rect.inset(by: 1e-6).intersects(other.inset(by: 1e-6)))
        }
      }
    }
    #expect(
      Squarification.rects(for: [3, 0, 0], in: area)[2].width
        * Squarification.rects(for: [3, 0, 0], in: area)[2].height == 0)
  }

  @Test func pathsAndParentsGiveOneHierarchy() throws {
    let frame: DataFrame = [
      "Genre": .string(Column(name: "Genre", contents: ["pop", "dance pop", "rap", "hip hop", nil])),
      "Parent": .string(Column(name: "Parent", contents: ["pop", "pop", "hip hop", nil, "pop"])),
      "Songs": .integer(Column(name: "Songs", values: [10, 5, 7, 2, 1])),
    ]
    let tree = try Hierarchy(frame, name: "Genre", parent: "Parent", value: "Songs")
    #expect(tree.roots.map(\.name) == ["pop", "hip hop"])
    #expect(tree.roots.map(\.value) == [15, 9])
    // A parent's own value stands under it.
    #expect(tree.roots[0].children.map(\.name) == ["pop", "dance pop"])
    #expect(tree.missingCount == 1 && tree.leafCount == 4 && tree.depth == 2)
    let paths = Hierarchy(frame, path: ["Parent", "Genre"], value: "Songs")
    #expect(paths.roots.map(\.value) == [15, 7] && paths.missingCount == 2)
  }

  @Test func circlesAreAnError() {
    let frame: DataFrame = [
      "Genre": .string(Column(name: "Genre", contents: ["a", "b", "c"])),
      "Parent": .string(Column(name: "Parent", contents: ["b", "c", "a"])),
    ]
    #expect(throws: Hierarchy.Failure.cycle(["a", "b", "c", "a"])) {
      try Hierarchy(frame, name: "Genre", parent: "Parent")
    }
  }

  @Test func measuresAreWeightedMeans() {
    let frame: DataFrame = [
      "Parent": .string(Column(name: "Parent", contents: ["pop", "pop", "rock"])),
      "Genre": .string(Column(name: "Genre", contents: ["a", "b", "c"])),
      "Songs": .integer(Column(name: "Songs", values: [30, 10, 5])),
      "Energy": .double(Column(name: "Energy", contents: [0.2, 0.6, nil])),
    ]
    let tree = Hierarchy(frame, path: ["Parent", "Genre"], value: "Songs", measure: "Energy")
    #expect(abs(tree.roots[0].measure - 0.3) < 1e-12)
    #expect(tree.roots[1].measure.isNaN)
    let chart = Chart.treemap(frame, path: ["Parent", "Genre"], value: "Songs", measure: "Energy")
    #expect(chart.dataTable.rowCount == 5)
    #expect(chart.alternativeText.contains("3 leaves in 2 groups; 45 together."))
  }

  @Test func namesStandOnlyWhereTheyFit() {
    for levels in [1, 2] {
      let tree = Hierarchy(RecipeExamples.places, path: ["Parent", "Genre"], value: "Songs")
      let scene = Chart.treemap(tree, levels: levels).scene(size: Size(width: 300, height: 200))
      #expect(!scene.texts.isEmpty && scene.texts.count < 60)
    }
  }
}
