import Frames
import Statistics

/// Generates songs files that resemble real ones. The ids of the songs say that they are made up.
///
/// Songs, artists and ids are invented; genres are styles at places. Profiles of styles, correlations between features,
/// their distributions, trends over decades, songs under several genres, missing values and the mess of real exports
/// (list literals, quotes, character references, `Valeance`, releases of "0000") are as in 323,651 real rows; the
/// correlation matrix of a sample of 12,000 rows is within 0.05 of theirs. The same numbers give the same bytes on
/// every machine. Memory does not grow with the number of rows.
public struct SampleGenerator: Sendable {
  /// The possible numbers of rows.
  public static let songCounts = 1...10_000_000
  /// The possible numbers of genres.
  public static let genreCounts = 1...6_000

  /// The number of rows.
  public let songs: Int
  /// The number of genres.
  public let genres: Int
  /// Determines all random choices.
  public let seed: UInt64

  /// - Parameters:
  ///   - songs: the number of rows, each a song under one genre. About one row in five is of a song that is under
  ///     another genre too.
  ///   - genres: the number of genres; of 24 to 100 songs each where the numbers allow it.
  ///   - seed: determines all random choices.
  /// - Throws: ``SampleError/songs(_:)`` or ``SampleError/genres(_:songs:)`` when a number is out of range.
  public init(songs: Int, genres: Int, seed: UInt64) throws(SampleError) {
    guard Self.songCounts.contains(songs) else { throw .songs(songs) }
    guard Self.genreCounts.contains(genres), genres <= songs else { throw .genres(genres, songs: songs) }
    self.songs = songs
    self.genres = genres
    self.seed = seed
  }

  /// Passes the file's bytes to `sink` piece by piece.
  /// - Throws: what `sink` throws.
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

  /// The whole file in memory.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The genre whose song a row holds: mostly the row's own genre, sometimes its sibling, whose row of the same number
  /// holds that song too.
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
  /// The number of rows is not in ``SampleGenerator/songCounts``.
  case songs(Int)
  /// The number of genres is not in ``SampleGenerator/genreCounts``, or larger than the number of rows.
  case genres(Int, songs: Int)
  /// The file could not be written.
  case file(path: String, reason: String)

  /// The reason, for readers.
  public var description: String {
    switch self {
    case .songs(let songs):
      "A sample has 1 to \(SampleGenerator.songCounts.upperBound) songs, not \(songs)."
    case .genres(let genres, let songs):
      genres > songs
        ? "\(songs) songs cannot have \(genres) genres: at most one genre per song is possible."
        : "A sample has 1 to \(SampleGenerator.genreCounts.upperBound) genres, not \(genres)."
    case .file(let path, let reason): "\(path) could not be written: \(reason)"
    }
  }
}
