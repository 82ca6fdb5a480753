import Runs
import Testing

@testable import Notebooks

@Suite struct `The name of a cell` {
  private func name(_ marker: String) -> CellName {
    Notebook.parse(source: "import A\n\n\(marker)\nlet b = 1\n", path: "a.swift").notebook.cells[1].name
  }

  @Test func `is its title, else its label, else its line`() {
    #expect(name("// %% Trends\n//| label: fig-trends").standalone == "Trends")
    #expect(name("// %%\n//| label: fig-trends").standalone == "fig-trends")
    #expect(name("// %%").standalone == "Line 3")
    #expect(name("// %%").given == nil)
  }

  @Test func `can stand in sentences`() {
    #expect(name("// %% Trends").inSentence == "cell “Trends”")
    #expect(name("// %% Trends").startingSentence == "Cell “Trends”")
    #expect(name("// %%").inSentence == "the cell at line 3")
    #expect(name("// %%").startingSentence == "The cell at line 3")
  }

  @Test func `tells text from code where it has only a line`() {
    #expect(name("// %% [markdown]\n// Text.").standalone == "Text, line 3")
    #expect(name("// %% [markdown]\n// Text.").inSentence == "the text at line 3")
  }

  @Test func `is its label before its title for rules`() {
    #expect(name("// %% Trends\n//| label: fig-trends").identifier == "fig-trends")
    #expect(name("// %% Trends").identifier == "Trends")
    #expect(name("// %%").identifier == "line 3")
  }
}
