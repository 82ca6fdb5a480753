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
}
