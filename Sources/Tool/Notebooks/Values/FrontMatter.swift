/// The YAML block at the top of the file.
public struct FrontMatter: Codable, Sendable, Equatable {
  public var title: String?
  public var subtitle: String?
  public var author: String?
  /// The document's language, for the HTML `lang` attribute.
  public var language: String = "en"
  /// Compile with `-O`, for analyses with hot loops of their own.
  public var optimize: Bool = false
  /// Fold code unless a cell says otherwise.
  public var codeFold: Bool = true
  /// Show code unless a cell says otherwise.
  public var echo: Bool = true
  public init() {}
}
