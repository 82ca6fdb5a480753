import Frames
public import Learning

/// Songs prepared for classification at two levels, parents and genres: the songs and genres that take part, their
/// labels and features, and which rows must stay on one side of a split.
public struct GenreTask: Sendable, Codable {
  /// The songs that take part. Songs without a name or a release are left out.
  public let songs: Songs
  /// The genres that take part.
  public let hierarchy: GenreHierarchy
  /// The number of genres that a parent needs to take part, after lowering.
  public let minimumGenres: Int
  /// The genre of each row.
  public let labels: ClassLabels
  /// The parent of each genre.
  public let parents: ClassLabels
  /// The nine audio features and the six engineered ones, with the words of every kind beside them.
  public let features: FeatureMatrix
  /// The rows of one first artist or of one song, which ``artistSplit(seed:)`` keeps on one side.
  public let groups: RowGroups
  /// For each row the genres of its song as codes of ``labels``, ascending; a prediction of any of them is correct.
  public let acceptable: [[Int32]]

  /// - Parameters:
  ///   - all: songs of any number of genres.
  ///   - minimumSongs: genres with fewer rows are left out.
  ///   - minimumGenres: parents with fewer genres are left out. It is lowered until at least `minimumParents` remain.
  ///   - minimumParents: the number of parents that have to remain.
  /// - Throws: ``LearningError/oneClass(_:)`` or ``LearningError/noRows`` when fewer than two genres remain;
  ///   errors of reading the table of parents.
  public init(
    _ all: Songs, minimumSongs: Int, minimumGenres: Int, minimumParents: Int = 4
  ) throws {
    let (names, releases) = (all.frame["Name", String.self], all.frame["Release", String.self])
    let genres = all.genreColumn
    let usable = all.keeping(
      (0..<all.count).filter { !names.isNil(at: $0) && !releases.isNil(at: $0) && !genres.isNil(at: $0) }
    ).withAtLeast(songsPerGenre: minimumSongs)
    let whole = try GenreHierarchy(usable.genres.keys)
    var fewest = max(1, minimumGenres)
    while fewest > 1, whole.parents(withAtLeast: fewest).count < minimumParents { fewest -= 1 }
    hierarchy = whole.keepingParents(withAtLeast: fewest)
    self.minimumGenres = fewest
    let songs = try usable.inGenres(hierarchy.placements.map(\.genre))
    self.songs = songs
    guard songs.count > 0 else { throw LearningError.noRows }
    labels = try ClassLabels(songs.genreColumn)
    guard labels.classCount > 1 else { throw LearningError.oneClass(labels.classNames.first ?? "") }
    let hierarchy = hierarchy
    parents = ClassLabels(labels.classNames.map { hierarchy.parent(of: $0) ?? $0 })
    var features = try FeatureMatrix(songs.allFeatures)
    for kind in SongWords.allCases { features = try features.with(songs.words(kind)) }
    self.features = features
    let songCodes = songs.songCodes
    groups = RowGroups(linking: [songs.frame["Artist", String.self].categories.codes, songCodes])
    acceptable = labels.codes(sharedBy: RowGroups(linking: [songCodes]))
  }

  /// Rows at random, stratified by genre: 80% train, 20% test. Artists, and songs under several genres, occur on both
  /// sides.
  public func randomSplit(seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.stratified(labels, seed: seed)
  }

  /// A split by artists: no song and no artist, main or guest, occurs on both sides.
  public func artistSplit(seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.grouped(labels, by: groups, seed: seed).leavingOutRows(sharing: songs.artistCodes)
  }
}
