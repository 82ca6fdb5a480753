/// A run of source text with one colour.
public struct HighlightedToken: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Names, punctuation, blanks.
    case plain
    case keyword, type, string, number, comment, attribute
    case `operator`
    /// `#if`, `#warning` and the like.
    case directive
    /// The name before the colon in a call: `by:`.
    case argumentLabel
  }

  public var kind: Kind
  public var text: String
  /// UTF-8 offset into the source it was cut from.
  public var startOffset: Int

  public init(kind: Kind, text: String, startOffset: Int) {
    self.kind = kind
    self.text = text
    self.startOffset = startOffset
  }
}
