public import Learning

/// Why a selection of genres cannot be used for training.
public enum GenreSelectionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A genre with too few songs.
  public struct SmallGenre: Sendable, Equatable {
    /// The genre's name.
    public var name: String
    /// The number of its usable rows.
    public var songs: Int

    /// A genre with its number of usable rows.
    public init(name: String, songs: Int) {
      self.name = name
      self.songs = songs
    }
  }

  /// No genre was chosen.
  case empty
  /// No song has this genre; with the nearest names that exist.
  case unknownGenre(String, nearest: [String])
  /// A classifier needs at least two genres.
  case oneGenre(String)
  /// The selection has fewer than ``GenreSelection/minimumSongs`` usable rows.
  case fewSongs(Int, genres: Int)
  /// These genres have fewer than ``GenreSelection/minimumSongsPerGenre`` usable rows.
  case smallGenres([SmallGenre])
  /// Only the first number of genres has `minimumSongs` songs, fewer than wanted.
  case fewGenres(Int, wanted: Int, minimumSongs: Int)
  /// The features or labels cannot be used.
  case unusable(LearningError)

  /// The reason and what to do, for readers.
  public var description: String {
    switch self {
    case .empty: "No genre is selected. Name at least two, or ask for a number of random ones."
    case .unknownGenre(let name, let nearest):
      "No song stands under the genre \"\(name)\"."
        + (nearest.isEmpty ? "" : " Did you mean \(nearest.map { "\"\($0)\"" }.joined(separator: " or "))?")
    case .oneGenre(let name): "Only \"\(name)\" is selected. Models tell genres apart: select at least two."
    case .fewSongs(let count, let genres):
      "The \(genres) selected genres have \(count) usable songs together, and at least \(GenreSelection.minimumSongs) are needed. Select more genres, or larger ones."
    case .smallGenres(let small):
      (small.count == 1 ? "One selected genre has" : "\(small.count) selected genres have")
        + " fewer than \(GenreSelection.minimumSongsPerGenre) usable songs: "
        + small.prefix(10).map { "\"\($0.name)\" (\($0.songs))" }.joined(separator: ", ")
        + (small.count > 10 ? ", …" : "") + ". Leave them out."
    case .fewGenres(let count, let wanted, let minimum):
      "\(wanted) random genres are asked for, and \(count) have at least \(minimum) usable songs. Ask for fewer genres, or for smaller ones."
    case .unusable(let error): error.description
    }
  }
}
