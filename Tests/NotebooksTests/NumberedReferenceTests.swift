import Notebooks
import Testing

/// A reference to one of several figures of a cell: how many there are is known before the run where the code says it.
@Suite struct NumberedReferenceTests {
  private func problems(_ code: String, _ text: String, label: String = "fig-two") -> [String] {
    let source = """
      import Songbook
      // %% Two
      //| label: \(label)
      \(code)
      // %% [markdown]
      // See \(text).
      """
    return Notebook.parse(source: source, path: "a.swift").diagnostics.filter { $0.severity == .error }.map(\.message)
  }

  @Test(arguments: [
    "display(Chart.histogram(t, \"a\"))\nChart.histogram(t, \"b\").title(\"B\")",
    "let a = Chart.histogram(t, \"a\")\ndisplay(a)\ndisplay(Figure(a, caption: \"A\"))",
    "[Chart.histogram(t, \"a\"), Chart.histogram(t, \"b\")]",
    "if t.isEmpty { display(Chart.histogram(t, \"a\")) } else { display(Chart.histogram(t, \"b\")) }",
    "display(Chart.histogram(t, \"a\"))\nTable(t)\ndisplay(Chart { BarMark(x: 1, y: 2) })",
    "let names = t.map { $0.name }\nfor name in names { print(name) }\nChart.histogram(t, \"b\")",
  ])
  func oneThatTheCodeCannotShowIsAnError(_ code: String) {
    #expect(problems(code, "@fig-two-9 and @fig-two") == ["nothing has the label `fig-two-9`"])
  }

  @Test(arguments: [
    "for name in names { display(Chart.histogram(t, name)) }", "names.map { Chart.histogram(t, $0) }",
    "names.forEach { display(Chart.histogram(t, $0)) }", "func show() { display(Chart.histogram(t, \"a\")) }\nshow()",
    "charts", "struct Chart {}\nChart()", "names.forEach(display)", "let charts = makeCharts()\ndisplay(charts)",
    "makeCharts()", "let f = DataFrame(t)\nf.columns.map(draw)", "let f = DataFrame(t)\nf.charts",
    "let charts = DataFrame(t).charts\ncharts", "Chart.names.map { Chart.histogram(t, $0) }", "Chart.names.map(draw)",
    "(Chart.histogram(t, \"a\"), Chart.histogram(t, \"b\"))",
  ])
  func whatOnlyARunTellsIsLeftToIt(_ code: String) {
    #expect(problems(code, "@fig-two-9") == [])
  }

  @Test func theSecondIsTheFirstWithANumber() {
    let code = "display(Chart.histogram(t, \"a\"))\ndisplay(Chart.histogram(t, \"b\"))"
    #expect(problems(code, "@fig-two-2") == [])
    for text in ["@fig-two-0", "@fig-two-1", "@fig-two-02", "@fig-two-99999999999999999999"] {
      #expect(problems(code, text) == ["nothing has the label `\(text.dropFirst())`"])
    }
  }

  @Test func tablesAreCountedBesideFigures() {
    let code = "display(Chart.histogram(t, \"a\"))\nTable(t)"
    #expect(problems(code, "@tbl-two-2", label: "tbl-two") == ["nothing has the label `tbl-two-2`"])
    #expect(problems("display(Table(t))\n" + code, "@tbl-two-2", label: "tbl-two") == [])
  }

  /// A name that the code gives itself is known by its text.
  @Test func namesThatTheCodeGivesAreKnown() {
    #expect(problems("Chart.histogram(t, \"a\")\nlet other = \"fig-two-9\"", "@fig-two-9") == [])
  }
}
