package import Glibc

/// An access to the file system that running code made, observed as it happened; with ``state``, what a later run
/// compares.
public struct FileAccess: Codable, Sendable, Hashable {
  /// What a path was used for.
  public enum Use: String, Codable, Sendable, CaseIterable {
    /// Opened to read.
    case read
    /// Asked for, and perhaps not there.
    case looked
    /// A folder whose names were listed.
    case listed
    /// Written, renamed or removed.
    case wrote
  }

  /// What the path was used for.
  public var use: Use
  /// Absolute.
  public var path: String
  /// What was there: a hash of the contents or of the names in a folder; `file`, `folder` or ``absent`` where only that
  /// was asked for. Nil while it is not known, and when the file changed while it was hashed: nothing equals it then.
  public var state: String?
  /// Inode, size and times of what was read or listed, at that moment; nil where that is not known.
  public var signature: String?

  /// An access; the state and signature of what was there are nil unless they are given.
  public init(use: Use, path: String, state: String? = nil, signature: String? = nil) {
    self.use = use
    self.path = path
    self.state = state
    self.signature = signature
  }

  /// The ``state`` of a path where nothing is.
  public static let absent = "absent"

  /// The ``signature`` of a file: another one means that the file may have other contents.
  package static func signature(of information: stat) -> String {
    let (written, changed) = (information.st_mtim, information.st_ctim)
    let times = "\(written.tv_sec).\(written.tv_nsec):\(changed.tv_sec).\(changed.tv_nsec)"
    return "\(information.st_ino):\(information.st_size):\(times)"
  }
}
