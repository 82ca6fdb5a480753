import Foundation
import Notebooks
import Runs
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
  private func page() throws -> String { String(decoding: try SampleReport.render(), as: UTF8.self) }

  /// With SAMPLE_REPORT=FILE in the environment the sample is written there, to be looked at.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SAMPLE_REPORT"] != nil))
  func canBeLookedAt() throws {
    let path = try #require(ProcessInfo.processInfo.environment["SAMPLE_REPORT"])
    try Data(SampleReport.render()).write(to: URL(filePath: path))
  }

  @Test func everyLinkWithinThePageHasItsEndAndIdsAreUnique() throws {
    let page = try page().replacing(/<script>.*?<\/script>/.dotMatchesNewlines(), with: "")
    let ids = page.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let ends = page.matches(of: /(?:href="#|aria-labelledby="|for=")([^"]*)"/).map { String($0.1) }
    #expect(ends.count > 20)
    for end in ends { #expect(ids.contains(end), "nothing has the id \(end)") }
  }

  @Test func figuresAndTablesAreNumberedAndReferredTo() throws {
    let page = try page()
    #expect(page.contains("go together (<a href=\"#fig-energy\">Figure\u{A0}1</a>)"))
    #expect(page.contains("Compare <a href=\"#tbl-genres\">Table\u{A0}1</a>."))
    #expect(
      page.contains(
        "<a href=\"#fig-trends\">Figure\u{A0}2</a> and <a href=\"#fig-trends-acousticness\">Figure\u{A0}3</a>"))
    #expect(page.contains("<a href=\"#sec-trends\">“Trends over the decades”</a>"))
    #expect(page.contains("<h2 id=\"sec-trends\">Trends over the decades <a"))
    #expect(page.contains("see <a href=\"#tbl-genres\">Table\u{A0}1</a>.</p>"), "references in notes work")
    #expect(
      page.contains("<span class=\"label\">Figure 6.</span> Where genre names say they come from."),
      "what was not made keeps its number")
  }

  @Test func telephonesGetALayoutOfTheirOwn() throws {
    let page = try page()
    let narrow =
      /<picture class="fitting"><source media="screen and \(max-width: 500px\)" srcset="data:image\/svg\+xml;/
    #expect(page.matches(of: narrow).count == 1)
    // Small figures shrink as they are; the SVG to take away is the one for wide screens.
    #expect(page.matches(of: /<picture class="fitting">/).count == 5)
    #expect(page.matches(of: /download="fig-energy.svg"/).count == 1)
  }

  @Test func filesToBeSavedAreLeftOutWhereTheyAreNotWanted() throws {
    let whole = try page()
    let light = String(decoding: try SampleReport.render(carriesFiles: false), as: UTF8.self)
    #expect(whole.contains("<a download=") && !light.contains("<a download=") && !light.contains("application/pdf"))
    let counts = [light, whole].map { $0.components(separatedBy: "<figure").count }
    #expect(counts[0] == counts[1])
    #expect(light.utf8.count < whole.utf8.count)
  }

  @Test func theFailureStandsFirstAndAtItsCell() throws {
    let page = try page()
    #expect(page.contains("Cell “Decades” crashed"))
    #expect(page.contains("1 cells") == false)
    #expect(page.contains("2 cells after it were not run. <a href=\"#cell-12\">Go to the cell</a>"))
    #expect(
      page.contains("id=\"cell-12\"><p><b>Fatal error: Index out of range</b> <span class=\"signal\">SIGILL</span>"))
    #expect(page.contains("Not run, because cell “Decades” failed: the numbers above were not computed."))
    #expect(page.contains("<code>\\(countries.count)</code>"))
  }

  @Test func namesOfSongsStayText() throws {
    let page = try page()
    #expect(!page.contains("<img src=x"))
    #expect(page.contains("&lt;/script&gt;&lt;img src=x onerror=&quot;"))
    #expect(page.contains("&lt;script&gt;alert(&quot;never&quot;)&lt;/script&gt;"))
    #expect(page.matches(of: /<\/script>/).count == page.matches(of: /<script>/).count)
  }

  @Test func pagesWithoutWidgetsCarryNoneOfThem() throws {
    let page = try page()
    for part in ["octet-stream", "SBWIDGET", "point-cloud", "WebAssembly", "class=\"widget", ".widget"] {
      #expect(!page.contains(part), "\(part)")
    }
  }

  @Test func thePolicyAllowsThisStyleAndThisScriptAndNoNetwork() throws {
    let page = try page()
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    let text = policy.replacing("&#39;", with: "'")
    #expect(text.hasPrefix("default-src 'none'; img-src data:; style-src 'sha256-"))
    #expect(
      text.hasSuffix(
        "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"))
    #expect(!text.contains("unsafe") && !text.contains("http"))
    #expect(!page.contains(" style=\"") && !page.contains(" onclick"))
    // Nothing that a browser fetches by itself has an address outside the page.
    for source in page.matches(of: /(?:src|srcset)="([^"]{5})/) { #expect(source.1 == "data:") }
  }

  @Test func theShellIsSmall() throws {
    let page = try page().replacing(/"data:[a-z+\/]*[;,][^"]*/, with: "")
    #expect(page.utf8.count < 60_000)
  }

  @Test func sameInputSameBytesAndNoTimesOnDemand() throws {
    #expect(try SampleReport.render() == SampleReport.render())
    let page = String(decoding: try SampleReport.render(showsTimes: false), as: UTF8.self)
    // Data may hold any number.
    let shell = page.replacing(/data:text\/csv[^"]*/, with: "")
    for volatile in ["run-times\"", "2026", "1.8 s", "from the cache", "61.0 MB", "20261122"] {
      #expect(!shell.contains(volatile), "\(volatile) differs from run to run")
    }
    let notebook = try SampleReport.notebook()
    var other = SampleReport.run(of: notebook)
    other.id = "another"
    other.startedAt = "1999-01-01T00:00:00Z"
    other.seconds = 9
    for index in other.cells.indices {
      other.cells[index].seconds = other.cells[index].seconds.map { $0 + 1 }
      if other.cells[index].status == .cached { other.cells[index].status = .ok }
    }
    let again = HTMLReport(notebook: notebook, run: other, showsTimes: false).render(files: SampleReport.file)
    #expect(Array(page.utf8) == again)
  }

  @Test func filesThatAreNotThereAreSaidAtTheirPlace() throws {
    let notebook = try SampleReport.notebook()
    let page = HTMLReport(notebook: notebook, run: SampleReport.run(of: notebook)).render {
      throw UnreadableFile(path: $0)
    }
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("The picture could not be read: figures/fig-energy.png could not be read."))
    #expect(text.contains("All rows as CSV (could not be read)"))
  }

  @Test func aProgramThatDoesNotCompileShowsWhatTheCompilerSaid() throws {
    let notebook = try SampleReport.notebook()
    var run = Run(
      analysis: "exploration", path: notebook.path, id: "1", status: .notCompiled,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"))
    let error = Diagnostic(
      code: "swift", severity: .error, message: "cannot find 'tune' in scope", path: notebook.path, line: 40,
      column: 13,
      sourceLine: "let songs = tune(1)", hint: nil)
    run.diagnostics = [error]
    let page = HTMLReport(notebook: notebook, run: run).render { throw UnreadableFile(path: $0) }
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("The program does not compile, so nothing was run"))
    #expect(text.contains("cannot find &#39;tune&#39; in scope"))
    #expect(text.contains("40 │ let songs = tune(1)\n   │             ^"))
    #expect(text.contains("Not run."))
  }

  @Test(arguments: [
    ("a\rb\n", "b\n"), ("a\r\nb", "a\nb"), ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}x", "x"),
    ("no end \u{1B}[", "no end "), ("10%\r100%\r\ndone\r\n", "100%\ndone\n"), ("bar\r\r\nline", "bar\nline"),
    ("bar\r", "bar"), ("abc\u{8}\u{8}XY", "aXY"), ("abc\u{8}\n", "abc\n"), ("é\u{8}e", "e"), ("\u{8}\u{8}a", "a"),
  ])
  func printedTextIsWhatATerminalShows(_ text: String, _ expected: String) {
    #expect(TerminalText.plain(text) == expected)
  }

  @Test func anArticleKeepsItsMarkdown() throws {
    let source = "// %% [markdown]\n// # Title\n// Some *text*.\n\n// %% [markdown]\n// ## Part\n"
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    let run = Run(
      analysis: "a", path: "a.swift", id: "1", status: .ok,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"))
    let prose = Article(notebook: notebook, run: run).parts.flatMap(\.items).compactMap { item in
      if case .prose(let prose) = item { prose } else { nil }
    }
    #expect(prose.map(\.markdown) == notebook.cells.map(\.body))
    #expect(prose.last?.blocks.count == 1)
  }
}
