/// What stood at a path before a statement changed it for the first time, so that a run can put it back before the
/// statement runs a second time.
public struct FileChange: Codable, Sendable, Equatable {
  /// The folder with the copies, in that of the run.
  package static let copiesFolder = "before"

  /// What can stand at a path.
  public enum Content: Codable, Sendable, Equatable {
    case nothing
    case emptyFolder
    /// A symbolic link, with where it leads.
    case link(target: String)
    /// A file, with the path of a copy in the run's folder.
    case file(copy: String)
    /// What cannot be put back: a folder that was moved, a device, a file too large to be copied.
    case other
  }

  /// Absolute.
  public var path: String
  /// What stood there.
  public var before: Content

  /// A path with what stood there.
  public init(path: String, before: Content) {
    self.path = path
    self.before = before
  }
}
