/// A top-level `let` of the cell tagged `parameters`.
public struct Parameter: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable { case string, integer, double, boolean, strings, integers, doubles }

  public var name: String
  public var kind: Kind
  /// The literal as written.
  public var defaultLiteral: String
  /// From the doc comment.
  public var help: String
  /// The literal's place, UTF-8 offsets into the source: what an override replaces.
  public var literalStart: Int
  public var literalEnd: Int
  public var line: Int

  public init(
    name: String, kind: Kind, defaultLiteral: String, help: String, literalStart: Int, literalEnd: Int, line: Int
  ) {
    self.name = name
    self.kind = kind
    self.defaultLiteral = defaultLiteral
    self.help = help
    self.literalStart = literalStart
    self.literalEnd = literalEnd
    self.line = line
  }
}
