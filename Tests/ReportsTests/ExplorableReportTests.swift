import Browser
import Notebooks
import Pages
import Runs
import Testing

@testable import Reports

@Suite struct ExplorableReportTests {
  private static let notebook = Notebook.parse(
    source: """
      // ---
      // title: Turned
      // ---
      // %% Parameters tags=["parameters"]
      /// What chance depends on.
      let seed = 1
      let kind = "x"
      // %% Shared
      6 * 7
      // %% By seed
      seed
      // %% [markdown]
      // ## Section
      // Of seed \\(seed) and \\(kind), see @sec-end and [the section](#section).
      // %% [markdown]
      // ## The end {#sec-end}
      """, path: "a.swift"
  ).notebook

  private static let matrix = Matrix(
    analysis: "a", title: "Turned", path: "a.swift",
    axes: [.init(name: "seed", values: ["1", "2"]), .init(name: "kind", values: ["\"x\"", "\"y\""])])

  private static func page(_ place: Int) -> ExplorableReport.Page {
    let values = matrix.points[place].values
    func output(_ kind: Output.Kind, _ type: String, _ text: String) -> Output {
      Output(kind: kind, representations: [Representation(mediaType: type, text: text)])
    }
    let outputs: [Int: Output] = [
      1: output(.value, "text/plain", "forty-two"), 2: output(.value, "text/plain", "the seed is \(values[0])"),
      3: output(
        .markdown, "text/markdown",
        "## Section\n\nOf seed \(values[0]) and \(Matrix.shown(values[1])), see @sec-end and [the section](#section)."),
    ]
    let cells = notebook.cells.map { cell in
      CellRun(
        index: cell.index, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
        endLine: cell.range.lastLine, status: .ok, outputs: outputs[cell.index].map { [$0] } ?? [])
    }
    let run = Run(
      analysis: "a", path: "a.swift", id: "r\(place)", status: .ok,
      parameters: zip(matrix.axes, values).map { ParameterValue(name: $0.name, value: $1, origin: .commandLine) },
      environment: Environment(songbook: "1", compiler: "", operatingSystem: ""), cells: cells,
      metrics: [Metric(name: "size", value: Double(place))])
    return ExplorableReport.Page(
      place: place, report: HTMLReport(notebook: notebook, run: run, showsTimes: false),
      folder: RunFolder(run: run, directory: "/nowhere"))
  }

  private static func render(_ places: [Int], limit: Int = ExplorableReport.usualLimit) throws -> [UInt8] {
    try ExplorableReport(matrix, pages: places.map(page)).render(limit: limit) { throw UnreadableFile(path: $0) }
  }

  private static func count(_ text: String, in page: String) -> Int { page.components(separatedBy: text).count - 1 }

  @Test func whatIsTheSameStandsInThePageOnce() throws {
    let text = String(decoding: try Self.render([0, 1, 2, 3]), as: UTF8.self)
    #expect(Self.count("forty-two", in: text) == 1)
    #expect(Self.count("the seed is 1", in: text) == 1 && Self.count("the seed is 2", in: text) == 1)
    #expect(text.contains("<div class=\"v n0 n1\">") && text.contains("<div class=\"v n2 n3\">"))
    for values in ["1 and x", "1 and y", "2 and x", "2 and y"] {
      #expect(Self.count("Of seed \(values)", in: text) == 1)
    }
    #expect(text.contains("Changes By seed, Text, line 12."))
  }

  @Test func eachIdentifierIsThereOnceAndLinksLeadSomewhere() throws {
    let text = String(decoding: try Self.render([0, 1, 2, 3]), as: UTF8.self)
    let all = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(all).count == all.count)
    for link in text.matches(of: /\shref="#([^"]*)"/) { #expect(all.contains(String(link.1)), "\(link.1)") }
  }

  @Test func whatHasNotRunIsSaid() throws {
    let text = String(decoding: try Self.render([0, 3]), as: UTF8.self)
    #expect(text.contains("<div class=\"v n1 n2\"><p class=\"remark\">This combination has not been run.</p></div>"))
    #expect(throws: RunFailure.self) { try Self.render([]) }
  }

  @Test func aPageThatIsTooHeavyIsNotMade() throws {
    let weight = try Self.render([0, 1, 2, 3]).count
    #expect(throws: Never.self) { try Self.render([0, 1, 2, 3], limit: weight) }
    #expect { try Self.render([0, 1, 2, 3], limit: weight - 1) } throws: {
      ($0 as? RunFailure)?.description.contains("--explorable-limit") ?? false
    }
    #expect(throws: RunFailure.self) { try Self.render([0, 1, 2, 3], limit: 100) }
  }

  @Test func namesInAPieceAreChangedTogether() {
    let html: HTML = """
      <figure id="fig-a" aria-labelledby="fig-a-caption"><b id="fig-a-caption">id="x"</b><a href="#fig-a">a</a>\
      <a href="#other">o</a><input type="radio" name="tab-1" id="tab-1-1"><label for="tab-1-1">1</label>\
      <g fill="url(#fig-a)"/></figure>
      """
    let names = VariantNames(html)
    #expect(names.identifiers == ["fig-a", "fig-a-caption", "tab-1-1"])
    #expect(
      String(decoding: names.html(suffix: "-v").bytes, as: UTF8.self) == """
        <figure id="fig-a-v" aria-labelledby="fig-a-caption-v"><b id="fig-a-caption-v">id="x"</b><a href="#fig-a-v">a</a>\
        <a href="#other">o</a><input type="radio" name="tab-1-v" id="tab-1-1-v"><label for="tab-1-1-v">1</label>\
        <g fill="url(#fig-a-v)"/></figure>
        """)
  }

  /// What `choose.py` reads.
  private struct Choice: Decodable {
    var first: String
    var chosen: String
    var printed: String
    var address: String
    var fromAddress: String
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium")) func itIsTurnedWithoutScriptsAndByItsAddress() throws
  {
    let page = try Self.render([0, 1, 2, 3])
    let choice: Choice = try Browser.answer(from: "choose.py", of: [page], "choice-0-1")
    #expect(choice.first.contains("the seed is 1") && !choice.first.contains("the seed is 2"))
    for text in [choice.chosen, choice.printed, choice.fromAddress] {
      #expect(text.contains("the seed is 2") && !text.contains("the seed is 1"))
      #expect(text.contains("Of seed 2 and x") && !text.contains("and y"))
    }
    #expect(choice.address == "#seed=2,kind=x")
    #expect(choice.chosen.contains("seed") && !choice.printed.contains("Changes"))
    let findings = try Browser.check(page)
    #expect(findings.wrong.isEmpty, "\(findings.wrong.joined(separator: "\n"))")
  }
}
