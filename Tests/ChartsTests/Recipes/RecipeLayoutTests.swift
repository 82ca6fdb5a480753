import Charts
import Testing

@Suite struct RecipeLayoutTests {
  @Test func noTextOverlapsAnotherOrLeavesTheDrawing() throws {
    for (name, chart) in try RecipeExamples.all() + RecipeExamples.bare() {
      for (theme, chart) in [
        (Theme.standard, chart), (Theme(labelSize: 14, captionSize: 13), chart), (.standard, chart.narrowed()),
      ] {
        let scene = chart.scene(theme: theme)
        let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
        let texts = scene.texts
        for (index, text) in texts.enumerated() {
          #expect(page.contains(text.bounds, tolerance: 0.5), "\(name): “\(text.string)” leaves the drawing")
          for other in texts[(index + 1)...] {
            #expect(
              !LayoutTests.overlap(text.corners, other.corners),
              "\(name): “\(text.string)” and “\(other.string)” overlap")
          }
        }
      }
    }
  }

  @Test func everyRecipeHasWordsAndATable() throws {
    for (name, chart) in try RecipeExamples.all() {
      let digits = chart.alternativeText.filter(\.isNumber)
      #expect(!digits.isEmpty, "\(name)")
      #expect(chart.dataTable.rowCount > 0, "\(name)")
      let warnings = chart.scene().warnings
      // A cell of the heat map has no number, and a feature no error.
      let expected = ["heatmap", "featureImportance"].contains(name) ? 1 : 0
      #expect(warnings.count == expected, "\(name): \(warnings)")
    }
    for (name, chart) in try RecipeExamples.bare() {
      #expect(!chart.alternativeText.isEmpty, "\(name)")
      #expect(chart.rendered(formats: [.pdf])[.pdf]?.isEmpty == false, "\(name)")
    }
  }
}
