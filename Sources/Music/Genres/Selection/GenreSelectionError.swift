public import Learning

/// Why no model can be trained on a selection of genres.
public enum GenreSelectionError: Error, Sendable, Equatable, CustomStringConvertible {
  public struct SmallGenre: Sendable, Equatable {
    public var name: String
    public var songs: Int

    public init(name: String, songs: Int) {
      self.name = name
      self.songs = songs
    }
  }

  /// No genre was chosen.
  case empty
  /// With it, the nearest names there are.
  case unknownGenre(String, nearest: [String])
  /// There is nothing to tell apart.
  case oneGenre(String)
  /// The selection has fewer than ``GenreSelection/minimumSongs`` usable rows.
  case fewSongs(Int, genres: Int)
  /// These genres have fewer than ``GenreSelection/minimumSongsPerGenre`` usable rows.
  case smallGenres([SmallGenre])
  /// So many genres cannot be drawn: only the first number has enough songs.
  case fewGenres(Int, wanted: Int, minimumSongs: Int)
  case unusable(LearningError)

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
