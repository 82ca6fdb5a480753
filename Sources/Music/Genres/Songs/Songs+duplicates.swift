import Frames
import Statistics

extension Songs {
  /// How often songs and rows occur more than once.
  public struct Duplicates: Sendable, Equatable, Codable {
    /// The number of different songs.
    public var songs: Int
    /// The number of songs with rows under more than one genre.
    public var songsUnderSeveralGenres: Int
    /// The number of rows that repeat a song under a further genre.
    public var furtherGenreRows: Int
    /// The rows that equal an earlier row in song and genre, ascending, counted from 0.
    public var repeatedRows: [Int]
    /// The number of songs by the number of genres that they are under.
    public var songsByGenreCount: [Int: Int]
  }

  /// Counts songs under several genres and repeated rows. Two rows are of one song when they have the same `Id`, or,
  /// where the file has no ids, the same name, artists, release and audio features.
  public var duplicates: Duplicates {
    let keys = songKeys
    let genres = genreColumn.categoryCodes
    // Sorted by song, then by genre, then by row.
    var rows = keys.indices.map {
      (song: keys[$0], genreAndRow: UInt64(UInt32(bitPattern: genres[$0])) << 32 | UInt64($0))
    }
    rows.sort { $0.song != $1.song ? $0.song < $1.song : $0.genreAndRow < $1.genreAndRow }
    var duplicates = Duplicates(
      songs: 0, songsUnderSeveralGenres: 0, furtherGenreRows: 0, repeatedRows: [], songsByGenreCount: [:])
    var start = 0
    while start < rows.count {
      var end = start
      var count = 0
      while end < rows.count, rows[end].song == rows[start].song {
        if end == start || rows[end].genreAndRow >> 32 != rows[end - 1].genreAndRow >> 32 {
          count += 1
        } else {
          duplicates.repeatedRows.append(Int(UInt32(truncatingIfNeeded: rows[end].genreAndRow)))
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

  /// A key for each row, the same for rows of one song. Among a million songs two share a key with a probability below
  /// 1 in 10⁸.
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

extension Songs {
  /// Numbers from 0 on for the songs of the rows; rows of one song share a number.
  public var songCodes: [Int32] {
    var codeOfKey: [UInt64: Int32] = [:]
    return songKeys.map { key in
      let code = codeOfKey[key] ?? Int32(codeOfKey.count)
      codeOfKey[key] = code
      return code
    }
  }

  /// The numbers of all artists of each row, the main one first; an artist has the same number in every row, however
  /// the name is spelt (``ArtistNames/keys(in:)``).
  var artistCodes: [[Int32]] {
    let (codes, texts) = frame["Artists", String.self].categories
    let keys = Parallel.map(texts.count, work: texts.count * 50) { ArtistNames.keys(in: texts[$0]) }
    var codeOfArtist: [String: Int32] = [:]
    let artists = keys.map { keys in
      keys.map { key in
        let code = codeOfArtist[key] ?? Int32(codeOfArtist.count)
        codeOfArtist[key] = code
        return code
      }
    }
    return codes.map { $0 < 0 ? [] : artists[Int($0)] }
  }

  /// A number for the main artist of each row, -1 where none is named; spellings of one name share a number.
  public var mainArtistCodes: [Int32] { artistCodes.map { $0.first ?? -1 } }
}
