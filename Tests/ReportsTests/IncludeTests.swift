import Notebooks
import Runs
import Testing

@testable import Reports

@Suite struct IncludeTests {
  private func report(_ source: String, _ includes: [String: String]) -> HTMLReport {
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    let run = Run(
      analysis: "a", path: "a.swift", id: "1", status: .ok,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"))
    return HTMLReport(notebook: notebook, run: run, includes: includes)
  }

  private let source = """
    // %% [markdown]
    // Before.
    //
    // {{< include m.md >}}
    //
    // After [x](#gone).
    // ```
    // {{< include m.md >}}
    // ```
    """

  @Test func filesStandWhereTheyAreNamed() {
    let report = report(source, ["m.md": "## Methods\n\nFrom *the* file.[^n]\n\n[^n]: Note.\n\n[y](#nowhere)"])
    #expect(report.notebook.includedFiles.map(\.path) == ["m.md"])
    #expect(report.notebook.includedFiles.map(\.line) == [4])
    let page = String(decoding: report.render(files: { throw UnreadableFile(path: $0) }), as: UTF8.self)
    #expect(page.contains("<h2 id=\"methods\">Methods") && page.contains("From <em>the</em> file."))
    #expect(page.contains("<code>{{&lt; include m.md &gt;}}\n</code>"))
    #expect(page.contains("<li id=\"note-1\"><p>Note.</p>"))
    // What is in the file is told at the line that names it, all else at its own.
    let problems = report.readerProblems { _ in true }
    #expect(problems.map(\.line) == [4, 6] && problems.map(\.code) == ["dangling-link", "dangling-link"])
  }

  @Test func textsReferToSectionsAndNotesOfFiles() {
    let text = """
      // %% [markdown]
      // See @sec-far, @sec-lost, a note[^far] and one that is not there[^lost].
      //
      // {{< include m.md >}}
      """
    let parsed = Notebook.parse(source: text, path: "a.swift")
    #expect(parsed.diagnostics.isEmpty, "what the file defines is known once it is read")
    let report = report(text, ["m.md": "## Methods {#sec-far}\n\n[^far]: Note."])
    let problems = report.readerProblems { _ in true }
    #expect(problems.map(\.code) == ["dangling-reference", "dangling-note"])
    #expect(problems.allSatisfy { $0.severity == .error && $0.line == 2 })
    #expect(problems.map(\.message) == ["nothing has the label `sec-lost`", "no note is called `lost`"])
  }

  @Test func otherShortcodesAreErrors() {
    let report = report("// %% [markdown]\n// {{< video x.mp4 >}}\n", [:])
    #expect(report.readerProblems { _ in true }.map(\.severity) == [.error])
  }
}
