import Browser
import Foundation
import Runs
import Testing

@testable import Comparisons

@Suite struct ComparisonPageTests {
  /// Two runs with a metric, a parameter and a printed line of each kind that differ.
  static func page(hostile: String = "pop") throws -> [UInt8] {
    var sides: [RunFolder] = []
    for (accuracy, trees, printed) in [(0.5, "100", "one\n"), (0.4, "300", "two\n")] {
      let said = Output(
        kind: .stream, representations: [Representation(mediaType: "text/plain", text: printed, stream: "stdout")])
      let run = Run(
        analysis: hostile, path: "analyses/hierarchy.swift", id: "id-\(trees)", status: .ok,
        parameters: [ParameterValue(name: "trees", value: trees, origin: .script)],
        environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Linux"),
        cells: [
          CellRun(
            index: 0, title: hostile, kind: .code, startLine: 1, endLine: 2, status: .ok, seconds: 1, outputs: [said])
        ],
        metrics: [
          Metric(name: "accuracy/\(hostile)", value: accuracy, better: .higher), Metric(name: "songs", value: 9),
        ],
        seconds: 2)
      sides.append(RunFolder(run: run, directory: "/nowhere"))
    }
    let comparison = Comparison(sides[0], sides[1])
    let outcomes = Gate(rules: [try GateRule("accuracy/*: worse")]).outcomes(of: comparison)
    return ComparisonPage(comparison, outcomes: outcomes, old: sides[0], new: sides[1]).bytes
  }

  @Test func theVerdictStandsFirstAndEqualThingsAreFolded() throws {
    let page = String(decoding: try Self.page(), as: UTF8.self)
    let verdict = try #require(page.range(of: "Worse: 1 of 2 metrics got worse ("))
    let gate = try #require(page.range(of: "<b>Broken</b> <code>accuracy/*: worse</code>"))
    let metric = try #require(page.range(of: "<td class=\"number worse\" data-sort=\"-0."))
    #expect(verdict.lowerBound < gate.lowerBound && gate.lowerBound < metric.lowerBound)
    #expect(page.contains("<summary>1 metric without a change that counts</summary>"))
    #expect(page.contains("<code>trees</code></th><td>100</td><td>300</td>"))
    #expect(page.contains("<del>− <mark>one</mark></del>"))
  }

  @Test func namesStayText() throws {
    let page = String(decoding: try Self.page(hostile: "</script><img src=x onerror=alert(1)>"), as: UTF8.self)
    #expect(!page.contains("<img src=x"))
    #expect(page.contains("accuracy/&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"))
  }

  @Test func thePageReachesNoNetwork() throws {
    let page = String(decoding: try Self.page(), as: UTF8.self)
    #expect(page.contains("default-src &#39;none&#39;"))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }

  @Test func theSameRunsGiveTheSamePage() throws { #expect(try Self.page() == Self.page()) }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func isReadableOfflineAndAccessibleInABrowser() throws {
    let findings = try Browser.check(Self.page())
    #expect(findings.wrong.isEmpty, "\(findings.wrong.joined(separator: "\n"))")
    #expect(findings.withoutScript.text.contains("Worse: 1 of 2 metrics got worse"))
  }
}
