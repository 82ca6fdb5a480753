import Frames
import Testing

@Suite struct RowTests {
  private static let count = 200
  /// A column of each type, in each of which every seventh value is missing.
  private static let frame: DataFrame = {
    func column<T: ColumnElement>(_ name: String, _ value: (Int) -> T) -> AnyColumn {
      Column<T>(name: name, contents: (0..<count).map { row -> T? in row % 7 == 3 ? nil : value(row) })
        .eraseToAnyColumn()
    }
    return DataFrame(columns: [
      column("double") { Double($0) / 4 }, column("integer") { $0 - 50 }, column("boolean") { $0 % 3 == 0 },
      column("a text with a long name") { $0 % 5 == 0 ? "" : "text \($0 % 20)" },
      column("date") { CalendarDate(daysSince1970: $0) },
      column("timestamp") { Timestamp(secondsSince1970: $0 * 3600, zone: .utc) },
      column("time") { TimeOfDay(hour: $0 % 24, minute: 30)! }, column("duration") { Duration.seconds($0) },
      Column(name: "whole", values: Array(0..<count)).eraseToAnyColumn(),
    ])
  }()

  @Test func rowsHaveTheValuesOfTheColumns() {
    let frame = Self.frame
    var seen = 0
    for row in frame.rows {
      let index = row.index
      #expect(index == seen)
      #expect(row["double", Double.self] == frame["double", Double.self][index])
      #expect(row["integer", Int.self] == frame["integer", Int.self][index])
      #expect(row["integer", Double.self] == frame["integer", Int.self][index].map(Double.init))
      #expect(row["boolean", Bool.self] == frame["boolean", Bool.self][index])
      #expect(
        row["a text with a long name", String.self] == frame["a text with a long name", String.self][index])
      #expect(row["date", CalendarDate.self] == frame["date", CalendarDate.self][index])
      #expect(row["timestamp", Timestamp.self] == frame["timestamp", Timestamp.self][index])
      #expect(row["time", TimeOfDay.self] == frame["time", TimeOfDay.self][index])
      #expect(row["duration", Duration.self] == frame["duration", Duration.self][index])
      #expect(row["whole", Int.self] == index)
      for column in frame.columns { #expect(row[column.name]?.cellText == column.text(at: index)) }
      seen += 1
    }
    #expect(seen == Self.count)
    #expect(frame.rows[199]["whole", Int.self] == 199)
    #expect(DataFrame().rows.map { $0.index } == [])
  }

  @Test func rowsOutliveTheFrameTheyCameFrom() {
    func rows() -> [DataFrame.Row] {
      let frame = DataFrame(columns: [
        Column(name: "x", contents: (0..<1000).map { "text \($0)" }).eraseToAnyColumn()
      ])
      return Array(frame.rows)
    }
    #expect(rows().enumerated().allSatisfy { $1["x", String.self] == "text \($0)" })
  }

  @Test func aFilterOfRowsKeepsThoseThatPass() {
    let kept = Self.frame.filter { row in row["integer", Int.self].map { $0 > 10 } ?? false }
    #expect(kept["whole", Int.self].compactMap { $0 } == (61..<200).filter { $0 % 7 != 3 })
  }

  /// Columns with more names than are compared one by one, and names that are equal in other code points.
  @Test func namesAreFoundAsTheFrameFindsThem() {
    let columns = (0..<40).map { Column(name: "c\($0)", values: [$0]).eraseToAnyColumn() }
    let frame = DataFrame(columns: columns + [Column(name: "caf\u{E9}", values: [-1]).eraseToAnyColumn()])
    #expect((0..<40).allSatisfy { (number: Int) in frame.rows[0]["c\(number)", Int.self] == number })
    #expect(frame.rows[0]["cafe\u{301}", Int.self] == -1)
  }
}
