public import Frames

/// Songs with their genres and audio features, read from a songs file and cleaned.
///
/// A row is a song under one genre; a song under several genres has several rows.
///
///     let songs = try Songs(contentsOf: "data/songs.zip")
///     songs.count                      // 323651
///     songs.frame["Valence"]           // whatever the file calls it
///     songs.withAtLeast(songsPerGenre: 50).genres.count
public struct Songs: Sendable, Equatable, Codable {
  /// One row per song and genre: `Name`, `Artists` (all, joined by commas), `Artist` (the first), `Genre`, `Release`
  /// (as in the file), `Year` (missing where the release is no date), `Decade` ("1990s"), the nine audio features, the
  /// six engineered ones, then what else the file holds.
  public let frame: DataFrame

  /// The file that the songs were read from; nil when they were read from memory.
  public let path: String?

  /// What the file calls its columns.
  public let columns: SongColumns

  /// The dialect of the file and the problems that its reader found.
  public let readingReport: CSVReadingReport?

  /// The table as it was read; nil after rows were left out.
  let table: DataFrame?

  /// The number of rows. A song under two genres counts twice; see ``distinct``.
  public var count: Int { frame.rowCount }

  /// The nine audio features, all columns of `Double`.
  public var audioFeatures: DataFrame { frame.selecting(columnNames: AudioFeature.names) }

  /// The nine audio features and the six engineered ones.
  public var allFeatures: DataFrame { frame.selecting(columnNames: AudioFeature.names + EngineeredFeature.names) }

  /// The number of rows under each genre.
  public var genres: [String: Int] {
    let (codes, texts) = genreColumn.categories
    var counts = [Int](repeating: 0, count: texts.count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    var genres: [String: Int] = [:]
    for (text, count) in zip(texts, counts) where count > 0 { genres[text] = count }
    return genres
  }

  /// Whether all songs were made by ``SampleGenerator``. Reports of such songs have to say so.
  public var isMadeUp: Bool {
    guard let ids = frame.column("Id", as: String.self), let first = ids.first else { return false }
    guard first?.hasPrefix(Self.madeUpIDPrefix) == true else { return false }
    return ids.distinctValues.allSatisfy { $0.hasPrefix(Self.madeUpIDPrefix) } && ids.missingCount == 0
  }

  /// How the ids of made-up songs begin.
  static let madeUpIDPrefix = "made-up-"

  var genreColumn: Column<String> { frame["Genre", String.self] }

  /// Equal when the rows are equal and come from the same path.
  public static func == (left: Songs, right: Songs) -> Bool { left.frame == right.frame && left.path == right.path }
}

extension DataFrame {
  /// The column of this name; nil when there is none, or one of another type.
  func column<T: ColumnElement>(_ name: String, as type: T.Type) -> Column<T>? {
    containsColumn(name) ? self[name].assumingType(type) : nil
  }
}
