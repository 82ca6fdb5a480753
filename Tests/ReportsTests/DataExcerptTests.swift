import Pages
import Testing

@testable import Reports

@Suite struct DataExcerptTests {
  @Test func smallFilesAreWhole() {
    #expect(DataExcerpt(ofCSV: []) == nil)
    #expect(DataExcerpt(ofCSV: Array("a,b\n1,2\n".utf8)) == nil)
  }

  @Test func largeFilesBeginWithWholeRows() throws {
    let rows = (0..<40_000).map { "\($0),\"two\nlines, \"\"quoted\"\"\"\n" }
    let excerpt = try #require(DataExcerpt(ofCSV: Array(("n,text\n" + rows.joined()).utf8)))
    #expect(excerpt.totalRows == 40_000)
    #expect(excerpt.bytes.count <= DataExcerpt.limit && excerpt.bytes.count > DataExcerpt.limit - 100)
    #expect(excerpt.bytes == Array(("n,text\n" + rows.prefix(excerpt.rows).joined()).utf8))
    // A last line without an end is a row as well.
    let open = try #require(DataExcerpt(ofCSV: Array(("n,text\n" + rows.joined() + "1,x").utf8)))
    #expect(open.totalRows == 40_001)
  }

  @Test func oneEndlessRowIsNotCut() {
    let wide = "a\n" + String(repeating: "x", count: DataExcerpt.wholeLimit + 1) + "\n"
    #expect(DataExcerpt(ofCSV: Array(wide.utf8)) == nil)
  }

  @Test func thePageSaysHowMuchItCarries() throws {
    let rows = (0..<90_000).map { "\($0),\($0)\n" }.joined()
    let page = try String(
      decoding: SampleReport.render(replacing: ["figures/fig-energy.csv": "x,y\n" + rows]), as: UTF8.self)
    let notice =
      /This page carries the first ([0-9,]+) of 90,000 rows of the data file; all are in <a href="figures\/fig-energy.csv">/
    let rowCount = try #require(page.firstMatch(of: notice)).1
    #expect(page.contains("aria-label=\"The first \(rowCount) rows of the data of Figure 1 as CSV\">First rows</a>"))
    // The points of a curve are rows of the file that a reader does not count as such.
    let parts = try String(
      decoding: SampleReport.render(
        replacing: ["figures/fig-energy.csv": "Part,x,y\n" + (0..<90_000).map { "Points,\($0),1\n" }.joined()]),
      as: UTF8.self)
    #expect(parts.contains("of 90,000 rows of the data file, which has rows for every part of the drawing; all are in"))
    #expect(!page.contains("every part of the drawing"))
    let whole = try String(decoding: SampleReport.render(), as: UTF8.self)
    #expect(!whole.contains("This page carries"))
  }
}
