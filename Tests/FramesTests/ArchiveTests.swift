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

  /// With a checksum damage is found; without one nothing could tell it, which is said.
  @Test func aZstWithoutAChecksumIsTold() throws {
    let checked: [UInt8] = [
      0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x06, 0x31, 0x00, 0x00, 0x61, 0x0A, 0x31, 0x0A, 0x32, 0x0A, 0x78, 0x29, 0x2E, 0x8C,
    ]
    var unchecked = Array(checked.dropLast(4))
    unchecked[4] = 0x20
    var damaged = checked
    damaged[11] = 0x33
    try Fixtures.withTemporaryFile("a.csv.zst") { path in
      func read(_ bytes: [UInt8]) throws -> DataFrame {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try DataFrame(contentsOfCSVFile: path)
      }
      let whole = try read(checked)
      #expect(whole["a", Int.self].map { $0 } == [1, 2] && whole.readingReport?.remarks == [])
      #expect(throws: CSVReadingError.self) { try read(damaged) }
      let told = try read(unchecked)
      #expect(told == whole && told.readingReport?.remarks.contains { $0.contains("without a checksum") } == true)
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

  @Test(arguments: ["csv.gz", "csv.xz"])
  func aFlippedBitIsNeverReadAsOtherNumbers(ending: String) throws {
    let frame = Samples.songs(rows: 300, seed: 5)
    try Fixtures.withTemporaryFile("flip.\(ending)") { path in
      try frame.write(to: path, format: .csv())
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      let expected = try DataFrame(contentsOfCSVFile: path)
      var generator = SeededGenerator(seed: 9)
      for _ in 0..<12 {
        var bytes = whole
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        try bytes.write(to: URL(fileURLWithPath: path))
        do throws(CSVReadingError) {
          #expect(try DataFrame(contentsOfCSVFile: path) == expected)
        } catch {
          #expect(error.kind == .archive || error.kind == .binary)
        }
      }
    }
  }

  @Test func gzipOfSeveralMembersIsCheckedToo() throws {
    try Fixtures.withTemporaryFile("part.csv.gz") { path in
      func packed(_ text: String) throws -> Data {
        let frame = try DataFrame(csvData: Array(text.utf8), options: CSVReadingOptions(headerRows: 1))
        try frame.write(to: path, format: CSVFormat(writesHeader: text.hasPrefix("a,b")))
        return try Data(contentsOf: URL(fileURLWithPath: path))
      }
      let both = try packed("a,b\n1,2\n") + packed("c,d\n3,4\n")
      try both.write(to: URL(fileURLWithPath: path))
      #expect(try DataFrame(contentsOfCSVFile: path).rowCount == 2)
      try (both + Data([0, 0, 0])).write(to: URL(fileURLWithPath: path))
      #expect(try DataFrame(contentsOfCSVFile: path).rowCount == 2)
      var damaged = both
      damaged[damaged.count - 7] ^= 1
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(throws: CSVReadingError.self) { try DataFrame(contentsOfCSVFile: path) }
    }
  }

  @Test func tarsAreReadAndNamesStandInAnyEncoding() throws {
    let frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/one.tar.gz"))
    #expect(frame.rowCount == 2)
    #expect(frame.readingReport?.member == "data/one.csv")
    for (name, member) in [("unicode.zip", "日本é.csv"), ("dos.zip", "données.csv")] {
      let frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/\(name)"))
      #expect(frame.readingReport?.member == member)
    }
    do {
      _ = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/two.zip"))
    } catch {
      #expect(error.description.contains("a.csv, b.csv"))
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
