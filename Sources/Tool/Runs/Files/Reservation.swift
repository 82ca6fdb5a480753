import Glibc

/// A name in a folder that one process at a time has. The kernel gives it back when the process ends, however it ends.
package final class Reservation: Sendable {
  private let parent: String
  private let path: String
  private let lock: FolderLock

  /// Takes the name.
  /// - Parameter folder: one that is there. While names in it are taken it holds a folder `.taken`.
  /// - Returns: nil where another process has it.
  package init?(_ name: String, in folder: String) throws(RunFailure) {
    parent = "\(folder)/.taken"
    path = "\(parent)/\(name)"
    while true {
      for made in [parent, path] where mkdir(made, 0o777) != 0 {
        // The process that had the name before removes the folders.
        guard errno == EEXIST || (errno == ENOENT && made == path) else {
          throw Files.failure("\(made) could not be made")
        }
      }
      if let lock = FolderLock(path) {
        self.lock = lock
        return
      }
      switch errno {
      case EWOULDBLOCK: return nil
      case ENOENT: continue
      default: throw Files.failure("\(path) could not be locked")
      }
    }
  }

  deinit {
    // The lock is held until the folder is gone.
    rmdir(path)
    rmdir(parent)
  }
}
