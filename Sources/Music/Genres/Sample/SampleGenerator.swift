import Frames
import Statistics

/// Makes up a songs file that resembles the real ones and says of itself that it is made up.
///
/// Its songs, artists and ids are invented; genres are styles at places. Profiles of styles, correlations between features, their
/// distributions, trends over decades, songs under several genres, missing values and the mess of real exports (list literals, quotes, character
/// references, `Valeance`, releases of "0000") are as in 323,651 real rows; the correlation matrix of a sample of 12,000 rows is
/// within 0.05 of theirs. The same numbers give the same bytes on every machine. Memory does not grow with the number of rows.
public struct SampleGenerator: Sendable {
  /// How the ids of made-up songs begin, so that ``Songs/isMadeUp`` knows them.
  static let idPrefix = "made-up-"

  /// What can be asked for.
  public static let songCounts = 1...10_000_000
  public static let genreCounts = 1...6_000

  /// Rows of the file.
  public let songs: Int
  public let genres: Int
  public let seed: UInt64

  /// - Parameters:
  ///   - songs: rows to write: a song under one genre each. About one row in five is of a song that stands under another genre, too.
  ///   - genres: among them as many; of 24 to 100 songs each where the numbers allow it.
  ///   - seed: another seed gives other songs.
  public init(songs: Int, genres: Int, seed: UInt64) throws(SampleError) {
    guard Self.songCounts.contains(songs) else { throw .songs(songs) }
    guard Self.genreCounts.contains(genres), genres <= songs else { throw .genres(genres, songs: songs) }
    self.songs = songs
    self.genres = genres
    self.seed = seed
  }

  /// Hands the file's bytes to `sink`, piece by piece.
  public func write<Failure: Error>(_ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
    let genres = SampleGenres(songs: songs, genres: genres, seed: seed).genres
    let piece = 1 << 18
    var bytes: [UInt8] = []
    bytes.reserveCapacity(piece + 4096)
    bytes.append(contentsOf: SampleRow.header.utf8)
    func flush() throws(Failure) {
      var failure: Failure?
      bytes.withUnsafeBytes { buffer in
        do throws(Failure) { try sink(buffer) } catch { failure = error }
      }
      if let failure { throw failure }
      bytes.removeAll(keepingCapacity: true)
    }
    for index in genres.indices {
      let genre = genres[index]
      for row in 0..<genre.count {
        let home = self.home(ofRow: row, under: index, of: genres)
        SampleRow.append(SampleSong(genre: home, number: row, seed: seed), genre: genre.name, to: &bytes)
        if bytes.count >= piece { try flush() }
      }
    }
    try flush()
  }

  /// The file's bytes in memory.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The genre whose song stands in a row: mostly the row's own, now and then its sibling, where the song of the same number then stands as well.
  private func home(ofRow row: Int, under index: Int, of genres: [SampleGenre]) -> SampleGenre {
    guard let sibling = genres[index].sibling, row < genres[sibling].count else { return genres[index] }
    func borrows(_ genre: Int) -> Bool {
      var random = SplitMix64(seed: seed, stream: 6, index: genres[genre].firstSong + row)
      return random.chance(0.5)
    }
    return borrows(index) && !borrows(sibling) ? genres[sibling] : genres[index]
  }
}

/// Why a sample could not be made.
public enum SampleError: Error, Sendable, Equatable, CustomStringConvertible {
  case songs(Int)
  case genres(Int, songs: Int)
  case file(path: String, reason: String)

  public var description: String {
    switch self {
    case .songs(let songs):
      "A sample has 1 to \(SampleGenerator.songCounts.upperBound) songs, not \(songs)."
    case .genres(let genres, let songs):
      genres > songs
        ? "\(songs) songs cannot stand under \(genres) genres: ask for at most one genre per song."
        : "A sample has 1 to \(SampleGenerator.genreCounts.upperBound) genres, not \(genres)."
    case .file(let path, let reason): "\(path) could not be written: \(reason)"
    }
  }
}
