import Frames
import Testing

@testable import Comparisons

@Suite struct TableChangeTests {
  private func change(_ old: String, _ new: String, _ tolerances: [Tolerance] = []) throws -> TableChange {
    TableChange(
      name: "tbl-level2", caption: nil, old: try DataFrame(csvText: old), new: try DataFrame(csvText: new),
      tolerances: tolerances)
  }

  @Test func cellsAreComparedByRowAndColumnAndRankedBySize() throws {
    let result = try change(
      "Parent,Accuracy,Genres\nPop,0.30,417\nRock,0.20,379\nSka,0.10,32\n",
      "Parent,Accuracy,Genres\nSka,0.12,32\nPop,0.30,418\nFolk,0.5,9\nRock,0.1,379\n")
    #expect(result.kind == .changed)
    #expect(result.keyColumns == ["Parent"])
    #expect(result.cells.map { "\($0.row) \($0.column)" } == ["Rock Accuracy", "Ska Accuracy", "Pop Genres"])
    #expect(abs(try #require(result.cells[0].difference) + 0.1) < 1e-12)
    #expect(result.addedRows == ["Folk"])
    #expect(result.removedRows.isEmpty)
    #expect(result.changedCellCount == 3)
    let accuracy = try #require(result.columns.first { $0.name == "Accuracy" })
    #expect(abs(try #require(accuracy.meanDifference) - (0.02 - 0.1) / 3) < 1e-12)
  }

  @Test func aReorderedTableIsTheSame() throws {
    #expect(try change("a,b\nx,1\ny,2\n", "a,b\ny,2\nx,1\n").kind == .same)
  }

  @Test func aChangeCountsOnlyBeyondBothBounds() throws {
    let old = "k,v\na,100\nb,0.001\nc,10\n", new = "k,v\na,100.4\nb,0.002\nc,11\n"
    let tolerance = Tolerance(names: Glob("tbl-level2/v"), absolute: 0.01, relative: 0.05)
    let result = try change(old, new, [tolerance])
    // 0.4 of 100 is under 5 %, 0.001 is under 0.01, 1 of 10 is over both.
    #expect(result.cells.map(\.row) == ["c"])
    #expect(result.toleratedCellCount == 2)
    #expect(try change(old, new, [Tolerance(names: Glob("tbl-*"), absolute: 2)]).kind == .tolerated)
  }

  @Test func missingValuesAndTextsAreValuesToo() throws {
    let result = try change("k,v,t\na,1,x\nb,,y\nc,,z\n", "k,v,t\na,,x\nb,,q\nc,3,z\n")
    #expect(Set(result.cells.map { "\($0.row)\($0.column)" }) == ["av", "bt", "cv"])
    #expect(result.cells.first { $0.row == "c" }?.old == nil)
  }

  @Test func columnsThatComeAndGoAreNamed() throws {
    let result = try change("k,v,old\na,1,2\n", "k,v,new\na,1,2\n")
    #expect(result.addedColumns == ["new"])
    #expect(result.removedColumns == ["old"])
    #expect(result.kind == .changed)
  }
}
