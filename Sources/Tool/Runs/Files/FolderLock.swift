import Glibc

/// A lock on a folder, held by this process. The kernel releases it when the process ends, however it ends, so that
/// what a killed process left can be told from what a running one uses.
package final class FolderLock: Sendable {
  private let descriptor: Int32

  /// - Parameter patience: waits so many seconds until no other process holds the lock.
  /// - Returns: nil when another process holds it, or no folder is there; a link to one is none. `errno` says which:
  ///   `EWOULDBLOCK`, `ENOENT`, or what keeps the folder from being locked.
  package init?(_ path: String, patience: Double = 0) {
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard opened >= 0 else { return nil }
    let limit = ContinuousClock.now + .seconds(patience)
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK, .now < limit {
        usleep(2_000)
        continue
      }
      let problem = errno
      close(opened)
      errno = problem
      return nil
    }
    // A process that held the lock before may have removed the folder.
    var (held, there) = (stat(), stat())
    guard fstat(opened, &held) == 0, stat(path, &there) == 0, held.st_ino == there.st_ino else {
      close(opened)
      errno = ENOENT
      return nil
    }
    descriptor = opened
  }

  deinit { close(descriptor) }
}
