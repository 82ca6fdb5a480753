import Glibc

extension Files {
  /// Removes a file, or a folder with all in it. Links are removed and not followed, also those that take a folder's
  /// place meanwhile, and what is mounted in the folder is left alone; a path where nothing is is no error.
  package static func remove(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    guard let folder = openFolder(path, in: AT_FDCWD) else { return }
    removeContents(of: folder, device: device(of: folder))
    close(folder)
    rmdir(path)
  }

  /// Through descriptors and not by paths: what a name leads to cannot change under way.
  private static func removeContents(of folder: Int32, device: dev_t?) {
    for name in names(ofOpen: folder) where unlinkat(folder, name, 0) != 0 {
      guard let inner = openFolder(name, in: folder) else { continue }
      let isMounted = Files.device(of: inner) != device
      if !isMounted { removeContents(of: inner, device: device) }
      close(inner)
      if !isMounted { unlinkat(folder, name, AT_REMOVEDIR) }
    }
  }

  private static func openFolder(_ name: String, in folder: Int32) -> Int32? {
    let opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    return opened < 0 ? nil : opened
  }

  private static func device(of folder: Int32) -> dev_t? {
    var information = stat()
    return fstat(folder, &information) == 0 ? information.st_dev : nil
  }

  private static func names(ofOpen folder: Int32) -> [String] {
    let copy = fcntl(folder, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return [] }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(stream) }
    return names(in: stream)
  }
}
