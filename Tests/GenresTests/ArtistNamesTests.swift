import Frames
import Learning
import Testing

@testable import Genres

@Suite struct ArtistNamesTests {
  @Test(arguments: [
    ("['A', \"B's\"]", ["A", "B's"]), ("A;B ; C", ["A", "B", "C"]), ("Earth, Wind & Fire", ["Earth, Wind & Fire"]),
    ("A feat. B", ["A feat. B"]), (";", [";"]), ("", [""]),
  ])
  func showsWhatTheFilePartsItself(cell: String, names: [String]) {
    #expect(ArtistNames.listed(in: cell) == names)
  }

  @Test(arguments: [
    ("Beyoncé feat. JAY-Z", ["beyonce", "jay z"]), ("BEYONCE", ["beyonce"]), ("  beyoncé  ", ["beyonce"]),
    ("A & B, C;D", ["a", "b", "c", "d"]), ("Bob Marley & The Wailers", ["bob marley", "the wailers"]),
    ("Count Basie & His Orchestra", ["count basie"]), ("Song (ft. Guest One)", ["song", "guest one"]),
    ("AC/DC", ["ac dc"]), ("R&B", ["r", "b"]), ("!!!", ["!!!"]), ("Ft. Worth", ["worth"]), ("Featuring", ["featuring"]),
    ("Sigur  Rós vs. Björk", ["sigur ros", "bjork"]), ("안녕", ["안녕"]), ("", []),
  ])
  func knowsArtistsByTheirPlainNames(text: String, keys: [String]) {
    #expect(ArtistNames.keys(in: text) == keys)
  }

  /// Every way of writing several artists keeps them on one side of a split.
  @Test func noSpellingOfAnArtistIsOnBothSides() throws {
    let spellings = ["Ann Éva", "ANN EVA", "ann éva;Guest %", "['Ann Eva', 'Other %']", "Ann Eva feat. Guest %"]
    var rows: [String] = []
    for number in 0..<200 {
      let artists =
        number % 4 == 0
        ? spellings[number / 4 % spellings.count].split(separator: "%").joined(separator: "\(number % 7)")
        : "Band \(number % 31)\(number % 3 == 0 ? " & Band \(number % 17)" : "")"
      rows.append("n\(number),\"\(artists)\",2000,\(["pop", "rock"][number % 2]),\(SongsTests.numbers)")
    }
    let songs = try SongsTests.songs(rows)
    let selection = try GenreSelection(songs, genres: ["pop", "rock"])
    let split = try selection.artistSplit(seed: 2)
    let overlap = split.overlap(of: selection.allArtists)
    #expect(overlap.isDisjoint && overlap.train > 0 && overlap.test > 0)
    func names(_ rows: [Int]) -> Set<String> {
      Set(rows.flatMap { ArtistNames.keys(in: selection.songs.frame["Artists", String.self][$0] ?? "") })
    }
    #expect(names(split.train).isDisjoint(with: names(split.test)))
    #expect(overlap.test == names(split.test).count && overlap.train == names(split.train).count)
  }
}

@Suite struct SongColumnsTests {
  private static let features =
    "danceability,energy,loudness,speechiness,acousticness,instrumentalness,liveness,valence,tempo"

  @Test func readsCommonLayouts() throws {
    let songs = try SongsTests.songs(
      ["7,A;B,Album,Title,\(SongsTests.numbers),acoustic"],
      header: "track_id,artists,album_name,track_name,\(Self.features),track_genre")
    #expect(songs.frame["Name", String.self][0] == "Title" && songs.frame["Artist", String.self][0] == "A")
    #expect(songs.genres == ["acoustic": 1] && songs.frame["Id", String.self][0] == "7")
    #expect(songs.frame["Year", Int.self][0] == nil && songs.columns.absent == ["Release"])
    let remark = try #require(songs.columns.remark)
    #expect(remark.contains("Name from track_name") && remark.contains("no column Release"))
    #expect(try SongsTests.songs(["a,b,2000,pop,\(SongsTests.numbers)"]).columns.remark == nil)
  }

  @Test func readsAMapping() throws {
    let header = "Name,song,who,style,\(Self.features),when"
    let row = "playlist,Title,Ann,jazz,\(SongsTests.numbers),1999"
    let bytes = Array("\(header)\n\(row)".utf8)
    let songs = try Songs(csvData: bytes, columns: "name=song, Artists=who,Genre=style,Release=when")
    #expect(songs.frame["Name", String.self][0] == "Title" && songs.frame["Year", Int.self][0] == 1999)
    #expect(songs.frame["Name (of the file)", String.self][0] == "playlist")
    #expect(songs.columns.renamed["Genre"] == "style")
    func message(_ columns: String) -> String {
      do { _ = try Songs(csvData: bytes, columns: columns) } catch { return error.description }
      return ""
    }
    #expect(message("Genre=styl").contains("Did you mean style?"))
    #expect(message("Genra=style").contains("Did you mean Genre?"))
    #expect(message("Genre").contains("is no mapping of a column"))
    #expect(message("Genre=style,genre=who").contains("mapped twice"))
    #expect(message("").contains("name columns that are called otherwise"))
  }
}
