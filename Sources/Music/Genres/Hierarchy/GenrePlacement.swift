/// The parent of a genre in a ``GenreHierarchy``, and how it was found.
public struct GenrePlacement: Sendable, Hashable, Codable {
  /// How a parent was found.
  public enum Reason: Sendable, Hashable, Codable, CustomStringConvertible {
    /// By this keyword of the table of parents: "*pop".
    case keyword(String)
    /// No keyword matched; the last word of the name is the parent.
    case lastWord

    /// "keyword *pop", or "last word".
    public var description: String {
      switch self {
      case .keyword(let keyword): "keyword \(keyword)"
      case .lastWord: "last word"
      }
    }
  }

  /// A parent with a keyword that the name contains.
  public struct Match: Sendable, Hashable, Codable {
    /// The parent.
    public var parent: String
    /// The keyword as the table has it.
    public var keyword: String
  }

  /// The genre's name, cleaned.
  public var genre: String
  /// The parent's name.
  public var parent: String
  /// How the parent was found.
  public var reason: Reason
  /// Further parents with matching keywords further down the table: "indie rock" is rock, and matches indie.
  public var others: [Match] = []

  /// Whether the name matches several parents.
  public var isAmbiguous: Bool { !others.isEmpty }
}
