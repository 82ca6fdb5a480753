import Foundation
import Frames
import Statistics
import Testing

@testable import Genres

@Suite struct SongsCheckTests {
  private func check(_ lines: [String], header: String = SongsTests.header) throws -> SongsCheck {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-check-\(UUID().uuidString).csv")
      .path
    try ([header] + lines).joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try SongsCheck(contentsOf: path)
  }

  private let numbers = SongsTests.numbers

  @Test func describesAGoodFile() throws {
    let check = try check((0..<6).map { "n\($0),['A'],\(1990 + $0),pop,\(numbers)" })
    #expect(check.rows == 6 && check.songs == 6 && check.genres == 1)
    #expect(check.genreSizes == SongsCheck.GenreSizes(smallest: 6, median: 6, largest: 6))
    #expect(check.years == 1990...1995)
    #expect(check.isUsable && check.missing.isEmpty && !check.isMadeUp)
    #expect(check.findings.map(\.code) == ["valeance"])
    #expect(check.description.contains("The file can be used."))
  }

  @Test func findsWhatIsWrong() throws {
    let check = try check([
      "one,['A'],0000,pop,\(numbers)", "\"two\nlines\",['A'],1999-13,pop,\(numbers)",
      ",['A'],,pop,1.5,0.4,-10,0.03,0.2,0.1,0.1,0.6,125",
      "four,,2001,rock,0.5,0.4,-90,0.03,,0.1,0.1,0.6,125", "five,['A'],2001,,\(numbers)",
      "six,['A'],2001,pop,\(numbers)",
      "six,['A'],2001,pop,\(numbers)",
    ])
    func finding(_ code: String) throws -> SongsCheck.Finding { try #require(check.findings.first { $0.code == code }) }
    #expect(try finding("unreadable-dates").lines == [2, 3])
    #expect(try finding("unreadable-dates").count == 2)
    #expect(check.findings.filter { $0.code == "out-of-range" }.map(\.lines) == [[5], [6]])
    #expect(try finding("missing-name").lines == [5])
    #expect(try finding("missing-genres").lines == [7])
    #expect(try finding("missing-features").message.contains("Acousticness"))
    #expect(try finding("repeated-rows").lines == [9])
    #expect(try finding("small-genres").count == 1)
    #expect(check.missing == ["Name": 1, "Artists": 1, "Genre": 1, "Release": 1, "Acousticness": 1])
    #expect(check.isUsable)
    #expect(check.findings.map(\.severity) == check.findings.map(\.severity).sorted())
    #expect(check.description.contains("lines 2, 3"))
  }

  @Test func refusesOtherTables() throws {
    let check = try check(["1,2"], header: "Name,Artist")
    #expect(!check.isUsable)
    #expect(check.findings.first?.code == "not-songs")
    #expect(check.description.contains("The file cannot be used: 1 error."))
    #expect(try self.check([]).findings.first?.code == "no-songs")
    #expect(throws: CSVReadingError.self) { try SongsCheck(contentsOf: "no/such/file.csv") }
  }

  @Test func isJSON() throws {
    let check = try check(["one,['A'],0000,pop,\(numbers)"])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = try encoder.encode(check)
    #expect(try JSONDecoder().decode(SongsCheck.self, from: json) == check)
    #expect(String(decoding: json, as: UTF8.self).contains("\"code\":\"unreadable-dates\""))
  }

  @Test func saysThatSamplesAreMadeUp() throws {
    let check = try SongsCheck(contentsOf: InstalledData.path("sample.csv.gz"))
    #expect(check.isMadeUp && check.isUsable)
    #expect(check.findings.contains { $0.code == "made-up" })
    #expect(check.genres == 240 && check.rows == 12_000)
  }

  @Test func anySongsFileCanBeChecked() throws {
    var random = SplitMix64(11)
    let good = Array(
      (SongsTests.header + "\n" + (0..<5).map { "n\($0),['A'],200\($0),pop,\(numbers)\n" }.joined()).utf8)
    let header = SongsTests.header.utf8.count + 1
    for _ in 0..<300 {
      var bytes = good
      for _ in 0...random.next(below: 4) {
        // The header is the CSV reader's own affair.
        let place = header + random.next(below: bytes.count - header)
        if random.chance(0.5) {
          bytes[place] = UInt8(truncatingIfNeeded: random.next())
        } else {
          bytes.remove(at: place)
        }
      }
      if let songs = try? Songs(csvData: bytes) {
        _ = songs.problems
        _ = songs.duplicates
        _ = songs.featureMeansByDecade(atLeast: 1)
        #expect(songs.count == songs.frame.rowCount)
      }
    }
  }
}
