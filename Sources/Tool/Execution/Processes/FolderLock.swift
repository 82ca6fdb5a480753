import Glibc

/// A folder that this process holds. The kernel lets go of it when the process ends, however it ends, so that what the dead leave can be told from what the
/// living use.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// - Parameter waiting: waits until nobody else holds the folder.
  /// - Returns: nil when another holds it, or it is not there.
  init?(_ path: String, waiting: Bool = false) {
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return nil }
    while flock(opened, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      close(opened)
      return nil
    }
    // Whoever swept the folder away had the lock before.
    var (held, there) = (stat(), stat())
    guard fstat(opened, &held) == 0, stat(path, &there) == 0, held.st_ino == there.st_ino else {
      close(opened)
      return nil
    }
    descriptor = opened
  }

  deinit { close(descriptor) }
}
