/// One file of an installation.
public struct InstalledFile: Sendable {
  /// What is in the file.
  public enum Contents: Sendable {
    /// The contents of another file.
    case copy(of: String)
    /// The contents of a program or library without the search path of the machine that built it.
    case binary(of: String)
    /// A text.
    case text(String)
  }

  /// The path under the prefix.
  public var path: String
  /// What is in it.
  public var contents: Contents
  /// Whether it can be started.
  public var isProgram = false

  /// A file with its path under the prefix.
  public init(_ path: String, _ contents: Contents, isProgram: Bool = false) {
    self.path = path
    self.contents = contents
    self.isProgram = isProgram
  }
}
