import Testing

@testable import Notebooks

@Suite struct FigureSizeTests {
  @Test(arguments: [
    ("6", 6.0), ("3.3in", 3.3), ("85mm", 85 / 25.4), ("8.5 cm", 8.5 / 2.54), ("72pt", 1), ("0mm", nil), ("-1", nil),
    ("x", nil),
    ("85km", nil), ("201", nil), ("", nil), ("1e400", nil), ("mm", nil),
  ])
  func lengths(_ text: String, _ inches: Double?) {
    let read = FigureSize.inches(text)
    #expect((read == nil) == (inches == nil))
    if let read, let inches { #expect(abs(read - inches) < 1e-12) }
  }

  @Test func otherSizes() {
    #expect(FigureSize.fontSize("8pt") == 8 && FigureSize.fontSize("8.5") == 8.5 && FigureSize.fontSize("8mm") == nil)
    #expect(FigureSize.resolution("600") == 600 && FigureSize.resolution("300dpi") == 300)
    #expect(
      FigureSize.resolution("9") == nil && FigureSize.theme("journal") == "journal" && FigureSize.theme("x") == nil)
  }

  @Test func cellsHaveThem() throws {
    let text = """
      // %% A
      //| fig-width: 85mm
      //| fig-height: 2.5
      //| fig-font-size: 8pt
      //| fig-theme: journal
      //| fig-dpi: 600
      1
      // %% B
      //| fig-width: wide
      //| fig-theme: nature
      2
      """
    let parsed = Notebook.parse(source: text, path: "a.swift")
    let options = parsed.notebook.cells[0].options
    #expect(abs((options.figureWidth ?? 0) - 85 / 25.4) < 1e-12 && options.figureHeight == 2.5)
    #expect(options.figureFontSize == 8 && options.figureTheme == "journal" && options.figureResolution == 600)
    #expect(parsed.diagnostics.map(\.line) == [9, 10])
    #expect(parsed.diagnostics.first?.message.contains("`85mm`") == true)

    var size = FigureSize()
    size.width = 2
    let changed = parsed.notebook.with(size)
    #expect(changed.cells.map(\.options.figureWidth) == [2, 2] && changed.cells[0].options.figureTheme == "journal")
    #expect(changed.cells[1].outputOptions != parsed.notebook.cells[1].outputOptions)
  }
}
