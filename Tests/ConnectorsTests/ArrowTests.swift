import Connectors
import Foundation
import Frames
import Testing

@Suite("Arrow") struct ArrowTests {
  static let files =
    Fixtures.names(ending: ".arrow") + Fixtures.names(ending: ".arrows") + Fixtures.names(ending: ".feather")

  /// Files and a stream by pyarrow and polars: plain, LZ4, zstd, dictionaries, views; see Oracles/make_parquet.py.
  @Test(arguments: files)
  func readsWhatOthersWrite(file: String) throws {
    let wanted = try Fixtures.types()
    let frame = try DataFrame(contentsOf: Fixtures.path(file))
    #expect(frame.rowCount == 61 && frame.columns.count >= 3)
    for column in frame.columns { #expect(column == wanted[column.name], "\(column.name)") }
  }

  @Test func readsSomeColumnsAndRows() throws {
    let path = Fixtures.path("pyarrow-zstd.arrow")
    let frame = try DataFrame(
      contentsOfArrowFile: path, columns: ["day", "word"], rows: 38..<45, types: ["day": .string])
    let wanted = try Fixtures.types().selecting(columnNames: "day", "word")[rows: 38..<45]
    #expect(frame["word", String.self] == wanted["word", String.self])
    #expect(frame["day", String.self][2] == wanted["day", CalendarDate.self][2]?.description)
    let failure = #expect(throws: TableReadingError.self) { try DataFrame(contentsOfArrowFile: path, columns: ["dya"]) }
    #expect(failure?.description.contains("Did you mean \"day\"?") == true)
  }

  @Test(arguments: files)
  func survivesDamage(file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path(file))))
    try Fixtures.withFiles([:]) { folder in
      var refused = 0
      for seed in 0..<40 {
        try Data(Damage.damaged(bytes, seed: UInt64(seed))).write(to: URL(fileURLWithPath: folder + "x.arrow"))
        do throws(TableReadingError) { _ = try DataFrame(contentsOfArrowFile: folder + "x.arrow") } catch {
          refused += 1
          #expect(error.path == folder + "x.arrow" && !error.message.isEmpty)
        }
      }
      #expect(refused > 5)
    }
  }
}
