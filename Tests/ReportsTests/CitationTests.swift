import Notebooks
import Runs
import Testing

@testable import Reports

@Suite struct CitationTests {
  static let bibTeX = """
    % A comment @ with a sign.
    @string{ml = {Machine Learning}}
    @article{breiman2001, author = {Breiman, Leo}, title = {Random {F}orests}, journal = ml, volume = 45, number = 1,
      pages = {5--32}, year = 2001, doi = {10.1023/A:1010933404324}}
    @book(hastie, author = "Trevor Hastie and Robert Tibshirani and Jerome Friedman", title = {Elements},
      publisher = {Springer}, year = {2009})
    @misc{g, author = {Carl Friedrich Gau{\\ss} and M\\"uller, J{\\'e}r\\^ome and Ludwig van Beethoven}, title={On <accents>}, year=1809}
    @article{b2, author = {Leo Breiman}, title = {Another}, year = 2001}
    """

  @Test func bibTeXIsRead() throws {
    let references = try Bibliography(Self.bibTeX).references
    let breiman = try #require(references["breiman2001"])
    #expect(breiman.title == "Random Forests" && breiman.container == "Machine Learning" && breiman.pages == "5–32")
    #expect(breiman.authors == [Reference.Name(family: "Breiman", given: "Leo")])
    #expect(references["hastie"]?.shortNames == "Hastie et al.")
    #expect(
      references["g"]?.authors == [
        Reference.Name(family: "Gauß", given: "Carl Friedrich"), Reference.Name(family: "Müller", given: "Jérôme"),
        Reference.Name(family: "van Beethoven", given: "Ludwig"),
      ])
  }

  @Test func cslJSONIsRead() throws {
    let references = try Bibliography(
      """
      [{"id": "a", "title": "T", "author": [{"family": "Wong", "given": "A."}, {"literal": "WHO"}],
        "issued": {"date-parts": [[2020, 5]]}, "container-title": "J", "volume": 3, "page": "1-9", "DOI": "10.1/x"}]
      """
    ).references
    let source = try #require(references["a"])
    #expect(
      source.year == "2020" && source.volume == "3" && source.pages == "1–9" && source.shortNames == "Wong and WHO")
  }

  @Test(arguments: ["@article{a, title = {x", "@article{a, title x}", "@book{, year=1}", "{\"a\": 1}", "@a{b, c = \"x"])
  func whatCannotBeReadIsTold(_ text: String) {
    #expect(throws: UnreadableBibliography.self) { try Bibliography(text) }
  }

  private func report(_ text: String, style: String = "author-year") throws -> HTMLReport {
    let source = "// ---\n// bibliography: refs.bib\n// citations: \(style)\n// ---\n// %% [markdown]\n// \(text)\n"
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    let run = Run(
      analysis: "a", path: "a.swift", id: "1", status: .ok,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"))
    var report = HTMLReport(notebook: notebook, run: run)
    report.bibliography = try Bibliography(Self.bibTeX)
    return report
  }

  private func html(_ report: HTMLReport) -> String {
    String(decoding: report.render(files: { throw UnreadableFile(path: $0) }), as: UTF8.self)
      .replacing("\u{A0}", with: "_").replacing(/<a class="cite" href="#(.*?)">(.*?)<\/a>/) { "<\($0.2)>" }
  }

  @Test func textsNameTheirSources() throws {
    let page = html(
      try report("A [see @hastie, p. 3; @g]. @hastie says [-@breiman2001]. [@b2] a@b.org and \\@hastie `@g`"))
    #expect(
      page.contains(
        "A (see <Hastie et al._2009>, p. 3; <Gauß et al._1809>). Hastie et al._(<2009>) says (<2001b>). (<Breiman_2001a>)"
      ))
    #expect(page.contains("and @hastie <code>@g</code>"))
    let list = try #require(page.firstMatch(of: /<section class="notes references".*?<\/section>/.dotMatchesNewlines()))
    #expect(list.0.contains("<li id=\"ref-g\">") && list.0.contains("<cite>On &lt;accents&gt;</cite>."))
    #expect(list.0.contains("Breiman, Leo. 2001b. “Random Forests.” <cite>Machine Learning</cite> 45 (1): 5–32."))
    let numeric = html(try report("[@hastie; @g] and @b2 [@g]", style: "numeric"))
    #expect(numeric.contains("[<1>, <2>] and Breiman_[<3>] [<2>]"))
  }

  @Test func aMissingKeyIsAnErrorAtItsLine() throws {
    let problems = try report("A [@hasty].").readerProblems { _ in true }
    #expect(problems.map(\.code) == ["dangling-citation"] && problems.first?.severity == .error)
    #expect(problems.first?.line == 6 && problems.first?.column == 7)
    #expect(problems.first?.hint == "did you mean `@hastie`?")
    #expect(try report("\\@nobody, a@b.org, `[@x]`").readerProblems { _ in true } == [])
  }

  @Test func withoutABibliographyBracketsAreAnError() throws {
    var report = try report("A [@x], and @account.")
    report.bibliography = nil
    #expect(report.readerProblems { _ in true }.map(\.code) == ["dangling-citation"])
    #expect(html(report).contains("and @account."))
  }
}
