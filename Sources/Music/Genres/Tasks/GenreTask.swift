import Frames
public import Learning

/// Songs made ready for telling genres apart at two levels: which songs and genres take part, their labels, their features, and who must not
/// stand on both sides of a test.
public struct GenreTask: Sendable, Codable {
  /// The songs that take part. Songs without a name or a release are left out.
  public let songs: Songs
  /// The genres that take part.
  public let hierarchy: GenreHierarchy
  /// The fewest genres of a parent that takes part.
  public let minimumGenres: Int
  /// The genre of each row.
  public let labels: ClassLabels
  /// The parent of each genre.
  public let parents: ClassLabels
  /// The nine audio features and the six engineered ones, with the words of every kind beside them.
  public let features: FeatureMatrix
  /// Rows of one first artist or of one song, which never stand on both sides of an honest test.
  public let groups: RowGroups
  /// For each row the genres under which its song stands: any of them is right.
  public let acceptable: [[Int32]]

  /// - Parameters:
  ///   - minimumSongs: genres with fewer rows are left out.
  ///   - minimumGenres: parents with fewer genres are left out. It is lowered until at least `minimumParents` remain.
  /// - Throws: ``LearningError/oneClass(_:)`` or ``LearningError/noRows`` when too little is left to tell apart.
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
    var genresOfSong = [[Int32]](repeating: [], count: Int(songCodes.max() ?? -1) + 1)
    for (song, code) in zip(songCodes, labels.codes) where !genresOfSong[Int(song)].contains(code) {
      genresOfSong[Int(song)].append(code)
    }
    acceptable = songCodes.map { genresOfSong[Int($0)] }
  }

  /// The original's split: rows at random, with each genre's share kept. Artists, and songs under several genres, stand on both sides.
  public func randomSplit(seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.stratified(labels, seed: seed)
  }

  /// A split in which no song and no artist, guest or host, stands on both sides.
  public func honestSplit(seed: UInt64 = 42) throws(LearningError) -> Split {
    try Split.grouped(labels, by: groups, seed: seed).leavingOutRows(sharing: songs.artistCodes)
  }
}

extension Songs {
  /// A number for each row, the same for rows of one song.
  var songCodes: [Int32] {
    var codeOfKey: [UInt64: Int32] = [:]
    return songKeys.map { key in
      let code = codeOfKey[key] ?? Int32(codeOfKey.count)
      codeOfKey[key] = code
      return code
    }
  }

  /// Numbers for all artists of each row.
  var artistCodes: [[Int32]] {
    let (codes, texts) = frame["Artists", String.self].categories
    var codeOfArtist: [Substring: Int32] = [:]
    let artists = texts.map { text in
      text.split(separator: ", ").map { artist in
        let code = codeOfArtist[artist] ?? Int32(codeOfArtist.count)
        codeOfArtist[artist] = code
        return code
      }
    }
    return codes.map { $0 < 0 ? [] : artists[Int($0)] }
  }
}
