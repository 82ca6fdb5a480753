import Engines
import Foundation
import Frames
import Summaries
import Testing

/// Databases behind drivers of ADBC, where these are installed.
struct DatabaseTests {
  static let drivers = ["sqlite", "duckdb"].filter { (try? Database($0 + ":")) != nil }

  @Test(
    .enabled(if: !drivers.isEmpty, "no driver is there: pip install adbc_driver_sqlite duckdb"), arguments: drivers)
  func `Rows go into a database and come back`(driver: String) throws {
    let database = try Database(driver + ":")
    let frame = DataFrame(columns: [
      .string(Column(name: "name", contents: ["rap", nil, "d'n'b; DROP TABLE songs", "жанр"])),
      .double(Column(name: "energy", contents: [0.1, 1.0 / 3, nil, -2.5e300])),
      .integer(Column(name: "year", contents: [1999, nil, -3, Int.max])),
    ])
    try database.write(frame, to: "it's \"songs\"")
    let query = "SELECT * FROM \"it's \"\"songs\"\"\""
    let all = try DataFrame(query: query, from: database)
    #expect(all == frame)
    let found = try DataFrame(
      query: query + " WHERE name = ? AND year < ?", parameters: ["d'n'b; DROP TABLE songs", 5], from: database)
    #expect(found["year", Int.self].values == [-3])
    try database.write(frame, to: "it's \"songs\"", appending: true)
    #expect(try DataFrame(query: "SELECT count(*) AS n FROM (\(query))", from: database)["n", Int.self][0] == 8)
    #expect(try DataFrame(query: query + " WHERE year = 7", from: database).columnNames == frame.columnNames)
    let error = #expect(throws: DataSourceError.self) {
      try DataFrame(query: "SELECT nmae FROM \"it's \"\"songs\"\"\"", from: database)
    }
    #expect(error?.message.contains("nmae") == true)
    #expect(throws: DataSourceError.self) {
      try DataFrame(query: query, from: database, isCancelled: { true })
    }
  }

  @Test(.enabled(if: drivers.contains("duckdb"), "the driver is not there: pip install duckdb"))
  func `Types of a database become those of columns`() throws {
    let frame = try DataFrame(
      query: """
        SELECT DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:30:00.25' AS moment, CAST(12.345 AS DECIMAL(9, 3)) AS price,
          true AS flag, [1, 2, NULL] AS list, {'a': 1, 'b': 'x'} AS pair, TIME '10:11:12' AS time,
          CAST('b' AS ENUM ('a', 'b')) AS choice, 200::UTINYINT AS small
        UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        """, from: try Database("duckdb:"))
    let first = frame.columns.map { $0.text(at: 0) ?? "-" }
    #expect(
      first == [
        "2024-02-29", "2024-02-29T12:30:00.25", "12.345", "true", "[1, 2, null]", "1", "x", "10:11:12", "b", "200",
      ], "\(frame)")
    #expect(frame.columns.allSatisfy { $0.isNil(at: 1) })
    #expect(frame["day"].type == .date && frame["moment"].type == .timestamp && frame["price"].type == .double)
    #expect(frame.readingReport?.remarks == ["The lists of \"list\" are read as text."])
  }

  @Test
  func `A missing driver is told with how to get it`() {
    let error = #expect(throws: DataSourceError.self) { try Database("nosuch://user:secret@host/database") }
    #expect(error?.hint?.contains("pip install adbc_driver_nosuch") == true)
    #expect(error.map { "\($0)".contains("secret") } == false)
  }
}
