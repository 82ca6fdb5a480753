import Frames
import Testing

@Suite struct Columns {
  @Test func missingValuesStayMissing() {
    let column = Column(name: "Energy", contents: [0.5, nil, 2])
    #expect(column.missingCount == 1)
    #expect(column.doubles[1].isNaN)
    #expect(Array(column * 2 + 1) == [2, nil, 5])
    #expect(Array(column * Column(name: "b", contents: [nil, 1, 3])) == [nil, nil, 6])
    #expect(Array(column.filled(with: 0)) == [0.5, 0, 2])
  }

  @Test func textIsEqualHoweverItIsNumbered() {
    var one = Column<String>(name: "a", contents: ["x", "y", nil])
    let other = Column(name: "a", contents: ["y", "x", "y", nil]).gathering([1, 0, 3])
    #expect(one == other)
    one[0] = "z"
    #expect(one != other)
    #expect(Array(one) == ["z", "y", nil])
    one[2] = "y"
    #expect(one.missingCount == 0)
  }

  @Test func manyTextsAreAllFoundAgain() {
    let texts = (0..<5_000).map { "text \($0 * 7_919 % 5_003)" }
    var column = Column<String>(name: "t")
    for text in texts { column.append(text) }
    #expect(column.compactMap { $0 } == texts)
    #expect(column.distinctCount == Set(texts).count)
  }

  @Test(arguments: ["1999", "1999-02", "2000-02-29"])
  func datesAreReadAndWritten(text: String) { #expect(CalendarDate(text)?.description == text) }

  @Test(arguments: ["0000", "1999-13", "1999-02-29", "1999-2", "99", "", "1999/01-01", "1999-00"])
  func noDates(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func lessPreciseDatesComeFirst() {
    let dates = ["1999-01-01", "1999", "1998-12", "1999-01"].compactMap { CalendarDate($0) }
    #expect(dates.sorted().map(\.description) == ["1998-12", "1999", "1999-01", "1999-01-01"])
  }
}

@Suite struct Frames {
  private let frame: DataFrame = [
    "Genre": .string(Column(name: "", contents: ["rap", nil, "jazz", "rap", "élan"])),
    "Energy": .double(Column(name: "", contents: [0.5, 0.25, nil, -1, 2])),
    "Plays": .integer(Column(name: "", contents: [3, 1, 2, nil, 2])),
  ]

  @Test func sortingIsStableAndPutsMissingFirst() {
    #expect(Array(frame.sorted(on: "Plays")["Energy", Double.self]) == [-1, 0.25, nil, 2, 0.5])
    #expect(Array(frame.sorted(on: "Plays", order: .descending)["Plays", Int.self]) == [3, 2, 2, 1, nil])
    #expect(Array(frame.sorted(on: "Genre")["Genre", String.self]) == [nil, "jazz", "rap", "rap", "élan"])
    let twice = frame.sorted(on: [("Genre", .ascending), ("Energy", .ascending)])
    #expect(Array(twice["Energy", Double.self]) == [0.25, nil, -1, 0.5, 2])
  }

  @Test func sortingManyRowsAgreesWithTheStandardLibrary() {
    var generator = SeededGenerator(seed: 9)
    let values = (0..<3_000).map { _ in (Double.random(in: -9...9, using: &generator) * 8).rounded() / 8 }
    let many = DataFrame(columns: [
      .double(Column(name: "x", values: values)), .integer(Column(name: "row", values: Array(0..<3_000))),
    ])
    let expected = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    #expect(many.sorted(on: "x")["row", Int.self].denseValues == expected)
  }

  @Test func filters() {
    #expect(frame.filter(on: "Energy", in: 0...).rowCount == 3)
    #expect(frame.filter(on: "Genre", equalTo: "rap").rowCount == 2)
    #expect(frame.filter(on: "Plays", oneOf: [1, 3]).rowCount == 2)
    #expect(frame.filter(on: "Plays", Int.self) { $0 == nil }.rowCount == 1)
    #expect(frame.filter { $0["Genre", String.self] == "jazz" }.rowCount == 1)
    #expect(frame.droppingMissing().rowCount == 2)
  }

  @Test func groupsAreSortedAndKeepMissingKeys() {
    let groups = frame.grouped(by: "Genre")
    #expect(Array(groups.keys["Genre", String.self]) == [nil, "jazz", "rap", "élan"])
    #expect(groups.sizes == [1, 1, 2, 1])
    let result = groups.aggregated(.sum("Plays"), .mean("Energy", as: "energy"), .count("Energy"))
    #expect(result.columnNames == ["Genre", "sum(Plays)", "energy", "count(Energy)"])
    #expect(Array(result["sum(Plays)", Int.self]) == [1, 2, 3, 2])
    #expect(Array(result["energy", Double.self]) == [0.25, nil, -0.25, 2])
    #expect(groups.group(keyed: "rap")?.rowCount == 2)
    #expect(frame.grouped(by: "Genre", "Plays").count == 5)
  }

  @Test func columnsAreSetAndTakenAway() {
    var changed = frame
    changed["Double", Double.self] = frame["Energy", Double.self] * 2
    #expect(changed["Double"].count == 5)
    changed.renameColumn("Double", to: "Twice")
    #expect(changed.columnNames == ["Genre", "Energy", "Plays", "Twice"])
    changed.removeColumn("Genre")
    #expect(changed.shape == (5, 3))
    #expect(frame.appending(changed)["Twice", Double.self].missingCount == 6)
  }
}
