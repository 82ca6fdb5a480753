public import Frames
public import Learning

/// Songs prepared for classification at two levels, parents and genres: the songs and genres that take part, their
/// labels and features, and which rows must stay on one side of a split.
public struct GenreTask: Sendable, Codable {
  /// Rows of the file that do not take part, and why.
  public struct LeftOut: Sendable, Equatable, Codable {
    /// Rows without a genre, or without a feature.
    public var incompleteRows = 0
    /// Genres of too few songs, and their rows.
    public var smallGenres = 0
    public var rowsOfSmallGenres = 0
    /// Genres of parents that have too few, and their rows.
    public var genresOfSmallParents = 0
    public var rowsOfSmallParents = 0
  }

  /// The songs that take part.
  public let songs: Songs
  /// The genres that take part.
  public let hierarchy: GenreHierarchy
  /// The number of genres that a parent needs to take part, after lowering.
  public let minimumGenres: Int
  /// What does not take part.
  public let leftOut: LeftOut
  /// The genre of each row.
  public let labels: ClassLabels
  /// The parent of each genre.
  public let parents: ClassLabels
  /// The nine audio features and the six engineered ones, with words beside them.
  public let features: FeatureMatrix
  /// The rows of one first artist or of one song, which ``artistSplit(seed:)`` keeps on one side.
  public let groups: RowGroups
  /// A number for the song of each row; a song under several genres has several rows.
  @Bulk public private(set) var songCodes: [Int32]
  /// Numbers of all artists of each row, guests too; spellings of one name share a number.
  public let artists: [[Int32]]
  /// For each row the genres of its song as codes of ``labels``, ascending; a prediction of any of them is correct.
  public let acceptable: [[Int32]]

  /// The genres of large parents.
  /// - Parameters:
  ///   - all: songs of any number of genres.
  ///   - minimumSongs: genres with fewer rows are left out.
  ///   - minimumGenres: parents with fewer genres are left out. It is lowered until at least `minimumParents` remain.
  ///   - minimumParents: the number of parents that have to remain.
  ///   - words: the kinds of words that stand beside the features. A row without a name or a release takes part all the
  ///     same: models of words that are made of it hear nothing there.
  /// - Throws: ``LearningError/oneClass(_:)`` or ``LearningError/noRows`` when fewer than two genres remain;
  ///   errors of reading the table of parents.
  public init(
    _ all: Songs, minimumSongs: Int, minimumGenres: Int, minimumParents: Int = 4,
    words: [SongWords] = SongWords.allCases
  ) throws {
    var leftOut = LeftOut()
    let usable = Self.usable(all, minimumSongs: minimumSongs, &leftOut)
    let whole = try GenreHierarchy(usable.genres.keys)
    var fewest = max(1, minimumGenres)
    while fewest > 1, whole.parents(withAtLeast: fewest).count < minimumParents { fewest -= 1 }
    let hierarchy = whole.keepingParents(withAtLeast: fewest)
    let songs = try usable.inGenres(hierarchy.placements.map(\.genre))
    leftOut.genresOfSmallParents = whole.placements.count - hierarchy.placements.count
    leftOut.rowsOfSmallParents = usable.count - songs.count
    try self.init(songs, hierarchy, minimumGenres: fewest, words: words, leftOut: leftOut)
  }

  /// All genres of enough songs: under some parents, and the rest under one that stands for all others, so that no genre
  /// is left out.
  /// - Parameters:
  ///   - all: songs of any number of genres.
  ///   - minimumSongs: genres with fewer rows are left out; a genre needs two to be trained and tested.
  ///   - parents: the parents that have a model of their own, such as those of ``OriginalResults/parents``.
  ///   - other: the parent of all other genres.
  ///   - words: the kinds of words that stand beside the features.
  /// - Throws: as ``init(_:minimumSongs:minimumGenres:minimumParents:words:)``.
  public init(
    _ all: Songs, minimumSongs: Int, parents: [String], other: String = "other", words: [SongWords] = []
  ) throws {
    var leftOut = LeftOut()
    let usable = Self.usable(all, minimumSongs: minimumSongs, &leftOut)
    let hierarchy = try GenreHierarchy(usable.genres.keys).gathering(allBut: parents, under: other)
    try self.init(usable, hierarchy, minimumGenres: 1, words: words, leftOut: leftOut)
  }

  private static func usable(_ all: Songs, minimumSongs: Int, _ leftOut: inout LeftOut) -> Songs {
    let genres = all.genreColumn
    let numbers = all.allFeatures.columns.compactMap(\.doubles)
    let complete = (0..<all.count).filter { row in
      !genres.isNil(at: row) && numbers.allSatisfy { $0[row].isFinite }
    }
    leftOut.incompleteRows = all.count - complete.count
    let kept = all.keeping(complete)
    let large = kept.withAtLeast(songsPerGenre: minimumSongs)
    leftOut.smallGenres = kept.genres.count - large.genres.count
    leftOut.rowsOfSmallGenres = kept.count - large.count
    return large
  }

  private init(
    _ songs: Songs, _ hierarchy: GenreHierarchy, minimumGenres: Int, words: [SongWords], leftOut: LeftOut
  ) throws {
    self.songs = songs
    self.hierarchy = hierarchy
    self.minimumGenres = minimumGenres
    self.leftOut = leftOut
    guard songs.count > 0 else { throw LearningError.noRows }
    let labels = try ClassLabels(songs.genreColumn)
    guard labels.classCount > 1 else { throw LearningError.oneClass(labels.classNames.first ?? "") }
    self.labels = labels
    parents = ClassLabels(labels.classNames.map { hierarchy.parent(of: $0) ?? $0 })
    var features = try FeatureMatrix(songs.allFeatures)
    for kind in words { features = try features.with(songs.words(kind)) }
    self.features = features
    let (songCodes, artists) = (songs.songCodes, songs.artistCodes)
    self.artists = artists
    groups = RowGroups(linking: [artists.map { $0.first ?? -1 }, songCodes])
    acceptable = labels.codes(sharedBy: RowGroups(linking: [songCodes]))
    self.songCodes = songCodes
  }

  /// Rows at random, stratified by genre: 80% train, 20% test. Artists, and songs under several genres, occur on both
  /// sides.
  public func randomSplit(seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.stratified(labels, seed: seed)
  }

  /// A split by artists: no song and no artist, main or guest, occurs on both sides.
  public func artistSplit(seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.grouped(labels, by: groups, seed: seed).leavingOutRows(sharing: artists)
  }
}
