import Foundation
import Runs
import Testing

@testable import Notebooks

@Suite struct JupyterNotebookTests {
  private func read(_ json: String) throws -> JupyterNotebook {
    try JupyterNotebook(json: Array(json.utf8), path: "a.ipynb")
  }

  private func notebook(_ language: String, _ cells: [(kind: String, source: String)]) throws -> JupyterNotebook {
    let values = cells.map { kind, source -> JSONValue in
      .object(["cell_type": .string(kind), "source": .lines(of: source), "metadata": .object([:])])
    }
    let root = JSONValue.object([
      "nbformat": .integer(4), "nbformat_minor": .integer(2), "cells": .array(values),
      "metadata": .object(["kernelspec": .object(["name": .string("x"), "language": .string(language)])]),
    ])
    return try JupyterNotebook(json: root.json, path: "a.ipynb")
  }

  // MARK: Files

  @Test func filesAreWrittenAsPythonWritesThem() {
    let value = JSONValue.object([
      "b": .array([]), "a": .object(["x": .string("ü\u{1}\n\"\\"), "n": .null, "t": .boolean(true)]),
      "c": .array([.integer(1), .number(0.5)]),
    ])
    let text =
      "{\n \"a\": {\n  \"n\": null,\n  \"t\": true,\n  \"x\": \"ü\\u0001\\n\\\"\\\\\"\n },\n \"b\": [],\n \"c\": [\n  1,\n  0.5\n ]\n}\n"
    #expect(String(decoding: value.json, as: UTF8.self) == text)
    #expect(JSONValue(json: value.json) == value)
    #expect(JSONValue.lines(of: "a\nb\n\nc").lines == "a\nb\n\nc")
    #expect(JSONValue.lines(of: "a\nb\n\nc").array?.count == 4)
  }

  @Test(arguments: [
    ("", "no JSON"), ("{", "no JSON"), ("[1]", "nbformat"), ("{\"nbformat\": 3, \"worksheets\": []}", "nbformat 3"),
    ("{\"nbformat\": 4}", "no list of cells"), ("{\"nbformat\": 4, \"cells\": [7]}", "cell 1"),
    ("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", "cell 1"),
    ("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"dance\", \"source\": \"\"}]}", "cell 1"),
    (String(repeating: "[", count: 100_000), "no JSON"), ("\u{0}\u{1}", "no JSON"),
  ])
  func whatIsNoNotebookIsSaidToBeNone(_ json: String, _ part: String) throws {
    let failure = try #require(throws: RunFailure.self) { try read(json) }
    #expect(failure.message.hasPrefix("a.ipynb") && failure.message.contains(part))
  }

  // MARK: Import

  @Test func swiftComesOver() throws {
    let script = ImportedScript(
      try notebook(
        "swift",
        [
          ("markdown", "# Sales\nText with <b>bold</b> \\(x\\) and <img src=\"a b.png\" alt=\"A\">."),
          ("code", "%install '.package(url: \"x\")' X\nlet a = 1\n// %% no cell\na"), ("raw", "raw text"),
        ]), name: "sales")
    let parsed = Notebook.parse(source: script.text, path: "sales.swift").notebook
    #expect(parsed.title == "Sales")
    #expect(parsed.cells.map(\.kind) == [.code, .markdown, .code, .markdown])
    #expect(parsed.cells[0].body == "import Songbook")
    #expect(parsed.cells[1].body == "# Sales\nText with <b>bold</b> \\\\(x\\) and ![A](a%20b.png).")
    #expect(
      parsed.cells[2].body == "// Jupyter: %install '.package(url: \"x\")' X\nlet a = 1\n// Jupyter: %% no cell\na")
    #expect(parsed.cells[3].body == "```\nraw text\n```")
    #expect(script.cellsToPort == 0)
  }

  @Test func otherLanguagesAreToBePorted() throws {
    let script = ImportedScript(
      try notebook("python", [("code", "%%time\nimport pandas as pd\n| x"), ("markdown", "Ask @someone.\n%% x")]),
      name: "sales")
    let parsed = Notebook.parse(source: script.text, path: "sales.swift")
    #expect(!parsed.hasErrors, "\(parsed.diagnostics)")
    #expect(script.cellsToPort == 1)
    #expect(parsed.notebook.cells.count == 3)
    #expect(parsed.notebook.cells[1].body.contains("#warning(\"This cell is Python still"))
    #expect(parsed.notebook.cells[1].body.hasSuffix("// · %%time\n// import pandas as pd\n// · | x"))
    #expect(parsed.notebook.cells[2].body == "Ask \\@someone.\n\\%% x")
  }

  @Test func picturesOfTextsComeAlong() throws {
    let picture = Data([1, 2, 3]).base64EncodedString()
    let json = """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "id": "a", "metadata": {},
      "source": "![A](attachment:../../x.png)", "attachments": {"../../x.png": {"image/png": "\(picture)"}}}]}
      """
    let script = ImportedScript(try read(json), name: "sales")
    #expect(script.files.map(\.path) == ["sales_files/-..-x.png"])
    #expect(script.files.first?.content == [1, 2, 3])
    #expect(script.text.contains("![A](sales_files/-..-x.png)"))
  }

  @Test func tagsBecomeOptions() throws {
    let json = """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "swift"}}, "cells": [{"cell_type":
      "code", "metadata": {"tags": ["remove-input", "parameters"], "title": "All = [x]"}, "source": "let a = 1"}]}
      """
    let script = ImportedScript(try read(json), name: "sales")
    #expect(script.text.hasSuffix("// %% All x tags=[\"parameters\"]\n//| echo: false\nlet a = 1\n"))
  }

  @Test func percentFilesAreRead() throws {
    let text = """
      # ---
      # jupyter:
      #   kernelspec: {}
      # ---

      # %% [markdown]
      # # Title
      # Text.

      # %% Load tags=["a"]
      import pandas as pd

      # %% [markdown]
      \"\"\"
      Quoted.
      \"\"\"
      """
    let notebook = try PercentFile.notebook(text, path: "x.py")
    #expect(notebook.language == "python")
    #expect(notebook.cells.map(\.kind) == [.markdown, .code, .markdown])
    #expect(notebook.cells.map(\.source) == ["# Title\nText.", "import pandas as pd", "Quoted."])
    #expect(notebook.cells[1].metadata["title"] == .string("Load"))
    #expect(try PercentFile.notebook("-- %%\nselect 1", path: "x.sql").cells.map(\.source) == ["select 1"])
    #expect(throws: RunFailure.self) { try PercentFile.notebook("x", path: "x.docx") }
    #expect(throws: RunFailure.self) { try PercentFile.notebook("print(1)", path: "x.py") }
  }

  // MARK: Scripts with other values

  @Test func scriptsTakeOtherValuesAndSources() {
    let source = """
      // ---
      // title: A
      // sources:
      //   - common/means.swift
      //   - ../steps
      // echo: true
      // ---
      // %% Parameters tags=["parameters"]
      let count = 5
      let name = "a"
      """
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    let values = [
      ParameterValue(name: "count", value: "7", origin: .commandLine),
      ParameterValue(name: "name", value: "\"b\"", origin: .script),
    ]
    #expect(
      notebook.script(with: values, sources: "a_sources") == """
        // ---
        // title: A
        // sources: [a_sources]
        // echo: true
        // ---
        // %% Parameters tags=["parameters"]
        let count = 7
        let name = "a"
        """)
    #expect(notebook.script(with: [], sources: nil) == source)
  }
}
