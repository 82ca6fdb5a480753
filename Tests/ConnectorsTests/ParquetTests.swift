import Connectors
import Foundation
import Frames
import Testing

@Suite("Parquet") struct ParquetTests {
  /// All ways in which pyarrow, polars and DuckDB store a table, see Oracles/make_parquet.py.
  static let files = Fixtures.names(ending: ".parquet").filter {
    !["nested.parquet", "odd.parquet", "lists.parquet", "lists-v2.parquet"].contains($0)
  }

  @Test(arguments: files)
  func readsWhatOthersWrite(file: String) throws {
    let wanted = try Fixtures.types()
    let frame = try DataFrame(contentsOf: Fixtures.path(file))
    #expect(frame.rowCount == 61 && frame.columns.count >= 3)
    for column in frame.columns { #expect(column == wanted[column.name], "\(column.name)") }
  }

  @Test func readsTheColumnsThatAreAskedForInTheirOrder() throws {
    let path = Fixtures.path("pyarrow-default.parquet")
    let frame = try DataFrame(contentsOfParquetFile: path, columns: ["word", "required"], types: ["required": .double])
    #expect(frame.columnNames == ["word", "required"])
    #expect(frame["required", Double.self][3] == -91)
    let failure = #expect(throws: TableReadingError.self) {
      try DataFrame(contentsOfParquetFile: path, columns: ["wrd"])
    }
    #expect(failure?.description.contains("Did you mean \"word\"?") == true)
  }

  /// The file has groups of 40 and 21 rows.
  @Test(arguments: [0..<0, 0..<1, 3..<40, 39..<41, 40..<61, 50..<99, 60..<61])
  func readsSomeRows(rows: Range<Int>) throws {
    let frame = try DataFrame(contentsOfParquetFile: Fixtures.path("pyarrow-v2-zstd.parquet"), rows: rows)
    #expect(frame == (try Fixtures.types())[rows: rows])
  }

  @Test func leavesOutRowsOutsideLimits() throws {
    let path = Fixtures.path("polars-lz4.parquet")
    let frame = try DataFrame(
      contentsOfParquetFile: path, columns: ["title"], limits: ["i32": 0...210_000_000, "u8": 0...130])
    let all = try Fixtures.types()
    let wanted = all.filter { row in
      guard let i32 = row["i32", Int.self], let u8 = row["u8", Int.self] else { return false }
      return (0...210_000_000).contains(i32) && u8 <= 130
    }
    #expect(wanted.rowCount == 2)
    #expect(frame == wanted.selecting(columnNames: "title"))
    #expect(try DataFrame(contentsOfParquetFile: path, limits: ["required": 99_999...99_999]).rowCount == 0)
  }

  @Test func membersOfStructuresAreColumnsAndListsAreText() throws {
    let path = Fixtures.path("nested.parquet")
    let frame = try DataFrame(contentsOfParquetFile: path, columns: ["id", "user.name", "user.age"])
    #expect(frame["user.name", String.self].map { $0 } == ["Ann", nil, nil])
    #expect(frame["user.age", Int.self].map { $0 } == [5, nil, 7])
    let all = try DataFrame(contentsOfParquetFile: path)
    #expect(all.columnNames == ["id", "user.name", "user.age", "tags"])
    #expect(all["tags", String.self].map { $0 } == ["[\"a\"]", "[]", nil])
    #expect(all.readingReport?.remarks.contains { $0.contains("\"tags\" holds lists") } == true)
  }

  @Test(arguments: ["lists.parquet", "lists-v2.parquet"])
  func listsAndWholeNumbersBeyondIntAreText(file: String) throws {
    let path = Fixtures.path(file)
    let names = ["id", "tags", "numbers", "halves", "hash", "small"]
    let frame = try DataFrame(contentsOfParquetFile: path, columns: names)
    #expect(
      frame["tags", String.self].map { $0 } == [
        #"["a","say \"b\""]"#, "[]", nil, #"["c",null]"#, #"["a"]"#, #"["é\n"]"#,
      ])
    #expect(frame["numbers", String.self].map { $0 } == ["[1,2,3]", nil, "[]", "[4]", "[null]", "[5,6]"])
    #expect(frame["halves", String.self].map { $0 } == ["[0.5]", "[1.5,2.0]", nil, "[]", "[3.25]", "[4.0]"])
    let hashes = ["1", "18446744073709551615", nil, "9223372036854775808", "5", "0"]
    #expect(frame["hash", String.self].map { $0 } == hashes)
    #expect(frame["small", Int.self].map { $0 } == [1, 2, nil, 3, Int.max, 0])
    #expect(frame.readingReport?.remarks.count == 4)
    let some = try DataFrame(contentsOfParquetFile: path, columns: ["numbers"], rows: 3..<5)
    #expect(some["numbers", String.self].map { $0 } == ["[4]", "[null]"])
    let failure = #expect(throws: TableReadingError.self) { try DataFrame(contentsOfParquetFile: path) }
    #expect(failure?.kind == .unsupported)
    #expect(failure?.description.contains("grid") == true && failure?.hint?.contains("\"halves\"") == true)
  }

  @Test func readsIdentifiersAndIntervals() throws {
    let frame = try DataFrame(contentsOfParquetFile: Fixtures.path("odd.parquet"))
    #expect(frame["id", String.self][0] == "123e4567-e89b-12d3-a456-426614174000")
    #expect(frame["span", String.self][0] == "P1M2D")
    #expect(frame["there", Bool.self][0] == true)
  }

  @Test(arguments: ["", "PAR1", "PAR1PAR1PAR1", "PAR1\u{7F}\u{7F}\u{7F}\u{7F}PAR1"])
  func refusesWhatIsNoParquet(text: String) throws {
    try Fixtures.withFiles(["x.parquet": text]) { folder in
      _ = #expect(throws: TableReadingError.self) { try DataFrame(contentsOfParquetFile: folder + "x.parquet") }
    }
  }

  /// A damaged file is refused or read; it neither stops the process nor takes all memory.
  @Test(arguments: Fixtures.names(ending: ".parquet"))
  func survivesDamage(file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path(file))))
    try Fixtures.withFiles([:]) { folder in
      var refused = 0
      for seed in 0..<40 {
        try Data(Damage.damaged(bytes, seed: UInt64(seed))).write(to: URL(fileURLWithPath: folder + "x.parquet"))
        do throws(TableReadingError) { _ = try DataFrame(contentsOfParquetFile: folder + "x.parquet") } catch {
          refused += 1
          #expect(error.path == folder + "x.parquet" && !error.message.isEmpty)
        }
      }
      #expect(refused > 5)
    }
  }
}
