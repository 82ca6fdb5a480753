/// Where a genre stands in a ``GenreHierarchy``, and why.
public struct GenrePlacement: Sendable, Hashable, Codable {
  /// What placed a genre.
  public enum Reason: Sendable, Hashable, Codable, CustomStringConvertible {
    /// This keyword of the table of parents: "*pop".
    case keyword(String)
    /// No keyword fitted, so that the last word of the name is the parent.
    case lastWord

    public var description: String {
      switch self {
      case .keyword(let keyword): "keyword \(keyword)"
      case .lastWord: "last word"
      }
    }
  }

  /// A parent whose keyword stands in the name.
  public struct Match: Sendable, Hashable, Codable {
    public var parent: String
    public var keyword: String
  }

  public var genre: String
  public var parent: String
  public var reason: Reason
  /// Further parents that the name would fit under, had a line of the table above them not won: "indie rock" is rock, and would fit indie.
  public var others: [Match] = []

  /// Whether the name speaks of several parents.
  public var isAmbiguous: Bool { !others.isEmpty }
}
