import Glibc
import Runs

/// A folder of its own for each run, so that two runs at once never meet.
enum WorkFolder {
  /// - Returns: its absolute path, and the lock that marks it as in use.
  static func make(in parent: String, name: String) throws(RunFailure) -> (path: String, lock: FolderLock) {
    let work = parent + "/work"
    try Files.makeDirectory(work)
    sweep(work)
    while true {
      var template = Array("\(work)/\(name)-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { throw Files.failure("A folder in \(work) could not be made") }
      guard let resolved = realpath(template, nil) else {
        // Another run took it for one that was left behind.
        if errno == ENOENT { continue }
        throw Files.failure("A folder in \(work) could not be made")
      }
      defer { free(resolved) }
      let path = String(cString: resolved)
      if let lock = FolderLock(path) { return (path, lock) }
    }
  }

  /// Removes what runs have left that were killed.
  private static func sweep(_ work: String) {
    for name in Files.names(in: work) {
      let folder = "\(work)/\(name)"
      if let lock = FolderLock(folder) { withExtendedLifetime(lock) { Files.remove(folder) } }
    }
  }
}
