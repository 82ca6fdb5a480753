import Frames
import Testing

@testable import Genres
@testable import Learning

@Suite struct GenreTaskTests {
  private let sample: Songs

  init() throws { sample = try Songs(contentsOf: InstalledData.path("sample.csv.gz")) }

  @Test func takesGenresAndParentsOfEnoughSongsAndGenres() throws {
    let task = try GenreTask(sample, minimumSongs: 40, minimumGenres: 8)
    #expect(task.songs.genres.values.allSatisfy { $0 >= 40 })
    #expect(task.hierarchy.parents.allSatisfy { task.hierarchy.children(of: $0).count >= 8 })
    #expect(task.hierarchy.placements.map(\.genre) == task.labels.classNames)
    #expect(task.parents.count == task.labels.classCount)
    #expect(task.features.rowCount == task.songs.count && task.features.featureCount == 15)
    #expect(task.features.words.map(\.name) == SongWords.allCases.map(\.rawValue))
    for row in stride(from: 0, to: task.songs.count, by: 97) {
      #expect(task.acceptable[row].contains(task.labels.codes[row]))
    }
  }

  @Test func asksForLessWhenTooFewParentsWouldRemain() throws {
    let task = try GenreTask(sample, minimumSongs: 40, minimumGenres: 500, minimumParents: 4)
    #expect(task.minimumGenres < 500 && task.hierarchy.parents.count >= 4)
    #expect(throws: LearningError.noRows) { try GenreTask(sample, minimumSongs: 1_000_000, minimumGenres: 1) }
  }

  @Test func noArtistAndNoSongIsOnBothSidesOfAnHonestTest() throws {
    let task = try GenreTask(sample, minimumSongs: 30, minimumGenres: 5)
    let split = try task.artistSplit(seed: 7)
    let artists = task.songs.artistCodes
    let songs = task.songs.songCodes
    #expect(Set(split.train.flatMap { artists[$0] }).isDisjoint(with: split.test.flatMap { artists[$0] }))
    #expect(Set(split.train.map { songs[$0] }).isDisjoint(with: split.test.map { songs[$0] }))
    #expect(split.train.count + split.test.count + split.leftOut.count == task.songs.count)
    #expect(split.test.count * 10 > task.songs.count)
    #expect(try task.randomSplit(seed: 7).leftOut.isEmpty)
  }

  @Test func noGenreIsLeftOutForItsParent() throws {
    let original = try OriginalResults.load()
    let task = try GenreTask(sample, minimumSongs: 5, parents: original.parents)
    #expect(Set(task.labels.classNames) == Set(sample.genres.filter { $0.value >= 5 }.keys))
    #expect(Set(task.parents.classNames).subtracting(original.parents) == ["other"])
    #expect(task.features.words.isEmpty)
    #expect(task.songs.count + task.leftOut.rowsOfSmallGenres + task.leftOut.incompleteRows == sample.count)
    // A row without a release has no words of it, and takes part.
    let worded = try GenreTask(sample, minimumSongs: 5, parents: original.parents, words: [.release])
    let undated = (0..<worded.songs.count).filter { worded.songs.frame["Release", String.self].isNil(at: $0) }
    #expect(!undated.isEmpty && worded.songs.count == task.songs.count && worded.leftOut == task.leftOut)
    let releases = try #require(worded.features.words.first)
    #expect(undated.allSatisfy { releases.codes(of: $0).isEmpty } && !releases.codes(of: 0).isEmpty)
    let trial = GenreTrial(task, try task.artistSplit(seed: 7))
    #expect(trial.artists.isDisjoint && trial.songs.isDisjoint && trial.artists.test > 0)
  }
}
