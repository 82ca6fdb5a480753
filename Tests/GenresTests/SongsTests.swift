import Foundation
import Frames
import Testing

@testable import Genres

@Suite struct SongsTests {
  static let header =
    "Name,Artists,Release,Genre,Danceability,Energy,Loudness,Speechiness,Acousticness,Instrumentalness,Liveness,Valeance,Tempo"
  static let numbers = "0.5,0.4,-10,0.03,0.2,0.1,0.1,0.6,125"

  static func songs(_ rows: [String], header: String = header) throws -> Songs {
    try Songs(csvData: Array(([header] + rows).joined(separator: "\n").utf8))
  }

  /// Files of other kinds too: numbers are numbers, and texts stay texts.
  @Test func readsJSONLines() throws {
    let features = AudioFeature.names.map { "\"\($0)\":1" }.joined(separator: ",")
    let line = "{\"Name\":\"7\",\"Artists\":\"['A', 'B']\",\"Release\":\"1999\",\"Genre\":\"pop\",\(features)}\n"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("songs-\(UUID().uuidString).jsonl").path
    try Data(line.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let songs = try Songs(contentsOf: path)
    #expect(Array(songs.frame["Name", String.self]) == ["7"] && Array(songs.frame["Artist", String.self]) == ["A"])
    #expect(Array(songs.frame["Year", Int.self]) == [1999])
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: SongsError.self) { try Songs(contentsOf: path) }
  }

  @Test func readsTheLayoutOfRealFiles() throws {
    let songs = try Self.songs([
      "Hoot,['Giggle and Hoot'],,\"\"\"australian children's music\"\"\",\(Self.numbers)",
      "\"Twinkle, Twinkle\",\"['Raffi', \"\"Ralph's World\"\"]\",1976,r&amp;b,\(Self.numbers)",
      ",,0000,pop,\(Self.numbers)", "NA,Plain Name,1999-05-17,pop,\(Self.numbers)",
    ])
    #expect(songs.count == 4)
    #expect(Array(songs.frame["Name", String.self]) == ["Hoot", "Twinkle, Twinkle", nil, "NA"])
    #expect(
      Array(songs.frame["Artists", String.self]) == ["Giggle and Hoot", "Raffi, Ralph's World", nil, "Plain Name"])
    #expect(Array(songs.frame["Artist", String.self]) == ["Giggle and Hoot", "Raffi", nil, "Plain Name"])
    #expect(Array(songs.frame["Genre", String.self]) == ["australian children's music", "r&b", "pop", "pop"])
    #expect(Array(songs.frame["Year", Int.self]) == [nil, 1976, nil, 1999])
    #expect(Array(songs.frame["Decade", String.self]) == [nil, "1970s", nil, "1990s"])
    #expect(songs.genres == ["australian children's music": 1, "r&b": 1, "pop": 2])
    #expect(songs.audioFeatures.columnNames == AudioFeature.names)
    #expect(songs.frame["Valence", Double.self].doubles == [0.6, 0.6, 0.6, 0.6])
    #expect(!songs.isMadeUp)
  }

  @Test func columnsMayStandInAnyOrderAndCase() throws {
    let songs = try Self.songs(
      ["1,x,0.9,pop,song,-60,2001-02,0.1,0.2,0.3,0.4,0.5,0.6,Who"],
      header:
        "tempo,Id,valence,genre,Name,Loudness,Release,Danceability,Energy,Speechiness,Acousticness,Instrumentalness,LIVENESS,Artists"
    )
    #expect(songs.frame["Valence", Double.self][0] == 0.9)
    #expect(songs.frame["Tempo", Double.self][0] == 1)
    #expect(songs.frame["Liveness", Double.self][0] == 0.6)
    #expect(songs.frame["Year", Int.self][0] == 2001)
    #expect(songs.frame["Id", String.self][0] == "x")
  }

  @Test func engineersFeatures() throws {
    let songs = try Self.songs([
      "a,b,2000,pop,0.5,0.4,-10,0.03,0.2,0.1,0.1,0.6,125", "a,b,2000,pop,,0.4,-10,0.03,0.2,0.1,0.1,0.6,125",
    ])
    let row = EngineeredFeature.names.map { songs.frame[$0, Double.self][0] }
    #expect(row == [0.4 * 0.5, -10 * 0.4, 0.2 * 0.1, 0.6 * 0.5, 0.4 * 0.4, 0.5])
    #expect(songs.frame["Energy × Danceability", Double.self][1] == nil)
    #expect(songs.allFeatures.columnNames.count == 15)
  }

  @Test func saysWhatIsMissingFromOtherFiles() {
    let error = #expect(throws: SongsError.self) {
      try Self.songs(["1,2,3"], header: "Name,Artis,Energi")
    }
    guard case .notSongs(_, let missing, let nearest, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(missing.contains("Artists") && missing.contains("Tempo") && !missing.contains("Name"))
    #expect(nearest == ["Artists": "Artis", "Energy": "Energi"])
    #expect(found == ["Name", "Artis", "Energi"])
    #expect(error?.description.contains("Energy (did you mean to call Energi that?)") == true)
  }

  @Test func refusesAFileWithoutSongs() {
    #expect(throws: SongsError.noSongs(path: "The input")) { try Self.songs([]) }
    #expect(throws: SongsError.self) { try Songs(contentsOf: "no/such/file.csv") }
  }

  @Test func selectsGenres() throws {
    let songs = try Self.songs(
      (0..<6).map { "n\($0),a,2000,\(["pop", "rock", "pop", "jazz", "rock", "pop"][$0]),\(Self.numbers)" })
    #expect(try songs.inGenres(["pop", "jazz"]).genres == ["pop": 3, "jazz": 1])
    #expect(songs.withAtLeast(songsPerGenre: 2).genres == ["pop": 3, "rock": 2])
    #expect(songs.topGenres(2) == ["pop", "rock"])
    #expect(throws: SongsError.unknownGenre("jaz", nearest: "jazz")) { try songs.inGenres(["jaz"]) }
  }

  @Test func countsDuplicates() throws {
    let songs = try Self.songs([
      "one,a,2000,pop,\(Self.numbers)", "one,a,2000,rock,\(Self.numbers)", "two,a,2000,pop,\(Self.numbers)",
      "one,a,2000,pop,\(Self.numbers)",
      "one,b,2000,pop,\(Self.numbers)",
    ])
    let duplicates = songs.duplicates
    #expect(duplicates.songs == 3)
    #expect(duplicates.songsUnderSeveralGenres == 1)
    #expect(duplicates.furtherGenreRows == 1)
    #expect(duplicates.repeatedRows == [3])
    #expect(duplicates.songsByGenreCount == [1: 2, 2: 1])
    #expect(songs.distinct.count == 3)
  }
}

@Suite struct ErasTests {
  @Test(arguments: [
    (1959, "1950s and before"), (1905, "1950s and before"), (1960, "1960s"), (1999, "1990s"), (2024, "2020s"),
  ])
  func namesDecades(year: Int, label: String) {
    #expect(Decade(year: year).label == label)
  }

  @Test func averagesFeaturesByDecade() throws {
    let songs = try SongsTests.songs([
      "a,a,1961,pop,0.2,0.1,-10,0,0,0,0,0,100", "b,a,1969-12-31,pop,0.4,0.3,-20,0,0,0,0,0,120",
      "c,a,2001,pop,0.9,0.9,-5,0,0,0,0,0,90",
      "d,a,0000,pop,1,1,0,0,0,0,0,0,0", "e,a,,pop,1,1,0,0,0,0,0,0,0",
    ])
    let means = songs.featureMeansByDecade(atLeast: 2)
    let energy = means.filter(on: "Feature", equalTo: "Energy")
    #expect(energy["Decade", String.self].values == ["1960s"])
    #expect(abs((energy["Mean", Double.self][0] ?? 0) - 0.2) < 1e-12)
    #expect(abs((energy["Margin", Double.self][0] ?? 0) - 1.96 * 0.1) < 1e-12)
    #expect(energy["Songs", Int.self].values == [2])
  }

  @Test func followsGenresThroughDecades() throws {
    let songs = try SongsTests.songs([
      "a,a,1961,pop,\(SongsTests.numbers)", "b,a,1962,jazz,\(SongsTests.numbers)", "c,a,2001,pop,\(SongsTests.numbers)",
      "d,a,2001,rap,\(SongsTests.numbers)", "e,a,2001,pop,\(SongsTests.numbers)", "f,a,,pop,\(SongsTests.numbers)",
    ])
    let table = songs.genresByDecade(top: 2)
    #expect(table["Genre", String.self].values == ["pop", "jazz", "pop", "jazz"])
    #expect(table["Decade", String.self].values == ["1960s", "1960s", "2000s", "2000s"])
    #expect(table["Songs", Int.self].values == [1, 1, 2, 0])
    #expect(table["Share", Double.self].values == [0.5, 0.5, 2.0 / 3, 0])
  }
}
