import Execution
import Foundation
import Runs
import Testing

/// What charts and tables leave in a run's folder.
@Suite struct DisplayTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  private let source = #"""
    import Songbook
    let shares: DataFrame = [
      "Genre": .string(Column(name: "Genre", contents: ["*pop*", nil])),
      "Songs": .integer(Column(name: "Songs", contents: [323_651, 12])),
      "Share": .double(Column(name: "Share", contents: [0.25, 0.5])),
    ]
    // %% Bars
    //| label: fig-bars
    //| fig-cap: From the options.
    let chart = Chart([1, 2, 3]) { BarMark(x: .value("n", "\($0)"), y: .value("v", Double($0))) }
    display(chart)
    chart.figureCaption("Bars of \(shares.rowCount) \("*genres*").")
    // %% Shares
    //| label: tbl-shares
    //| tbl-cap: From the options.
    Table(shares).formatted("Share", as: .decimals(1)).bars("Share")
    // %%
    shares
    """#

  @Test func figuresAreDrawnInEveryFormat() async throws {
    let finished = try await bench.run(source) { $0.sourceDate = 1_700_000_000 }
    let figures = finished.run.cells[1].outputs
    #expect(finished.run.status == .ok)
    #expect(figures.map(\.label) == ["fig-bars", "fig-bars-2"])
    #expect(figures.map(\.caption) == ["From the options.", "Bars of 2 \\*genres\\*."])
    #expect(
      figures[0].representations.map(\.file) == [
        "figures/fig-bars.png", "figures/fig-bars-dark.png", "figures/fig-bars.pdf", "figures/fig-bars.svg",
        "figures/fig-bars.live.json", "figures/fig-bars.csv",
      ])
    #expect(figures[0].representations.map(\.variant) == [.light, .dark, nil, nil, nil, nil])
    #expect(figures[0].alternativeText?.isEmpty == false)
    #expect(try finished.folder.file("figures/fig-bars.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try finished.folder.file("figures/fig-bars.pdf").starts(with: Array("%PDF".utf8)))
    let again = try await bench.run(source) { $0.sourceDate = 1_700_000_000 }
    #expect(again.run == finished.run)
  }

  @Test func optionalsAreShownAsWhatTheyHold() async throws {
    let run = try await bench.run(
      """
      import Songbook
      let numbers: [Int?] = [1, nil, 3]
      // %% A
      numbers
      // %% B
      [("a" as String?), nil]
      // %% C
      [5].first
      // %% D
      [5].first.map { print($0) }
      // %% E
      [Int]().first
      // %% F
      [[1, nil], []] as [[Int?]]
      """
    ).run
    #expect(run.status == .ok)
    #expect(
      (1...6).map { run.shown($0) } == [
        ["value: [1, nil, 3]"], [#"value: ["a", nil]"#], ["value: 5"], ["stdout: 5\n"], ["value: nil"],
        ["value: [[1, nil], []]"],
      ])
  }

  @Test func whatASpreadsheetWouldRunIsEscapedWhereTheCellSaysSo() async throws {
    let frame = #"""
      let texts = ["=cmd|' /C calc'!A0", "-2+3", "-2.5", "+a", "@x", "\tx", "plain", "a=b"]
      let f = DataFrame(columns: [
        Column(name: "=t", contents: texts).eraseToAnyColumn(),
        Column(name: "n", contents: [-1, 2, 3, 4, 5, 6, 7, 8]).eraseToAnyColumn(),
      ])
      """#
    let cells = ["//| label: tbl-a\n//| csv: spreadsheet-safe\nf", "//| label: tbl-b\nf"]
    let finished = try await bench.run("import Songbook\n\(frame)\n// %%\n" + cells.joined(separator: "\n// %%\n"))
    let escaped = String(decoding: try finished.folder.file("tables/tbl-a.csv"), as: UTF8.self)
    #expect(
      escaped == "'=t,n\n'=cmd|' /C calc'!A0,-1\n'-2+3,2\n-2.5,3\n'+a,4\n'@x,5\n'\tx,6\nplain,7\na=b,8\n")
    let plain = String(decoding: try finished.folder.file("tables/tbl-b.csv"), as: UTF8.self)
    #expect(plain.hasPrefix("=t,n\n=cmd|' /C calc'!A0,-1\n-2+3,2\n"))
  }

  @Test func tablesAreWrittenWholeAndShownFormatted() async throws {
    let finished = try await bench.run(source) { $0.maximumTableRows = 1 }
    let table = try #require(finished.run.cells[2].outputs.first)
    #expect(table.label == "tbl-shares" && table.caption == "From the options.")
    #expect(table.table?.columns.map(\.kind) == [.text, .number, .bar])
    #expect(table.table?.rows.map { $0.map(\.text) } == [["*pop*", "323,651", "0.2"]])
    #expect(table.table?.totalRows == 2)
    #expect(
      try String(decoding: finished.folder.file("tables/tbl-shares.csv"), as: UTF8.self)
        == "Genre,Songs,Share\n*pop*,323651,0.25\n,12,0.5\n")
    #expect(finished.run.cells[3].outputs.first?.representations.first?.file == "tables/cell-4.csv")
    #expect(finished.run.cells[3].outputs.first?.label == nil)
  }
}
