import Browser
import Pages
import Runs
import Testing

@testable import Reports

@Suite struct FrontPageTests {
  /// A run as pages about many runs read it.
  private static func run(
    _ folder: String, _ metrics: [Metric] = [], status: Run.Status = .ok, started: String? = "2026-11-30T09:00:00Z"
  ) throws -> FrontEntry.Run {
    let run = Run(
      analysis: "a", path: "a.swift", id: folder, status: status,
      environment: Environment(songbook: "1", compiler: "", operatingSystem: ""), metrics: metrics, startedAt: started,
      seconds: 1.5)
    return FrontEntry.Run(try RunSummary(json: run.json()), folder: folder)
  }

  private static func accuracy(_ value: Double, _ bounds: (Double, Double)? = nil) -> Metric {
    Metric(
      name: "accuracy", value: value, unit: "%", better: .higher,
      interval: bounds.map { Metric.Interval(lower: $0.0, upper: $0.1) })
  }

  private static func entry() throws -> FrontEntry {
    FrontEntry(
      name: "sales", title: "Sales & <returns>",
      runs: [
        try run("", [accuracy(0.8, (0.7, 0.9))]), try run("3-c", status: .failed),
        try run("2-b", [accuracy(0.75, (0.7, 0.8))]), try run("1-a", [accuracy(0.7, (0.6, 0.8))]),
      ],
      pages: [.init(path: "sales.matrix/index.html", title: "Matrix of 6 runs")])
  }

  private static func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test func anEntryLeadsToEverythingThatThereIs() throws {
    let text = Self.text(try Self.entry().html(showsTimes: true))
    #expect(text.contains("<a href=\"sales/index.html\">Sales &amp; &lt;returns&gt;</a>"))
    #expect(text.contains("<a href=\"sales/runs/3-c/index.html\">30 November 2026, 09:00 UTC, 1.5 s</a> failed"))
    #expect(text.contains("<a href=\"sales.matrix/index.html\">Matrix of 6 runs</a>"))
    #expect(text.contains("3 earlier runs"))
    // A run without the metric is left out of its line.
    #expect(text.contains("aria-label=\"3 runs, from 0.7 to 0.8\""))
    #expect(text.contains("class=\"band\""))
  }

  @Test func withoutTimesTheSameRunsGiveTheSameBytes() throws {
    let text = Self.text(try Self.entry().html(showsTimes: false))
    #expect(!text.contains("November") && !text.contains("1.5 s"))
    #expect(text.contains(">2-b</a>"))
  }

  @Test(arguments: [
    [1.7e308, -1.7e308], [Double.infinity, 1, 2], [.nan, .nan], [5, 5, 5], [0, 0], [1, .nan],
    [.leastNonzeroMagnitude, .leastNormalMagnitude],
  ])
  func numbersOfAnySizeAreDrawnOrLeftOut(values: [Double]) throws {
    let runs = try values.map { try Self.run("r", [Self.accuracy($0)]) }
    let text = Self.text(FrontEntry(name: "a", title: "A", runs: runs).html(showsTimes: true))
    #expect(!text.contains("nan") && !text.contains("inf"), "\(text)")
    #expect(text.contains("<svg") == (values.count { $0.isFinite } > 1))
  }

  @Test func whatIsNoPictureIsNone() {
    #expect(FrontPicture(light: Array("not a picture".utf8), dark: nil) == nil)
    #expect(FrontPicture(light: [], dark: nil) == nil)
    // A header that promises more than memory holds.
    let huge: [UInt8] =
      [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8) + [
        0, 15, 66, 64, 0, 15, 66, 64, 8, 2,
      ]
    #expect(FrontPicture(light: huge, dark: nil) == nil)
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium")) func isAccessibleAndReadableWithoutScripts() throws {
    let entries = try [Self.entry(), FrontEntry(name: "empty", title: "Nothing measured", runs: [Self.run("")])]
    let page = FrontPage(entries: entries.map { $0.html(showsTimes: true) })
    let findings = try Browser.check(page.bytes)
    #expect(findings.wrong.isEmpty, "\(findings.wrong.joined(separator: "\n"))")
    #expect(findings.withoutScript.text.contains("Sales & <returns>"))
    #expect(findings.withoutScript.text.contains("Nothing measured"))
  }
}
