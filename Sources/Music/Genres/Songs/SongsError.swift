public import Frames

/// Why songs could not be had.
public enum SongsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file could not be read as a table at all.
  case unreadable(CSVReadingError)
  /// The table is not one of songs: these columns are missing. With each, a column of the file that may be meant.
  case notSongs(path: String, missing: [String], nearest: [String: String], found: [String])
  /// The header is there, the songs are not.
  case noSongs(path: String)
  /// No song stands under this genre.
  case unknownGenre(String, nearest: String?)

  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .notSongs(let path, let missing, let nearest, let found):
      "\(path) is not a songs file: it has no column "
        + missing.map { name in nearest[name].map { "\(name) (did you mean to call \($0) that?)" } ?? name }
        .joined(separator: ", ")
        + ". Its columns are \(found.joined(separator: ", ")). A songs file has Name, Artists, Release, Genre and "
        + AudioFeature.names.joined(separator: ", ") + ", in any order."
    case .noSongs(let path): "\(path) has the columns of a songs file, but no songs."
    case .unknownGenre(let genre, let nearest):
      "No song stands under the genre \"\(genre)\"." + (nearest.map { " Did you mean \"\($0)\"?" } ?? "")
    }
  }
}
