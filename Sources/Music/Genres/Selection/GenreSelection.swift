import Frames
public import Learning
import Statistics

/// Songs of a few chosen genres, prepared for training and testing classifiers.
///
///     let selection = try GenreSelection(songs, genres: ["jazz", "techno", "flamenco"])
///     let split = try selection.artistSplit()
///     let model = try ForestClassifier(
///       training: selection.features.selectingRows(split.train), labels: selection.labels.selectingRows(split.train))
public struct GenreSelection: Sendable, Codable {
  /// A selection of fewer rows is an error: its accuracy would mean nothing.
  public static let minimumSongs = 100
  /// A genre of fewer rows is an error.
  public static let minimumSongsPerGenre = 5

  /// The rows of the chosen genres, each row once.
  public let songs: Songs
  /// The genre of each row.
  public let labels: ClassLabels
  /// The nine audio features and the six engineered ones.
  public let features: FeatureMatrix
  /// The rows of one first artist or of one song.
  public let artists: RowGroups
  /// Numbers of all artists of each row, guests too; spellings of one name share a number.
  public let allArtists: [[Int32]]
  /// For each row those of the chosen genres that its song is under, as codes of ``labels``; a prediction of any of
  /// them is correct.
  public let acceptable: [[Int32]]
  /// The number of rows of the chosen genres that were left out because they repeat another row or lack a feature.
  public let leftOutCount: Int
  /// The number of rows that were left out at random because their genre has more than are taken of each.
  public let overLimitCount: Int

  /// - Parameters:
  ///   - all: songs of any genres.
  ///   - genres: at least two different names.
  ///   - maximumSongs: so many songs of each genre are taken at most, at random; nil for all.
  ///   - seed: the same seed takes the same songs.
  /// - Throws: ``GenreSelectionError``.
  public init(
    _ all: Songs, genres: [String], maximumSongs: Int? = nil, seed: UInt64 = 42
  ) throws(GenreSelectionError) {
    let known = all.genres
    let wanted = Set(genres.map(GenreName.cleaned)).subtracting([""])
    guard !wanted.isEmpty else { throw .empty }
    for name in wanted.sorted() where known[name] == nil {
      throw .unknownGenre(name, nearest: NearestName.several(of: name, among: known.keys.sorted()))
    }
    if wanted.count == 1, let only = wanted.first { throw .oneGenre(only) }
    let column = all.genreColumn
    let rows = (0..<all.count).filter { column[$0].map(wanted.contains) ?? false }
    let complete = all.keeping(rows).complete
    let songs = maximumSongs.map { complete.withAtMost(songsPerGenre: max(1, $0), seed: seed) } ?? complete
    leftOutCount = rows.count - complete.count
    overLimitCount = complete.count - songs.count
    let counts = songs.genres
    let small = wanted.sorted().filter { counts[$0, default: 0] < Self.minimumSongsPerGenre }
    guard small.isEmpty else { throw .smallGenres(small.map { .init(name: $0, songs: counts[$0, default: 0]) }) }
    guard songs.count >= Self.minimumSongs else { throw .fewSongs(songs.count, genres: wanted.count) }
    self.songs = songs
    do throws(LearningError) {
      labels = try ClassLabels(songs.genreColumn)
      features = try FeatureMatrix(songs.allFeatures)
    } catch {
      throw .unusable(error)
    }
    let songCodes = songs.songCodes
    allArtists = songs.artistCodes
    artists = RowGroups(linking: [allArtists.map { $0.first ?? -1 }, songCodes])
    acceptable = labels.codes(sharedBy: RowGroups(linking: [songCodes]))
  }

  /// Genres drawn at random from those with enough songs.
  /// - Parameters:
  ///   - all: songs of any genres.
  ///   - count: how many genres are drawn.
  ///   - minimumSongs: genres with fewer songs are not drawn.
  ///   - maximumSongs: so many songs of each genre are taken at most, at random; nil for all.
  ///   - seed: the same seed draws the same genres and songs.
  /// - Throws: ``GenreSelectionError``, also when there are fewer such genres than `count`.
  public init(
    _ all: Songs, randomGenres count: Int, withAtLeast minimumSongs: Int, maximumSongs: Int? = nil, seed: UInt64 = 42
  ) throws(GenreSelectionError) {
    let needed = max(minimumSongs, Self.minimumSongsPerGenre)
    let counts = all.complete.genres
    let large = counts.filter { $0.value >= needed }.map(\.key).sorted()
    guard count > 0 else { throw .empty }
    guard large.count >= count else { throw .fewGenres(large.count, wanted: count, minimumSongs: needed) }
    var random = SplitMix64(seed: seed, stream: 0x47_656e_7265, index: 0)
    try self.init(
      all, genres: Array(random.shuffled(large).prefix(count)), maximumSongs: maximumSongs, seed: seed)
  }

  /// Rows at random, stratified by genre. Artists, and songs under several genres, occur on both sides.
  /// - Parameter testFraction: the share of rows to test on, between 0 and 1.
  public func randomSplit(testFraction: Double = 0.2, seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.stratified(labels, testFraction: testFraction, seed: seed)
  }

  /// A split by artists: no song and no artist, main or guest, occurs on both sides.
  /// - Parameter testFraction: the share of rows to test on, between 0 and 1.
  public func artistSplit(testFraction: Double = 0.2, seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.grouped(labels, by: artists, testFraction: testFraction, seed: seed)
      .leavingOutRows(sharing: allArtists)
  }

  /// The share of test rows of which an artist or the song also occurs among the training rows, 0 to 1.
  public func sharedWithTraining(_ split: Split) -> Double {
    Double(isFamiliar(split).count { $0 }) / Double(max(1, split.test.count))
  }

  /// For each test row whether one of its artists or its song also occurs among the training rows.
  public func isFamiliar(_ split: Split) -> [Bool] {
    zip(split.isFamiliar(members: allArtists), split.isFamiliar(members: songs.songCodes.map { [$0] })).map {
      $0 || $1
    }
  }
}

extension Songs {
  /// The rows with a genre and all features, each once.
  fileprivate var complete: Songs {
    let repeated = Set(duplicates.repeatedRows)
    let genres = genreColumn
    let numbers = allFeatures.columns.compactMap(\.doubles)
    return keeping(
      (0..<count).filter { row in
        !repeated.contains(row) && !genres.isNil(at: row) && numbers.allSatisfy { $0[row].isFinite }
      })
  }
}
