import Foundation
import Runs
import Testing

@testable import Comparisons

/// A run whose numbers are whatever somebody wrote is compared, or refused, and stops no command.
@Suite struct HostileRunTests {
  private func made() throws -> MadeUpRun {
    let made = MadeUpRun(id: "a")
    made.add(metric: "accuracy", 0.25)
    let content = TableContent(
      columns: [.init(name: "n", kind: .number)], rows: [[.init(text: "1", number: 1.5)]], totalRows: 3)
    var table = try made.table("tbl-a", csv: "n\n1\n2\n")
    table.table = content
    let printed = Representation(mediaType: "text/plain", text: "x\n", stream: "stdout", totalBytes: 7)
    made.add(cell: "tbl-a", outputs: [table, Output(kind: .stream, representations: [printed], width: 4, height: 5)])
    made.run.cells[0].seconds = 0.5
    made.run.cells[0].peakMemory = 9
    made.run.cells[0].problem = Diagnostic(cellError: "broken", line: 8)
    made.run.inputs = [Input(path: "a.csv", bytes: 10, sha256: "", rows: 11)]
    made.run.seconds = 12.5
    made.run.compileSeconds = 13.5
    return made
  }

  @Test(arguments: [
    "-1", "0.5", "1e300", "-1e300", "1e999", "9223372036854775807", "-9223372036854775808", "99999999999999999999",
    "\"NaN\"", "\"-Infinity\"", "\"../../a\"", "null", "[]", "\"\\u0000\"",
  ])
  func everyNumberCanBeAnything(hostile: String) throws {
    let good = try made().recorded()
    let text = String(decoding: try good.run.json(), as: UTF8.self)
    let numbers = text.matches(of: #/ : (-?[0-9.]+),?\n/#).map { $0.output.1.startIndex..<$0.output.1.endIndex }
    #expect(numbers.count > 12)
    for number in numbers {
      guard let run = try? Run(json: Array(text.replacingCharacters(in: number, with: hostile).utf8)) else { continue }
      for (old, new) in [
        (good, RunFolder(run: run, directory: good.directory)), (RunFolder(run: run, directory: good.directory), good),
      ] {
        let comparison = Comparison(old, new)
        let outcomes = Gate(rules: [try GateRule("*: worse")]).outcomes(of: comparison)
        _ = ComparisonPage(comparison, outcomes: outcomes, old: old, new: new).bytes
        _ = ComparisonMarkdown(comparison, outcomes: outcomes).text
        _ = ComparisonText(comparison, outcomes: outcomes) { text, _ in text }.text
        _ = try JSONEncoder.forRuns.encode(ComparisonJSON(comparison, outcomes: outcomes))
      }
    }
  }
}
