import Frames
import Testing

@testable import Comparisons

@Suite struct AlignmentTests {
  typealias Side = CellAlignment.Side

  private func named(_ pairs: [(old: Int?, new: Int?)]) -> [String] {
    pairs.map { "\($0.old.map(String.init) ?? "-")>\($0.new.map(String.init) ?? "-")" }
  }

  @Test func cellsAreMatchedByLabelThenByCodeThenByLikeness() {
    let old = [
      Side(label: "fig-a", title: nil, body: "chart(a)"), Side(label: nil, title: nil, body: "let songs = load(file)"),
      Side(label: nil, title: nil, body: "let x = 1"),
      Side(label: nil, title: "Gone", body: "print(everything, at, once)"),
    ]
    let new = [
      Side(label: nil, title: nil, body: "let x = 1"),
      Side(label: nil, title: nil, body: "let songs = load(file, strict: true)"),
      Side(label: "fig-a", title: nil, body: "another(chart, altogether)"),
      Side(label: nil, title: nil, body: "metric(q)"),
    ]
    #expect(named(CellAlignment(old, new).pairs) == ["2>0", "1>1", "0>2", "->3", "3>-"])
  }

  @Test func equalCellsKeepTheirOrder() {
    let cells = (0..<3).map { _ in Side(label: nil, title: nil, body: "print()") }
    #expect(named(CellAlignment(cells, cells).pairs) == ["0>0", "1>1", "2>2"])
  }

  @Test func rowsAreMatchedByTheFirstColumnThatTellsThemApart() throws {
    let old = try DataFrame(csvText: "Rank,Parent,Accuracy\n1,Pop,0.3\n2,Rock,0.2\n3,Jazz,0.1\n")
    let new = try DataFrame(csvText: "Rank,Parent,Accuracy\n1,Rock,0.4\n2,Pop,0.3\n3,Folk,0.2\n")
    let rows = RowAlignment(old, new)
    #expect(rows.keyColumns == ["Parent"])
    #expect(rows.pairs.map(\.old) == [1, 0])
    #expect(rows.removed == [2])
    #expect(rows.added == [2])
  }

  @Test func twoColumnsTogetherOrTheOrderTellRowsApart() throws {
    let text = "Genre,Decade,Mean\nPop,1960,0.3\nPop,1970,0.2\nRock,1960,0.2\nRock,1970,0.1\n"
    let frame = try DataFrame(csvText: text)
    #expect(RowAlignment(frame, frame).keyColumns == ["Genre", "Decade"])
    let numbers = try DataFrame(csvText: "x,y\n0.5,1.5\n0.5,1.5\n")
    #expect(RowAlignment(numbers, numbers).keyColumns == [])
    #expect(RowAlignment(numbers, numbers).pairs.count == 2)
  }

  /// More dots do not move the line that is drawn below them.
  @Test func rowsOfOneSeriesAreMatchedAmongThemselves() throws {
    let old = try DataFrame(csvText: "Part,y\nDots,0.5\nDots,0.5\nDots,0.5\nFit,0.25\nFit,0.75\nFit,0.5\n")
    let new = try DataFrame(
      csvText: "Part,y\nDots,0.5\nDots,0.5\nDots,0.5\nDots,0.75\nFit,0.25\nFit,0.75\nFit,0.5\n")
    let rows = RowAlignment(old, new)
    #expect(rows.keyColumns == [] && rows.removed == [] && rows.added == [3])
    #expect(rows.pairs.map(\.new) == [0, 1, 2, 4, 5, 6])
    #expect(FigureChange.Series.moved(old, new).isEmpty)
  }
}

extension DataFrame {
  init(csvText: String) throws { self = try DataFrame(csvData: Array(csvText.utf8)) }
}
