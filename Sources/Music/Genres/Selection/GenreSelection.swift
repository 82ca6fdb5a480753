import Frames
public import Learning
import Statistics

/// Songs of a few chosen genres, ready to train models that tell these apart.
///
///     let selection = try GenreSelection(songs, genres: ["jazz", "techno", "flamenco"])
///     let split = try selection.artistSplit()
///     let model = try ForestClassifier(
///       training: selection.features.selectingRows(split.train), labels: selection.labels.selectingRows(split.train))
public struct GenreSelection: Sendable, Codable {
  /// A selection of fewer rows is refused: its accuracy would mean nothing.
  public static let minimumSongs = 100
  /// A genre of fewer rows is refused.
  public static let minimumSongsPerGenre = 5

  /// The rows of the chosen genres, each row once.
  public let songs: Songs
  /// The genre of each row.
  public let labels: ClassLabels
  /// The nine audio features and the six engineered ones.
  public let features: FeatureMatrix
  /// Rows of one first artist or of one song.
  public let artists: RowGroups
  /// For each row those of the chosen genres under which its song stands: any of them is right.
  public let acceptable: [[Int32]]
  /// Rows of the chosen genres that were left out: they repeat another row, or lack a name, a release or a feature.
  public let leftOutCount: Int

  /// - Parameter genres: at least two; naming one twice does not matter.
  /// - Throws: ``GenreSelectionError``.
  public init(_ all: Songs, genres: [String]) throws(GenreSelectionError) {
    let known = all.genres
    let wanted = Set(genres.map(GenreName.cleaned)).subtracting([""])
    guard !wanted.isEmpty else { throw .empty }
    for name in wanted.sorted() where known[name] == nil {
      throw .unknownGenre(name, nearest: NearestName.several(of: name, among: known.keys.sorted()))
    }
    if wanted.count == 1, let only = wanted.first { throw .oneGenre(only) }
    let column = all.genreColumn
    let rows = (0..<all.count).filter { column[$0].map(wanted.contains) ?? false }
    let songs = all.keeping(rows).complete
    leftOutCount = rows.count - songs.count
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
    artists = RowGroups(linking: [songs.frame["Artist", String.self].categoryCodes, songCodes])
    acceptable = labels.codes(sharedBy: RowGroups(linking: [songCodes]))
  }

  /// Genres drawn at random from those with so many songs; the same seed draws the same ones.
  /// - Throws: ``GenreSelectionError``, also when there are not that many such genres.
  public init(
    _ all: Songs, randomGenres count: Int, withAtLeast minimumSongs: Int, seed: UInt64 = 42
  ) throws(GenreSelectionError) {
    let needed = max(minimumSongs, Self.minimumSongsPerGenre)
    let counts = all.complete.genres
    let large = counts.filter { $0.value >= needed }.map(\.key).sorted()
    guard count > 0 else { throw .empty }
    guard large.count >= count else { throw .fewGenres(large.count, wanted: count, minimumSongs: needed) }
    var random = SplitMix64(seed: seed, stream: 0x47_656e_7265, index: 0)
    try self.init(all, genres: Array(random.shuffled(large).prefix(count)))
  }

  /// The original's split: rows at random, with each genre's share kept. Artists, and songs under several genres, stand on both sides.
  public func randomSplit(testFraction: Double = 0.2, seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.stratified(labels, testFraction: testFraction, seed: seed)
  }

  /// A split in which no song and no artist, guest or host, stands on both sides.
  public func artistSplit(testFraction: Double = 0.2, seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.grouped(labels, by: artists, testFraction: testFraction, seed: seed)
      .leavingOutRows(sharing: songs.artistCodes)
  }

  /// Of the test rows, the share whose first artist or whose song also stands among the training rows.
  public func sharedWithTraining(_ split: Split) -> Double {
    let known = Set(split.train.map { artists.codes[$0] })
    return Double(split.test.count { known.contains(artists.codes[$0]) }) / Double(max(1, split.test.count))
  }
}

extension Songs {
  /// The rows that models can learn from: with a name, a release and all features, and each row once.
  fileprivate var complete: Songs {
    let repeated = Set(duplicates.repeatedRows)
    let needed = ["Name", "Release", "Genre"].map { frame[$0] }
    let numbers = allFeatures.columns.compactMap(\.doubles)
    return keeping(
      (0..<count).filter { row in
        !repeated.contains(row) && needed.allSatisfy { !$0.isNil(at: row) } && numbers.allSatisfy { $0[row].isFinite }
      })
  }
}
