import CFileTrace
import Glibc
import Runs
import Synchronization

/// Reports to the runner what each statement asks of the world outside the process, so that the next run knows what
/// depends on which file and which variable.
enum FileTrace {
  private struct State {
    /// Folders whose files are not reported: the run's own.
    var untraced: [String] = []
    /// Each line reports each path once.
    var reported: Set<Key> = []
    /// Of each file that was opened to read, what it was then.
    var opened: [String: String] = [:]
    /// Each line reports each path that it changes once.
    var changed: Set<ChangedPath> = []
  }

  private struct Key: Hashable {
    var line: Int32
    var use: FileAccess.Use
    var path: String
  }

  private struct ChangedPath: Hashable {
    var line: Int32
    var path: String
  }

  private static let state = Mutex(State())
  private static let earlierFiles = Mutex(EarlierFiles(directory: ""))

  /// - Parameters:
  ///   - directory: the run's folder.
  ///   - line: points to the number of the line that runs.
  static func begin(except untraced: [String], copiesIn directory: String, line: UnsafePointer<Int32>) {
    state.withLock { $0.untraced = untraced.map { $0.hasSuffix("/") ? $0 : $0 + "/" } }
    earlierFiles.withLock { $0 = EarlierFiles(directory: directory) }
    songbook_observe(
      { use, name, folder, descriptor in
        guard let name else { return }
        if use == songbook_file_changing.rawValue {
          FileTrace.observeChange(String(cString: name), folder: folder, kind: UInt32(descriptor))
          return
        }
        guard let use = FileTrace.use(use) else { return }
        AccessTrace.noteOutside()
        FileTrace.observe(use, String(cString: name), folder: folder, descriptor: descriptor)
      }, line)
  }

  /// Reports what the statement that is done has left open.
  static func endStatement() { songbook_check_open_files() }

  private static func use(_ number: Int32) -> FileAccess.Use? {
    let uses: [FileAccess.Use] = [
      .read, .looked, .listed, .wrote, .examined, .resolved, .variable, .environment, .process, .drew, .seeded,
      .unseen,
    ]
    return uses.indices.contains(Int(number)) ? uses[Int(number)] : nil
  }

  private static func observe(_ use: FileAccess.Use, _ name: String, folder: Int32, descriptor: Int32) {
    let isOfFile = FileAccess(use: use, path: name).isOfFile
    if isOfFile, name.isEmpty { return }
    if use == .variable, RunSettings.ownVariables.contains(name) { return }
    guard let path = isOfFile ? outside(absolute(name, folder)) : name else { return }
    if use == .read, let signature = signature(of: descriptor) { state.withLock { $0.opened[path] = signature } }
    let line = Session.current.line
    let isNew = state.withLock { state in
      guard !isOfFile || !state.untraced.contains(where: (path + "/").hasPrefix) else { return false }
      // What a statement has written itself says nothing of what was there before.
      if isOfFile, use != .wrote, state.reported.contains(Key(line: line, use: .wrote, path: path)) { return false }
      return state.reported.insert(Key(line: line, use: use, path: path)).inserted
    }
    guard isNew else { return }
    let access = isOfFile ? access(use, path, descriptor) : FileAccess(use: use, path: path)
    Session.current.sendAlways { .file(cell: $0, line: Int(line), access: access) }
  }

  /// Reports what stands at a path that a call is going to change.
  private static func observeChange(_ name: String, folder: Int32, kind: UInt32) {
    guard !name.isEmpty, let path = outside(absolute(name, folder)) else { return }
    let line = Session.current.line
    let isNew = state.withLock { state in
      !state.untraced.contains(where: (path + "/").hasPrefix)
        && state.changed.insert(ChangedPath(line: line, path: path)).inserted
    }
    guard isNew else { return }
    guard let change = earlierFiles.withLock({ $0.change(of: path, kind: songbook_change(kind)) }) else { return }
    Session.current.sendAlways { .changing(cell: $0, line: Int(line), change: change) }
  }

  private static func signature(of descriptor: Int32) -> String? {
    var information = stat()
    return descriptor >= 0 && fstat(descriptor, &information) == 0 ? FileAccess.signature(of: information) : nil
  }

  /// A file that has just been read to its end: with its signature, unless it has changed since it was opened.
  static func read(_ path: String) -> FileAccess? {
    guard let path = absolute(path, AT_FDCWD) else { return nil }
    let opened = state.withLock { $0.opened[path] }
    let now = Files.information(path).map(FileAccess.signature)
    return FileAccess(use: .read, path: path, signature: opened == now ? now : nil)
  }

  private static func access(_ use: FileAccess.Use, _ path: String, _ descriptor: Int32) -> FileAccess {
    switch use {
    case .read:
      var information = stat()
      let isThere = descriptor >= 0 ? fstat(descriptor, &information) == 0 : stat(path, &information) == 0
      switch isThere ? information.st_mode & S_IFMT : S_IFDIR {
      case S_IFREG: return FileAccess(use: .read, path: path, signature: FileAccess.signature(of: information))
      // What comes through a pipe cannot be looked at again.
      case S_IFIFO, S_IFSOCK: return FileAccess(use: .read, path: path)
      default: return FileAccess(use: .looked, path: path, state: FileAccess.description(of: path))
      }
    case .listed: return FileAccess(use: use, path: path, state: FileAccess.listing(of: path))
    case .examined: return FileAccess(use: use, path: path, state: FileAccess.description(of: path, wholly: true))
    case .resolved: return FileAccess(use: use, path: path, state: Files.resolved(path) ?? FileAccess.absent)
    case .looked: return FileAccess(use: use, path: path, state: FileAccess.description(of: path))
    default:
      let isGone = !Files.exists(path)
      return FileAccess(use: use, path: path, state: isGone ? FileAccess.absent : nil)
    }
  }

  /// `/proc/self/status` and the like are another thing for every process. What such a path leads to outside, as
  /// `/proc/self/cwd/data.csv` does, counts under its own.
  private static func outside(_ path: String?) -> String? {
    guard let path else { return nil }
    let describesThisProcess = ["/proc/self", "/proc/thread-self", "/proc/\(getpid())", "/dev/fd"].contains { folder in
      path.hasPrefix(folder) && (path.utf8.count == folder.utf8.count || path.hasPrefix(folder + "/"))
    }
    guard describesThisProcess else { return path }
    guard let led = Files.resolved(path), !["/proc/", "/dev/"].contains(where: led.hasPrefix) else { return nil }
    return led
  }

  private static func absolute(_ path: String, _ folder: Int32) -> String? {
    if path.hasPrefix("/") { return path }
    let base: String
    if folder == AT_FDCWD {
      base = Files.workingFolder
    } else {
      guard let target = Files.target(ofLink: "/proc/self/fd/\(folder)") else { return nil }
      base = target
    }
    // What is no path, such as a pipe's `pipe:[123]`.
    guard base.hasPrefix("/") else { return nil }
    if path == "." { return base }
    return base + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }
}
