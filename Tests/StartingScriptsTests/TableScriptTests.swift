import Frames
import StartingScripts
import Testing

/// Which charts a table gets.
@Suite struct TableScriptTests {
  private func script(_ csv: String) throws -> String {
    TableScript.text("data.csv", try DataFrame(csvData: Array(csv.utf8)), title: "data")
  }

  private func rows(_ count: Int, _ header: String, _ row: (Int) -> String) -> String {
    header + "\n" + (0..<count).map { row($0) + "\n" }.joined()
  }

  @Test func numbersAndGroups() throws {
    let text = try script(
      rows(120, "id,kind,size,weight,other") {
        "\($0 + 1),\(["a", "b", "c"][$0 % 3]),\(Double($0 % 3 * 10 + $0 % 7) + 0.5),\($0 * $0 % 97),\($0 % 11 * 3)"
      })
    #expect(text.contains("let measures = [\"size\", \"weight\", \"other\"]"))
    #expect(text.contains("Chart.violin(table, \"size\", by: \"kind\")"))
    #expect(text.contains("Chart.correlationMatrix(table, columns: measures)"))
    #expect(text.contains("Chart.rankedBars(table, countsOf: \"kind\")"))
    // Nothing is missing, and numbers of rows are no measure.
    #expect(!text.contains("fig-missing") && !text.contains("\"id\""))
  }

  @Test func missingValuesAreShownAndLeftOut() throws {
    let text = try script(rows(60, "kind,size,weight") { "\(["a", "b", ""][$0 % 3]),\($0 * 7 % 31),\($0 * 5 % 43)" })
    #expect(text.contains("//| label: fig-missing"))
    #expect(text.contains("Chart.rankedBars(table.droppingMissing(in: \"kind\"), countsOf: \"kind\")"))
  }

  @Test func datesGetTheirStep() throws {
    func date(_ day: Int) -> String {
      "20\(20 + day / 336)-\(10 + day / 28 % 3)-\(10 + day % 19),\(day * 7 % 50),\(day % 2 == 0 ? "n" : "s")"
    }
    let years = try script(rows(1500, "day,sum,region", date))
    let months = "table.resampled(\"day\", .month, .count(\"day\", as: \"rows\"), .mean(\"sum\", as: \"sum\"))"
    #expect(years.contains(months))
    let week = try script(rows(60, "at,sum") { "2026-05-01T\(10 + $0 % 14):\(10 + $0 % 50):00,\($0 * 7 % 50)" })
    // As many times as rows: each is a point.
    #expect(week.contains("Chart.trends(table, x: \"at\", y: \"sum\")"))
  }

  @Test func textsAreCountedOrMeasured() throws {
    let text = try script(
      rows(200, "song,comment") {
        "s\($0 * 7 % 61),\"word number \($0) and many more words which nobody would group by, of course \($0 % 90)\""
      })
    #expect(text.contains("Chart.rankedBars(table, countsOf: \"song\", top: 15)"))
    #expect(text.contains("Chart.histogram(.value(\"Characters\""))
  }

  @Test func hundredsOfColumnsAreNotAllDrawn() throws {
    let header = (0..<300).map { "c\($0)" }.joined(separator: ",")
    let text = try script(
      rows(20, header) { row in (0..<300).map { "\((row * 37 + $0 * 11) % 101)" }.joined(separator: ",") })
    #expect(text.contains("// The first 12 of 300 columns of numbers."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 200 })
  }

  @Test func anEmptyTableIsDescribed() throws {
    let text = try script("a,b,c\n")
    #expect(text.contains("tbl-columns") && !text.contains("Chart."))
  }

  /// Names of columns are literals in code, and plain text in captions.
  @Test func namesOfColumnsAreNoCode() throws {
    let text = try script(rows(40, "\"a \"\"b\"\" \\(c)\",*x*") { "\(["u", "v"][$0 % 2]),\($0 * 3 % 17)" })
    #expect(text.contains("countsOf: \"a \\\"b\\\" \\\\(c)\""))
    #expect(text.contains("\\\\*x\\\\*"))
  }
}
