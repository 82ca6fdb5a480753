/// A Swift file that an analysis shares with others: declarations that are compiled with it. The front matter names it
/// in `sources`.
public struct SharedSource: Codable, Sendable, Equatable {
  /// Its path, as diagnostics quote it.
  public var path: String
  /// The text of the file, without a byte order mark.
  public var source: String
  /// What it declares. Offsets point into ``source``. Nothing of it runs where it stands: globals of such a file get
  /// their values when they are first used.
  public var statements: [Statement]

  /// A file made from its parts.
  public init(path: String, source: String, statements: [Statement]) {
    self.path = path
    self.source = source
    self.statements = statements
  }
}

/// Finds the files that an analysis names in `sources`.
public protocol SharedSourceFinder: Sendable {
  /// The files that one entry stands for, each with its path and its bytes, sorted by path: the file itself, or all
  /// `.swift` files of a folder. Empty when there is neither.
  func files(named entry: String) -> [(path: String, bytes: [UInt8])]
}
