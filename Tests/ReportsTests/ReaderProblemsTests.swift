import Notebooks
import Runs
import Testing

@testable import Reports

/// What a reader would stumble over is told with its line.
@Suite struct ReaderProblemsTests {
  private static let hasPicture: @Sendable (String) -> Bool = { $0 == "a b.png" }

  private func run(_ notebook: Notebook, outputs: [Int: [Output]] = [:]) -> Run {
    Run(
      analysis: "a", path: notebook.path, id: "1", status: .ok,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"),
      cells: notebook.cells.map { cell in
        CellRun(
          index: cell.index, label: cell.label, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
          endLine: cell.range.lastLine, status: .ok, outputs: outputs[cell.index] ?? [])
      })
  }

  private func unknown(_ notebook: Notebook) -> Run {
    var run = run(notebook)
    run.cells = []
    return run
  }

  private func report(_ source: String, outputs: [Int: [Output]] = [:]) -> HTMLReport {
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    return HTMLReport(notebook: notebook, run: run(notebook, outputs: outputs))
  }

  private func html(_ report: HTMLReport) -> String {
    String(decoding: report.render(files: { throw UnreadableFile(path: $0) }), as: UTF8.self)
  }

  @Test(arguments: [
    ("// [a](#nowhere)", "dangling-link", 4, 8), ("//\n// b\n// ![x](gone.png)", "missing-picture", 6, 9),
    ("// ![x](a.pdf)", "missing-picture", 4, 9), ("// ![x](https://x.org/a.png)", "missing-picture", 4, 9),
    ("// - a\n//   <i onclick=x>", "markup-as-text", 5, 6),
    ("// a\n//\n// ::: {.x}\n// b\n// :::", "unsupported-markdown", 6, 4),
    ("// | a |\n// |---|\n// | [x](#b) |", "dangling-link", 6, 10), ("// > [!X]\n// > a", "unsupported-markdown", 4, 6),
    ("// ## A {#a}\n// ## B {#a}", "duplicate-id", 5, 10), ("// # Notes {#notes}", "duplicate-id", 4, 13),
    ("// a\\\n// [x][gone]", "unsupported-markdown", 5, 4),
  ])
  func warnsWithTheLine(_ text: String, _ code: String, _ line: Int, _ column: Int) {
    let report = report("// %%\n1\n// %% [markdown]\n\(text)\n")
    for problems in [
      report.readerProblems(hasPicture: Self.hasPicture),
      HTMLReport(notebook: report.notebook, run: unknown(report.notebook)).readerProblems(hasPicture: Self.hasPicture),
    ] {
      #expect(problems.map(\.code) == [code])
      #expect(problems.map(\.line) == [line] && problems.map(\.column) == [column], "\(problems)")
      #expect(
        problems.allSatisfy {
          $0.severity == (["markup-as-text", "unsupported-markdown"].contains(code) ? .error : .warning)
            && $0.hint != nil && $0.sourceLine != nil
        })
    }
  }

  @Test func isQuietAboutWhatWorks() {
    let report = report(
      """
      // %% [markdown]
      // # Title {#title}
      // ## Part of *it*
      // [a](#part-of-it) [b](#title) [c](#notes) ![p](<a b.png>) [d][site] x[^n] [e](other.html)
      // %% [markdown]
      // [site]: https://x.org
      //
      // [^n]: A note.
      """)
    #expect(report.readerProblems(hasPicture: Self.hasPicture) == [])
  }

  /// How many figures a cell shows is known when it has run.
  @Test func aNumberedLabelThatNoFigureHasIsTold() {
    let source = "// %%\n//| label: fig-two\n1\n// %% [markdown]\n// See @fig-two-2 and\n// @fig-two-9.\n"
    let figures = ["fig-two", "fig-two-2"].map { Output(kind: .figure, label: $0, representations: []) }
    let report = report(source, outputs: [0: figures])
    let problems = report.readerProblems(hasPicture: Self.hasPicture)
    #expect(problems.map(\.message) == ["nothing has the label `fig-two-9`"])
    #expect(problems.map(\.line) == [6])
  }

  @Test func textThatTheAnalysisMakesIsCheckedAtItsCell() {
    let made = Output(
      kind: .markdown,
      representations: [
        Representation(mediaType: "text/markdown", text: "a\n\n## Made\n\n[x](#gone) [y](#made) z[^no]")
      ])
    let report = report("// %% A\nMarkdown(x)\n// %% [markdown]\n// [m](#made)\n", outputs: [0: [made]])
    #expect(report.readerProblems(hasPicture: Self.hasPicture).map(\.code) == ["dangling-link", "dangling-note"])
    #expect(report.readerProblems(hasPicture: Self.hasPicture).map(\.line) == [1, 1])
    // Before the run it is not known which headings there will be.
    let before = HTMLReport(notebook: report.notebook, run: unknown(report.notebook))
    #expect(before.readerProblems(hasPicture: Self.hasPicture) == [])
  }

  @Test func notesAndLinksMayBeDefinedInAnyCell() throws {
    let page = html(
      report(
        """
        // %% [markdown]
        // # Notes
        // A.[^1] Again.[^1] Other.[^long] [Named][site].
        //
        // [^1]: First, see [site].
        // %% [markdown]
        // B.[^later] C.[^Long]
        //
        // [^1]: Unused here.
        // %% [markdown]
        // D.[^1] E.[^later]
        //
        // [^1]: Of the third cell.
        //
        // [^later]: Later.
        //
        // [^long]: Long.
        //
        //     Second paragraph.
        //
        // [site]: https://x.org/site
        """))
    let mentions = page.matches(of: /<sup><a id="([^"]+)" href="#([^"]+)"/).map { "\($0.1) \($0.2)" }
    #expect(
      mentions == [
        "note-1-mention note-1", "note-1-mention-2 note-1", "note-2-mention note-2", "note-3-mention note-3",
        "note-2-mention-2 note-2", "note-4-mention note-4", "note-3-mention-2 note-3",
      ])
    let notes = page.matches(of: /<li id="note-\d">(.*?)<\/li>/.dotMatchesNewlines()).map { String($0.1) }
    #expect(notes.count == 4)
    #expect(notes[0].contains("First, see <a href=\"https://x.org/site\""))
    #expect(notes[1].contains("Long.") && notes[1].contains("Second paragraph."))
    #expect(notes[2].contains("Later.") && notes[3].contains("Of the third cell."))
    #expect(notes.map { $0.matches(of: /↩/).count } == [2, 2, 2, 1])
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count && !ids.contains(""))
    for link in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(link.1)), "\(link.1)") }
  }

  /// Whatever headings are called, each has an id of its own, also beside those of the page.
  @Test func headingsHaveIdsOfTheirOwn() throws {
    let titles = [
      "A", "A", "A 2", "🎵", "Text", "Notes", "Contents", "Failure", "About this run", "fig-x", "note-1", "tab-1-1",
      "日本語", "!!!",
    ]
    let source = "// %% [markdown]\n" + titles.map { "// ## \($0)\n" }.joined()
    let page = html(report(source))
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count && !ids.contains(""))
    #expect(page.matches(of: /<h2 id=/).count == titles.count + 1)
  }

  /// Looking for a free number from the first one on would take minutes here.
  @Test func equalHeadingsAreCountedOn() {
    let count = 30_000
    let page = html(report("// %% [markdown]\n// ## A 3\n" + String(repeating: "// ## A\n", count: count)))
    let ids = page.matches(of: /<h\d id="(a(?:-\d+)?)"/).map { String($0.1) }
    #expect(ids.prefix(4) == ["a-3", "a", "a-2", "a-4"])
    #expect(ids.count == count + 1 && Set(ids).count == ids.count)
  }

  @Test func anUnclosedBlockOfCodeTakesNoDefinitions() {
    let page = html(report("// %% [markdown]\n// [^n]: Note.\n// %% [markdown]\n// a[^n]\n//\n// ```\n// code\n"))
    #expect(!page.contains("<code>code\n\n[^n]"))
  }

  @Test func pagesOfOtherLanguagesHaveTheirDirection() {
    let page = html(report("// ---\n// lang: ar\n// title: مقدمة\n// ---\n// %% [markdown]\n// English\n"))
    #expect(page.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(page.contains("<h1 dir=\"auto\">") && page.contains("<p dir=\"auto\">English</p>"))
    #expect(html(report("// %% [markdown]\n// a\n")).contains("<html lang=\"en\">"))
  }
}
