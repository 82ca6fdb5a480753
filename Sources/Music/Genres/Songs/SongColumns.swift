import Frames
import Statistics

/// Which column of a file is which column of a songs file.
///
/// Columns are found by their names, whatever the letter case, by the names that common files give them
/// (`track_name`, `artists`, `album_release_date`, `track_genre`), or as the user says: `Name=song,Genre=style`.
public struct SongColumns: Sendable, Hashable, Codable {
  /// For each column of a songs file that the file calls otherwise, what the file calls it.
  public internal(set) var renamed: [String: String] = [:]
  /// Columns of a songs file that the file may lack and does lack: they are missing in every row.
  public internal(set) var absent: [String] = []

  /// Columns that every songs file needs.
  static let needed = ["Name", "Artists", "Genre"] + AudioFeature.names
  /// Columns that are missing in every row when the file has none.
  static let optional = ["Release"]
  static let all = needed + optional

  /// What common files call the columns, in lower case with blanks and hyphens as underscores; the best first.
  static let otherNames: [String: [String]] = [
    "Name": ["track_name", "song_name", "trackname", "song", "track", "title", "song_title"],
    "Artists": [
      "artist_names", "artist_name", "artist(s)_name", "track_artist", "track_artists", "artist", "artists_names",
    ],
    "Release": [
      "release_date", "album_release", "album_release_date", "track_album_release_date", "track_release_date",
      "released", "release_year", "year",
    ],
    "Genre": [
      "track_genre", "genres", "music_genre", "genre_name", "playlist_subgenre", "playlist_genre", "top_genre",
      "artist_genre", "artist_genres",
    ],
    "Id": ["track_id", "song_id", "spotify_id", "spotify_track_id", "uri", "track_uri"],
    "Valence": ["valeance"], "Tempo": ["bpm", "tempo_bpm"],
  ]

  /// Finds the columns among those of a file.
  /// - Parameters:
  ///   - found: the names of the file's columns.
  ///   - mapping: names of a songs file with what the file calls them; they go before what would be found.
  /// - Throws: ``SongsError/columns(_:)`` for a name that no songs file or no column of the file has.
  init(in found: [String], mapping: [String: String]) throws(SongsError) {
    for (own, name) in mapping.sorted(by: { $0.key < $1.key }) {
      guard Self.all.contains(own) || own == "Id" else {
        let nearest = NearestName.of(own, among: Self.all + ["Id"])
        throw .columns(
          "A songs file has no column \(own)." + (nearest.map { " Did you mean \($0)?" } ?? "")
            + " Its columns are \(Self.all.joined(separator: ", ")) and Id.")
      }
      guard found.contains(name) else {
        let nearest = NearestName.of(name, among: found)
        throw .columns(
          "\(own) is to be read from \(name), and the file has no such column."
            + (nearest.map { " Did you mean \($0)?" } ?? "") + " Its columns are \(found.joined(separator: ", ")).")
      }
      if own != name { renamed[own] = name }
    }
    var taken = Set(renamed.values)
    for own in Self.all + ["Id"] where mapping[own] == nil {
      if found.contains(own), !taken.contains(own) { continue }
      let candidates = [own.lowercased()] + (Self.otherNames[own] ?? [])
      for candidate in candidates {
        guard let name = found.first(where: { Self.plain($0) == candidate && !taken.contains($0) }) else { continue }
        renamed[own] = name
        taken.insert(name)
        break
      }
    }
    absent = Self.optional.filter { renamed[$0] == nil && !found.contains($0) }
  }

  /// Reads a mapping: `Name=track_name, Genre=track_genre`.
  /// - Throws: ``SongsError/columns(_:)`` for text that is none.
  static func mapping(_ text: String) throws(SongsError) -> [String: String] {
    var mapping: [String: String] = [:]
    for part in text.split(separator: ",") where !GenreName.trimmed(part).isEmpty {
      let sides = part.split(separator: "=", maxSplits: 1).map(GenreName.trimmed)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw .columns(
          "\"\(GenreName.trimmed(part))\" is no mapping of a column. Write Name=track_name,Genre=track_genre.")
      }
      let own = (all + ["Id"]).first { $0.lowercased() == sides[0].lowercased() } ?? sides[0]
      guard mapping.updateValue(sides[1], forKey: own) == nil else {
        throw .columns("The column \(own) is mapped twice.")
      }
    }
    return mapping
  }

  /// Columns of the file that missing ones may be: by a similar name, or by the same words in it.
  static func nearest(of missing: [String], among found: [String]) -> [String: String] {
    var nearest: [String: String] = [:]
    for own in missing {
      let words = [own.lowercased()] + (otherNames[own] ?? [])
      nearest[own] =
        NearestName.of(own, among: found)
        ?? found.first { name in words.contains { plain(name).split(separator: "_").contains(Substring($0)) } }
    }
    return nearest
  }

  /// In lower case, with blanks and hyphens as underscores.
  private static func plain(_ name: String) -> String {
    String(GenreName.cleaned(name).lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  /// A sentence for reports; nil when the file has all columns under their own names.
  public var remark: String? {
    let order = Self.all + ["Id"]
    let others = order.compactMap { own in
      renamed[own].flatMap { $0.lowercased() == own.lowercased() || $0 == "Valeance" ? nil : "\(own) from \($0)" }
    }
    let parts =
      (others.isEmpty ? [] : ["Columns are read under other names: \(others.joined(separator: ", "))."])
      + (absent.isEmpty
        ? [] : ["The file has no column \(absent.joined(separator: ", ")); it is missing in every row."])
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
