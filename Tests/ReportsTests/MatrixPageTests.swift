import Browser
import Runs
import Testing

@testable import Reports

@Suite struct MatrixPageTests {
  static let matrix = Matrix(
    analysis: "a", title: "A & B", path: "analyses/a.swift",
    axes: [.init(name: "seed", values: ["1", "2", "3"]), .init(name: "kind", values: ["\"x\"", "\"y\""])],
    fixed: ["share": "0.2"])

  /// The runs of some points; the metric is the place.
  static func runs(_ places: [Int], failed: Set<Int> = [], value: (Int) -> Double = { Double($0) }) throws -> [String:
    RunSummary]
  {
    var runs: [String: RunSummary] = [:]
    for place in places {
      let point = matrix.points[place]
      let values = zip(matrix.axes, point.values).map { ParameterValue(name: $0.name, value: $1, origin: .commandLine) }
      let cell = CellRun(
        index: 0, title: "Fit", kind: .code, startLine: 3, endLine: 5, status: failed.contains(place) ? .failed : .ok,
        problem: failed.contains(place) ? Diagnostic(cellError: "no <fit>") : nil)
      let run = Run(
        analysis: "a", path: "analyses/a.swift", id: "r\(place)", status: failed.contains(place) ? .failed : .ok,
        parameters: values + [ParameterValue(name: "share", value: "0.2", origin: .commandLine)],
        environment: Environment(songbook: "1", compiler: "S", operatingSystem: ""), cells: [cell],
        metrics: failed.contains(place)
          ? []
          : [
            Metric(
              name: "accuracy", value: value(place), better: .higher,
              interval: Metric.Interval(lower: value(place) - 1, upper: value(place) + 1))
          ])
      runs[point.key] = try RunSummary(json: run.json())
    }
    return runs
  }

  private static func text(_ page: MatrixPage) -> String { String(decoding: page.bytes, as: UTF8.self) }

  @Test func metricsAreComparedWithTheirIntervals() throws {
    let text = Self.text(MatrixPage(Self.matrix, runs: try Self.runs(Array(0..<6))))
    #expect(text.contains("<h1>A &amp; B: 6 runs</h1>"))
    #expect(text.contains("<a href=\"points/seed=3,kind=y/index.html\">seed 3, kind y</a>: 5 (4 to 6)"))
    // A drawing for each axis, a dot for each point.
    #expect(text.components(separatedBy: "class=\"panel-chart\"").count == 3)
    #expect(text.components(separatedBy: "<circle").count == 13)
    #expect(text.contains("accuracy over seed: the mean goes from 0.5 at 1 to 4.5 at 3"))
    #expect(text.contains("<code>share = 0.2</code>"))
    #expect(!text.contains("not run"))
  }

  @Test func failuresAndGapsAreKeptApart() throws {
    let page = MatrixPage(Self.matrix, runs: try Self.runs([0, 1, 2, 3], failed: [1]))
    let text = Self.text(page)
    #expect(page.missing.map(\.key) == ["seed=3,kind=x", "seed=3,kind=y"])
    #expect(text.contains("1 point failed"))
    #expect(text.contains("seed 1, kind y</a>: Cell “Fit”: no &lt;fit&gt;"))
    #expect(text.contains("Not run: seed 3, kind x; seed 3, kind y."))
  }

  @Test(arguments: [1.7e308, .infinity, .nan, 0, -0.0, .leastNonzeroMagnitude]) func numbersOfAnySizeAreDrawnOrLeftOut(
    value: Double
  )
    throws
  {
    let runs = try Self.runs(Array(0..<6)) { $0.isMultiple(of: 2) ? value : -value }
    let text = Self.text(MatrixPage(Self.matrix, runs: runs))
    for path in text.matches(of: /(?: d| x| y| cx| cy)="([^"]*)"/) {
      #expect(!path.1.contains("nan") && !path.1.contains("inf"), "\(path.1)")
    }
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium")) func isAccessible() throws {
    let findings = try Browser.check(MatrixPage(Self.matrix, runs: try Self.runs([0, 1, 2, 3, 4], failed: [1])).bytes)
    #expect(findings.wrong.isEmpty, "\(findings.wrong.joined(separator: "\n"))")
    #expect(findings.withoutScript.text.contains("seed 3, kind y"))
  }
}
