import Foundation
import Notebooks
import Runs
import Testing

@testable import Browser
@testable import Reports

/// The sample report in other formats.
@Suite struct ExportTests {
  private func report() throws -> HTMLReport {
    let notebook = try SampleReport.notebook()
    return HTMLReport(notebook: notebook, run: SampleReport.run(of: notebook))
  }

  private func exported() throws -> JupyterNotebook {
    try report().jupyterNotebook(files: SampleReport.file) { throw UnreadableFile(path: $0) }
  }

  // MARK: Jupyter

  @Test func everyCellIsThere() throws {
    let notebook = try SampleReport.notebook()
    let exported = try exported()
    // The title is the text's own; the notes are added.
    let own = exported.cells.filter { $0.metadata["songbook"]?["role"] == nil }
    #expect(own.map { $0.kind == .code } == notebook.cells.map { $0.kind == .code })
    #expect(Set(exported.cells.map(\.id)).count == exported.cells.count)
    #expect(exported.cells.allSatisfy { $0.id.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil })
    #expect(try exported.json == self.exported().json)
  }

  @Test func outputsHaveEveryForm() throws {
    let cells = try exported().cells
    let outputs = cells.flatMap(\.outputs)
    let figure = try #require(outputs.first { $0["data"]?["image/png"] != nil })
    #expect(figure["metadata"]?["image/png"]?["alt"]?.string?.hasPrefix("A chart of made-up numbers") == true)
    #expect(figure["metadata"]?["image/png"]?["width"]?.integer == 680)
    let table = try #require(outputs.first { $0["data"]?["text/html"] != nil })
    #expect(table["data"]?["text/html"]?.lines?.contains("<script") == false)
    #expect(table["data"]?["text/markdown"]?.lines?.contains("| 春の歌 |") == true)
    #expect(table["data"]?["text/plain"]?.lines?.hasPrefix("Genre ") == true)
    let error = try #require(outputs.first { $0["output_type"]?.string == "error" })
    #expect(error["ename"]?.string == "SIGILL")
    #expect(outputs.contains { $0["name"]?.string == "stdout" && $0["text"]?.lines == "read 12041 songs\n" })
    // A terminal would act on it.
    #expect(!outputs.contains { $0["text"]?.lines?.contains("\u{1B}") == true })
  }

  /// What the author wrote comes back, though the notebook shows it with its numbers and without its references.
  @Test func theAnalysisComesBack() throws {
    let notebook = try SampleReport.notebook()
    let read = try JupyterNotebook(json: exported().json, path: "a.ipynb")
    let script = ImportedScript(read, name: "exploration")
    let back = Notebook.parse(source: script.text, path: notebook.path).notebook
    #expect(back.frontMatter == notebook.frontMatter)
    #expect(back.cells.count == notebook.cells.count)
    for (mine, yours) in zip(back.cells, notebook.cells) {
      #expect(mine.body == yours.body)
      #expect(mine.kind == yours.kind && mine.title == yours.title && mine.tags == yours.tags)
      #expect(mine.options == yours.options)
    }
  }

  /// Texts that were changed in Jupyter stay changed.
  @Test func changesComeBack() throws {
    var read = try exported()
    let index = try #require(read.cells.firstIndex { $0.metadata["songbook"]?["source"] != nil })
    read.cells[index].source += "\n\nAdded."
    #expect(ImportedScript(read, name: "a").text.contains("// Added."))
  }

  // MARK: Markdown

  @Test func markdownNamesItsFiles() throws {
    let markdown = try report().markdown(filesIn: "a_files", files: SampleReport.file) {
      throw UnreadableFile(path: $0)
    }
    let names = Set(markdown.files.map(\.path))
    #expect(names.contains("a_files/fig-energy.png") && names.contains("a_files/fig-energy-dark.png"))
    #expect(names.contains("a_files/tbl-genres.csv"))
    for name in names { #expect(markdown.text.contains(name), "\(name)") }
    #expect(markdown.text.contains("[!CAUTION]") && markdown.text.contains("[Figure\u{A0}1](#fig-energy)"))
    // What is markup in a text is shown as it is written.
    #expect(markdown.text.replacing("\\<script", with: "").contains("<script") == false)
    #expect(markdown.text.contains("[^1]: The publisher keeps"))
  }

  // MARK: Mail

  @Test func mailHasNothingThatProgramsForMailDrop() throws {
    let page = try report().mailPage(files: SampleReport.file) { throw UnreadableFile(path: $0) }
    let text = String(decoding: page, as: UTF8.self)
    for part in ["<script", "<style", "<svg", "class=", "<input", "<details", "<picture", "onerror=\""] {
      #expect(!text.contains(part), "\(part)")
    }
    #expect(text.contains("<img src=\"data:image/png;base64,"))
    #expect(text.contains("style=\"text-align: right\"") || text.contains("; text-align: right\""))
    #expect(text.contains("id=\"fig-energy\"") && text.contains("href=\"#fig-energy\""))
  }

  @Test(.enabled(if: Browser.isThere)) func mailIsAccessible() throws {
    let page = try report().mailPage(files: SampleReport.file) { throw UnreadableFile(path: $0) }
    let findings = try Browser.check(page)
    #expect(findings.wrong == [])
  }
}
