import Glibc
import Runs

/// A folder of its own for each run, so that two runs at once never meet.
enum WorkFolder {
  /// - Returns: its absolute path, and the lock that marks it as in use.
  static func make(in parent: String, name: String) throws(RunFailure) -> (path: String, lock: FolderLock) {
    let work = parent + "/work"
    try Files.makeOwnFolder(parent)
    try Files.makeOwnFolder(work)
    sweep(work)
    while true {
      let made = try OwnedFolder.make(in: work, name: name)
      guard let path = Files.resolved(made) else {
        // Another run took it for one that was left behind.
        if errno == ENOENT { continue }
        throw Files.failure("A folder in \(work) could not be made")
      }
      if let lock = FolderLock(path) { return (path, lock) }
    }
  }

  /// Removes what runs have left that were killed, and nothing else.
  private static func sweep(_ work: String) {
    for name in Files.names(in: work) {
      let folder = "\(work)/\(name)"
      guard OwnedFolder.isOwn(folder), let lock = FolderLock(folder) else { continue }
      withExtendedLifetime(lock) { OwnedFolder.remove(folder) }
    }
  }
}
