import Frames
import Statistics

extension Songs {
  /// The songs under any of these genres.
  /// - Throws: ``SongsError/unknownGenre(_:nearest:)`` when one of them has no songs.
  public func inGenres(_ names: some Sequence<String>) throws(SongsError) -> Songs {
    let known = genres
    var wanted: Set<String> = []
    for name in names {
      let name = GenreName.cleaned(name)
      guard known[name] != nil else {
        throw .unknownGenre(name, nearest: NearestName.of(name, among: known.keys.sorted()))
      }
      wanted.insert(name)
    }
    return filtered { wanted.contains($0) }
  }

  /// The songs under genres with at least `minimum` rows.
  public func withAtLeast(songsPerGenre minimum: Int) -> Songs {
    let counts = genres
    return filtered { counts[$0, default: 0] >= minimum }
  }

  /// At most so many rows of each genre, at random, in the order of all.
  /// - Parameter seed: the same seed keeps the same rows.
  public func withAtMost(songsPerGenre maximum: Int, seed: UInt64 = 42) -> Songs {
    let (codes, texts) = genreColumn.categories
    var rowsOfGenre = [[Int]](repeating: [], count: texts.count)
    var kept: [Int] = []
    for (row, code) in codes.enumerated() where code >= 0 { rowsOfGenre[Int(code)].append(row) }
    for (genre, rows) in rowsOfGenre.enumerated() {
      guard rows.count > maximum else {
        kept += rows
        continue
      }
      var random = SplitMix64(seed: seed, stream: 0x43_6170, index: genre)
      kept += random.shuffled(rows).prefix(maximum)
    }
    return keeping(kept.sorted())
  }

  /// The names of the genres with the most rows, in descending order; of equal ones the first by name.
  public func topGenres(_ count: Int) -> [String] {
    genres.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
  }

  /// The first row of each song.
  public var distinct: Songs {
    let keys = songKeys
    var seen = Set<UInt64>(minimumCapacity: keys.count)
    return keeping(keys.indices.filter { seen.insert(keys[$0]).inserted })
  }

  /// The rows with these indices, in this order.
  public func keeping(_ rows: [Int]) -> Songs { Songs(frame: frame.gathering(rows), of: self) }

  private func filtered(_ isIncluded: (String) -> Bool) -> Songs {
    let (codes, texts) = genreColumn.categories
    let included = texts.map(isIncluded)
    return keeping(codes.indices.filter { codes[$0] >= 0 && included[Int(codes[$0])] })
  }

  private init(frame: DataFrame, of songs: Songs) {
    self.frame = frame
    path = songs.path
    columns = songs.columns
    readingReport = songs.readingReport
    table = nil
  }
}
