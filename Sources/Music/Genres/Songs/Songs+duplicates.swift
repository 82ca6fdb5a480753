import Frames
import Statistics

extension Songs {
  /// What is in the file more than once.
  public struct Duplicates: Sendable, Equatable, Codable {
    /// Songs, each counted once.
    public var songs: Int
    /// Songs with rows under more than one genre.
    public var songsUnderSeveralGenres: Int
    /// Rows that repeat a song under a further genre.
    public var furtherGenreRows: Int
    /// Rows that repeat an earlier row, genre and all; rows counted from 0.
    public var repeatedRows: [Int]
    /// How many songs stand under 1, 2, 3, ... genres.
    public var songsByGenreCount: [Int: Int]
  }

  /// Counts songs under several genres, and rows that stand there twice. Two rows are of one song when they have the same `Id`, or, where the
  /// file has no ids, the same name, artists, release and audio features.
  public var duplicates: Duplicates {
    let keys = songKeys
    let genres = genreColumn.categoryCodes
    // Rows of one song together, of these the ones of one genre together, and these in their order.
    var rows = keys.indices.map { (song: keys[$0], place: UInt64(UInt32(bitPattern: genres[$0])) << 32 | UInt64($0)) }
    rows.sort { $0.song != $1.song ? $0.song < $1.song : $0.place < $1.place }
    var duplicates = Duplicates(
      songs: 0, songsUnderSeveralGenres: 0, furtherGenreRows: 0, repeatedRows: [], songsByGenreCount: [:])
    var start = 0
    while start < rows.count {
      var end = start
      var count = 0
      while end < rows.count, rows[end].song == rows[start].song {
        if end == start || rows[end].place >> 32 != rows[end - 1].place >> 32 {
          count += 1
        } else {
          duplicates.repeatedRows.append(Int(UInt32(truncatingIfNeeded: rows[end].place)))
        }
        end += 1
      }
      duplicates.songs += 1
      duplicates.songsUnderSeveralGenres += count > 1 ? 1 : 0
      duplicates.furtherGenreRows += count - 1
      duplicates.songsByGenreCount[count, default: 0] += 1
      start = end
    }
    duplicates.repeatedRows.sort()
    return duplicates
  }

  /// A number for each row, the same for rows of one song. Different songs share one with a chance of under 1 in 10⁸ for a million songs.
  var songKeys: [UInt64] {
    if let ids = frame.column("Id", as: String.self), ids.missingCount == 0 {
      return ids.categoryCodes.map { UInt64($0) }
    }
    var keys = [UInt64](repeating: 0, count: count)
    func mix(_ key: UInt64, _ value: UInt64) -> UInt64 {
      SplitMix64.scrambled(key &* 31 &+ value &+ SplitMix64.increment)
    }
    for name in ["Name", "Artists", "Release"] {
      let codes = frame[name, String.self].categoryCodes
      for row in keys.indices { keys[row] = mix(keys[row], UInt64(bitPattern: Int64(codes[row]))) }
    }
    for name in AudioFeature.names {
      let values = frame[name, Double.self].doubles
      for row in keys.indices { keys[row] = mix(keys[row], values[row].bitPattern) }
    }
    return keys
  }
}
