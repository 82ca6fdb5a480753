import Foundation
import Testing

@testable import Frames

@Suite struct Archives {
  @Test func zipIsReadWithoutItsOtherFiles() throws {
    let frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/one.zip"))
    #expect(frame == (try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/quoted.csv"))))
    #expect(frame.readingReport?.member == "songs/quoted.csv")
  }

  @Test func severalTablesHaveToBeNamed() throws {
    #expect(throws: CSVReadingError.self) { try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/two.zip")) }
    var options = CSVReadingOptions()
    options.memberName = "b.csv"
    #expect(try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/two.zip"), options: options).rowCount == 2)
  }

  @Test func aCutOffFileIsAnErrorAndNoShortTable() {
    do {
      _ = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/cut.csv.gz"))
      Issue.record("the file is not whole")
    } catch {
      #expect(error.kind == .archive)
      #expect(error.path?.hasSuffix("cut.csv.gz") == true)
    }
  }

  @Test(arguments: ["csv", "csv.gz", "csv.xz", "csv.zst"])
  func packedFilesHoldTheSame(ending: String) throws {
    let frame = Samples.songs(rows: 4_000, seed: 7)
    try Fixtures.withTemporaryFile("songs.\(ending)") { path in
      try frame.write(to: path, format: .csv())
      let types = ["Name": CSVType.string, "Genre": .string, "Energy": .double, "Key": .integer]
      // Small blocks, so that there are many.
      var reader = CSVReader(columns: nil, rows: nil, types: types, options: CSVReadingOptions())
      reader.chunkBytes = 1 << 14
      #expect(try reader.read(path: path) == frame)
      #expect(try DataFrame(contentsOfCSVFile: path, types: types) == frame)
      let first = try Data(contentsOf: URL(fileURLWithPath: path))
      try frame.write(to: path, format: .csv())
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first)
    }
  }

  @Test func packedFilesWhoseLateRowsAreOtherwise() throws {
    let rows = (0..<9_000).map { "\($0),word \($0 % 100)" }
    let text = "number,text\n" + rows.joined(separator: "\n") + "\nnone,\"last\none\"\n"
    try Fixtures.withTemporaryFile("late.csv.gz") { path in
      let frame = try DataFrame(csvData: Array(text.utf8))
      try frame.write(to: path, format: .csv())
      var reader = CSVReader(columns: nil, rows: nil, types: [:], options: CSVReadingOptions())
      reader.chunkBytes = 1 << 14
      let again = try reader.read(path: path)
      #expect(again == frame)
      #expect(again["number"].type == .string)
      #expect(again.rowCount == 9_001)
    }
  }

  @Test func filesReadAreObserved() throws {
    let seen = Box()
    FileReads.observe(as: "test") { read in seen.append(read) }
    defer { FileReads.observe(as: "test", nil) }
    let path = Fixtures.path("Goldens/two.zip")
    var options = CSVReadingOptions()
    options.memberName = "b.csv"
    _ = try DataFrame(contentsOfCSVFile: path, options: options)
    let own = seen.reads.filter { $0.path == path && $0.rows == 2 }
    #expect(own.count == 1)
    #expect(own.first?.bytes == (try Fixtures.data("Goldens/two.zip").count))
  }
}

private final class Box: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: [FileRead] = []
  var reads: [FileRead] { lock.withLock { stored } }
  func append(_ read: FileRead) { lock.withLock { stored.append(read) } }
}

/// Made-up tables.
enum Samples {
  static func songs(rows: Int, seed: UInt64) -> DataFrame {
    var generator = SeededGenerator(seed: seed)
    var names = Column<String>(name: "Name")
    var genres = Column<String>(name: "Genre")
    var energies = Column<Double>(name: "Energy")
    var keys = Column<Int>(name: "Key")
    for row in 0..<rows {
      let odd = ["", "\"", ",", "\n", "é", "夜", "\r\n"][Int.random(in: 0..<7, using: &generator)]
      names.append(row % 97 == 0 ? nil : "Song \(Int.random(in: 0..<10_000, using: &generator))\(odd)x")
      genres.append(row % 31 == 0 ? nil : "genre \(Int.random(in: 0..<60, using: &generator))")
      energies.append(row % 17 == 0 ? nil : Double.random(in: -60...1, using: &generator))
      keys.append(row % 13 == 0 ? nil : Int.random(in: -5...11, using: &generator))
    }
    return DataFrame(columns: [.string(names), .string(genres), .double(energies), .integer(keys)])
  }
}
