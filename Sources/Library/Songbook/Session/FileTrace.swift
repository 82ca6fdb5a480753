import CFileTrace
import Glibc
import Runs
import Synchronization

/// Reports the file accesses of each statement to the runner, so that the next run knows what depends on which file.
enum FileTrace {
  private struct State {
    /// Folders whose files are not reported: the run's own, the toolchain's.
    var untraced: [String] = []
    /// Each line reports each path once.
    var reported: Set<Key> = []
  }

  private struct Key: Hashable {
    var line: Int32
    var use: Int32
    var path: String
  }

  private static let state = Mutex(State())

  static func begin(except untraced: [String]) {
    state.withLock { $0.untraced = untraced.map { $0.hasSuffix("/") ? $0 : $0 + "/" } }
    songbook_observe_files { use, path, folder, descriptor in
      guard let path else { return }
      AccessTrace.noteOutside()
      FileTrace.observe(use: use, path: String(cString: path), folder: folder, descriptor: descriptor)
    }
  }

  private static func observe(use: Int32, path: String, folder: Int32, descriptor: Int32) {
    guard let path = absolute(path, folder) else { return }
    if path.contains("/fontconfig/") || path.contains("/fonts/") || path.contains("/.fonts") { return }
    let line = Session.current.line
    let isNew = state.withLock { state in
      guard !state.untraced.contains(where: path.hasPrefix) else { return false }
      return state.reported.insert(Key(line: line, use: use, path: path)).inserted
    }
    guard isNew, let access = access(use: use, path: path, descriptor: descriptor) else { return }
    Session.current.sendAlways { .file(cell: $0, line: Int(line), access: access) }
  }

  private static func access(use: Int32, path: String, descriptor: Int32) -> FileAccess? {
    var information = stat()
    let isThere = descriptor >= 0 ? fstat(descriptor, &information) == 0 : stat(path, &information) == 0
    let kind = information.st_mode & S_IFMT
    guard isThere else {
      return FileAccess(use: use == 3 ? .wrote : .looked, path: path, state: FileAccess.absent)
    }
    let isFolder = kind == S_IFDIR
    switch use {
    case 0 where kind == S_IFREG:
      return FileAccess(use: .read, path: path, signature: FileAccess.signature(of: information))
    case 0, 1: return FileAccess(use: .looked, path: path, state: isFolder ? "folder" : "file")
    case 2: return FileAccess(use: .listed, path: path, signature: FileAccess.signature(of: information))
    default: return isFolder ? nil : FileAccess(use: .wrote, path: path)
    }
  }

  private static func absolute(_ path: String, _ folder: Int32) -> String? {
    if path.hasPrefix("/") { return path }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let base: String
    if folder == AT_FDCWD {
      guard let found = getcwd(nil, 0) else { return nil }
      defer { free(found) }
      base = String(cString: found)
    } else {
      let count = buffer.withUnsafeMutableBytes { bytes in
        readlink("/proc/self/fd/\(folder)", bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
      }
      guard count > 0 else { return nil }
      base = String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    return base + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }
}
