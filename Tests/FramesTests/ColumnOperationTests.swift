import Frames
import Testing

@Suite struct ColumnOperations {
  private let frame = DataFrame(columns: [
    .string(Column(name: "Genre", contents: ["rap", "folk", "rap", nil, "rap"] as [String?])),
    .integer(Column(name: "Plays", contents: [3, 1, 3, 7, nil] as [Int?])),
    .double(Column(name: "Energy", contents: [0.5, 0.25, 0.5, nil, 0.75] as [Double?])),
  ])

  @Test func columnsAreRemovedTransformedAndCombined() {
    #expect(frame.removing(columnNames: "Plays").columnNames == ["Genre", "Energy"])
    var changed = frame
    changed.transformColumn("Plays") { (plays: Int) in Double(plays) / 2 }
    #expect(Array(changed["Plays", Double.self]) == [1.5, 0.5, 1.5, 3.5, nil])
    changed.combineColumns("Plays", "Energy", into: "Both") { (plays: Double, energy: Double) in plays + energy }
    #expect(Array(changed["Both", Double.self]) == [2, 0.75, 2, nil, nil])
    #expect(changed.columnNames == ["Genre", "Plays", "Energy", "Both"])
  }

  @Test func rowsThatStandThereTwiceAreFound() {
    #expect(frame.duplicateRows() == [2])
    #expect(frame.duplicateRows(on: ["Genre"]) == [2, 4])
    #expect(DataFrame().duplicateRows().isEmpty)
  }

  @Test func groupsHaveExtremesAndDeviations() {
    let groups = frame.droppingMissing(in: "Genre").grouped(by: "Genre")
    #expect(groups.minimums("Energy").doubles("min(Energy)") == [0.25, 0.5])
    #expect(groups.maximums("Energy", "Plays").doubles("max(Energy)") == [0.25, 0.75])
    let deviations = groups.standardDeviations("Energy").doubles("standardDeviation(Energy)")
    #expect(deviations[0].isNaN && abs(deviations[1] - 0.14433756729740643) < 1e-15)
    #expect(groups.minimums().columnNames == ["Genre", "min(Plays)", "min(Energy)"])
  }

  @Test func groupsAreVisitedAndPutTogetherAgain() {
    let groups = frame.grouped(by: "Genre")
    #expect(groups.mapGroups { $0.rows.rowCount } == [1, 1, 3])
    #expect(groups.mapGroups { $0.key["Genre", String.self] } == [nil, "folk", "rap"])
    #expect(Array(groups.ungrouped()["Plays", Int.self]) == [7, 1, 3, 3, nil])
  }

  @Test func countsKeepTheirKey() {
    let frame: DataFrame = ["count": ["x", "y", "x"]]
    let counts = frame.grouped(by: "count").counts(order: .descending)
    #expect(counts.columnNames == ["count", "count 2"])
    #expect(Array(counts["count 2", Int.self]) == [2, 1])
  }

  @Test func integersMeetOnlyTheDoublesThatEqualThem() {
    let large = 1 << 53
    let left: DataFrame = ["k": [large, large + 1, 3, 4]]
    let right: DataFrame = ["k": [Double(large), 3.5, 4.0, Double.nan], "v": ["a", "b", "c", "d"]]
    #expect(left.joined(right, on: "k")["v"].texts.compactMap { $0 } == ["a", "c"])
    #expect(right.joined(left, on: "k").rowCount == 2)
  }

  @Test func composedAndDecomposedLettersAreAlike() {
    let frame: DataFrame = [
      "t": ["caf\u{E9}", "cafe\u{301}", "cafe", "\u{212B}re", "\u{C5}re"], "n": [1, 2, 3, 4, 5],
    ]
    #expect(frame.filter(on: "t", equalTo: "caf\u{E9}").rowCount == 2)
    #expect(frame.grouped(by: "t").sums("n")["sum(n)", Int.self].sorted { $0! < $1! } == [3, 3, 9])
    #expect(frame["t"].distinctCount == 3)
    #expect(frame["t", String.self].distinctValues.count == 3)
    let other: DataFrame = ["t": ["cafe\u{301}"], "m": [1]]
    #expect(frame.joined(other, on: "t").rowCount == 2)
  }

  @Test func statisticsNeedNoType() {
    let frame: DataFrame = ["x": [1, 2, 6], "t": ["a", "b", "c"]]
    #expect(frame["x"].sum() == 9)
    #expect(frame["x"].mean() == 3)
    #expect(frame["x"].median() == 2 && frame["x"].min() == 1 && frame["x"].max() == 6)
    #expect(frame["x"].quantile(0.5) == 2)
    #expect(abs(frame["x"].standardDeviation()! - 7.squareRoot()) < 1e-15)
    #expect(Column<Double>(name: "x", contents: [1.0] + [Double](repeating: 0, count: 48)).sum() == 1)
  }

  @Test func valuesAreMappedOneByOne() {
    let column = Column<Int>(name: "n", contents: [1, nil, 3, 4])
    #expect(Array(column.mapNonNil { $0 == 3 ? nil : Double($0) }) == [1, nil, nil, 4])
    #expect(Array(column.mapNonNil { "\($0)" }) == ["1", nil, "3", "4"])
    let texts = Column<String>(name: "t", contents: ["a", nil, "b"])
    #expect(Array(texts.mapNonNil { $0 == "a" ? 1 : nil }) == [1, nil, nil])
    #expect(Column<Int>(name: "n", contents: [1, 2] as [Int]).missingCount == 0)
  }

  @Test func mistakesAreSaidInWords() async {
    func said(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame: DataFrame = ["v": [Int.max, 1]]
      _ = frame["v", Int.self].sum()
    }
    #expect(said(sum).contains("overflows"))
    let groups = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame: DataFrame = ["k": ["a", "a"], "v": [Int.max, 1]]
      _ = frame.grouped(by: "k").sums("v")
    }
    #expect(said(groups).contains("overflows"))
    let quantile = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame: DataFrame = ["v": [2, 1]]
      _ = frame["v"].quantile(95)
    }
    #expect(said(quantile).contains("write 0.95"))
    let dates = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame: DataFrame = ["day": ["2012-01-31", nil]]
      _ = frame["day"].text.dates("%Y/%m/%d")
    }
    #expect(said(dates).contains("No text of the column \"day\" is written as %Y/%m/%d: the first is \"2012-01-31\"."))
    #expect(said(dates).contains("read as dates"))
    let numbers = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame: DataFrame = ["v": ["", "1,5"]]
      _ = frame["v"].text.numbers()
    }
    #expect(said(numbers).contains("No text of the column \"v\" is a number: the first is \"1,5\"."))
    let text = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame: DataFrame = ["v": ["a"]]
      _ = frame["v"].sum()
    }
    #expect(said(text).contains("holds text"))
  }
}
