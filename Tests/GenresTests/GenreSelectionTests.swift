import Frames
import Learning
import Testing

@testable import Genres

@Suite struct GenreSelectionTests {
  private func songs() throws -> Songs { try Songs(contentsOf: InstalledData.path("sample.csv.gz")) }

  @Test func rowsAreReadyForTraining() throws {
    let songs = try songs()
    let selection = try GenreSelection(songs, randomGenres: 12, withAtLeast: 40, seed: 1)
    #expect(selection.labels.classCount == 12 && selection.features.featureCount == 15)
    #expect(selection.labels.count == selection.songs.count && selection.features.rowCount == selection.songs.count)
    #expect(selection.labels.classCounts.allSatisfy { $0 >= 40 })
    #expect(try selection.labels == GenreSelection(songs, genres: selection.labels.classNames).labels)
    #expect(
      try selection.labels.classNames
        != GenreSelection(songs, randomGenres: 12, withAtLeast: 40, seed: 2).labels.classNames)
    for (row, codes) in selection.acceptable.enumerated() { #expect(codes.contains(selection.labels.codes[row])) }
    // No row is there twice.
    let rows = zip(selection.songs.songCodes, selection.labels.codes).map { [$0, $1] }
    #expect(Set(rows).count == rows.count)
  }

  @Test func noArtistAndNoSongStandsOnBothSides() throws {
    let selection = try GenreSelection(songs(), randomGenres: 30, withAtLeast: 20)
    let split = try selection.artistSplit()
    #expect(selection.sharedWithTraining(split) == 0)
    let (artists, ids) = (selection.songs.artistCodes, selection.songs.songCodes)
    #expect(Set(split.train.flatMap { artists[$0] }).isDisjoint(with: split.test.flatMap { artists[$0] }))
    #expect(Set(split.train.map { ids[$0] }).isDisjoint(with: split.test.map { ids[$0] }))
    #expect((split.train + split.test + split.leftOut).sorted() == Array(0..<selection.songs.count))
    let random = try selection.randomSplit()
    #expect(random.test.count == Int((Double(selection.songs.count) * 0.2).rounded(.up)))
    #expect(selection.sharedWithTraining(random) > 0.1)
  }

  @Test func whatIsTooLittleIsSaidClearly() throws {
    let songs = try songs()
    let names = songs.genres.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key)
    #expect(throws: GenreSelectionError.empty) { try GenreSelection(songs, genres: []) }
    #expect(throws: GenreSelectionError.empty) { try GenreSelection(songs, randomGenres: 0, withAtLeast: 5) }
    #expect(throws: GenreSelectionError.oneGenre(names[0])) { try GenreSelection(songs, genres: [names[0], names[0]]) }
    let mistyped = String(names[0].dropLast())
    let error = try #require(throws: GenreSelectionError.self) { try GenreSelection(songs, genres: [mistyped]) }
    guard case .unknownGenre(mistyped, let nearest) = error else { throw error }
    #expect(nearest.contains(names[0]))
    // Two genres, of which one has all but four rows taken away, or both half.
    let column = songs.frame["Genre", String.self]
    func rows(of genre: String, _ count: Int) -> [Int] {
      Array(column.indices.filter { column[$0] == genre }.prefix(count))
    }
    let few = songs.keeping(rows(of: names[0], 200) + rows(of: names[1], 4))
    let small = try #require(throws: GenreSelectionError.self) {
      try GenreSelection(few, genres: few.genres.map(\.key))
    }
    guard case .smallGenres(let genres) = small else { throw small }
    #expect(genres.map(\.name) == [names[1]] && genres[0].songs <= 4)
    #expect(small.description.contains("fewer than 5"))
    let half = songs.keeping(rows(of: names[0], 30) + rows(of: names[1], 30))
    let scarce = try #require(throws: GenreSelectionError.self) {
      try GenreSelection(half, genres: half.genres.map(\.key))
    }
    guard case .fewSongs(let count, 2) = scarce else { throw scarce }
    #expect(count <= 60)
    #expect(throws: GenreSelectionError.fewGenres(0, wanted: 3, minimumSongs: 9000)) {
      try GenreSelection(songs, randomGenres: 3, withAtLeast: 9000)
    }
  }

  @Test func takesAtMostSoManySongsOfAGenre() throws {
    let all = try GenreSelection(songs(), randomGenres: 12, withAtLeast: 40, seed: 1)
    let some = try GenreSelection(songs(), genres: all.labels.classNames, maximumSongs: 20, seed: 1)
    #expect(some.labels.classCounts.allSatisfy { $0 == 20 } && some.overLimitCount == all.labels.count - 240)
    #expect(all.overLimitCount == 0 && some.leftOutCount == all.leftOutCount)
    #expect(try some.songs == GenreSelection(songs(), genres: all.labels.classNames, maximumSongs: 20, seed: 1).songs)
  }

  @Test func distinctGenresAreFarApart() throws {
    let songs = try SongsTests.songs(
      [("low", 0.1), ("lower", 0.12), ("middle", 0.5), ("high", 0.9)].flatMap { genre, value in
        (0..<10).map { "n\($0),a,2000,\(genre),\(value + Double($0 % 2) / 50),0.4,-10,0.03,0.2,0.1,0.1,0.6,125" }
      })
    #expect(songs.distinctGenres(3, withAtLeast: 5) == ["high", "low", "middle"])
    #expect(songs.distinctGenres(9, withAtLeast: 5).count == 4)
    #expect(songs.distinctGenres(2, withAtLeast: 11).isEmpty)
  }
}
