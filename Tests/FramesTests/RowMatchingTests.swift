import Testing

@testable import Frames

@Suite struct RowMatchingTests {
  @Test func rowsOfEqualKeysBelongTogetherInTheirOrder() {
    let old: DataFrame = ["Song": ["a", "b", "a", "c", "a"], "Class": ["x", "x", "y", "x", "x"]]
    let new: DataFrame = ["Song": ["c", "a", "a", "d", "a", "a"], "Class": ["x", "x", "y", "x", "x", "x"]]
    let found = RowMatching(old, new, on: ["Song", "Class"])
    #expect(found.pairs.map(\.old) == [3, 0, 2, 4] && found.pairs.map(\.new) == [0, 1, 2, 4])
    #expect(found.onlyOld == 1 && found.onlyNew == 2)
    let bySong = RowMatching(old, new, on: ["Song"])
    #expect(bySong.pairs.map(\.old) == [3, 0, 2, 4] && bySong.onlyOld == 1 && bySong.onlyNew == 2)
  }

  @Test func keysAreNotRunTogetherAndMissingOnesAreEqual() {
    let old = DataFrame(columns: [
      .string(Column(name: "One", contents: ["ab", "a", nil])),
      .string(Column(name: "Two", contents: ["c", "bc", "d"])),
    ])
    let new = DataFrame(columns: [
      .string(Column(name: "One", contents: ["a", nil, "ab"])),
      .string(Column(name: "Two", contents: ["bc", "d", "d"])),
    ])
    let found = RowMatching(old, new, on: ["One", "Two"])
    #expect(found.pairs.map(\.old) == [1, 2] && found.pairs.map(\.new) == [0, 1])
    #expect(RowMatching(old, new, on: []).pairs.count == 3)
    let none = old.prefix(0)
    #expect(RowMatching(none, new, on: ["One"]).onlyNew == 3 && RowMatching(old, none, on: ["One"]).onlyOld == 3)
  }
}
