import Glibc
import Synchronization

/// Finds out which of some files have been saved, whichever way: written in place, renamed, or created again.
///
/// Folders are watched and not files, because a file that is replaced is another file under the same name; and the
/// folders above them, because folders are replaced, too.
public final class FileChanges: Sendable {
  /// Readable when there is something to ``take()``.
  public let descriptor: Int32

  private struct State {
    /// The watched folders by inotify's number, each under all names that it is known by.
    var folders: [Int32: Set<String>] = [:]
    /// Paths of folders on the way to watched ones, by inotify's number of the folder that they are in.
    var ways: [Int32: Set<String>] = [:]
    var watched: Set<String> = []
  }

  private let state = Mutex(State())

  private static let events =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE) | UInt32(IN_CREATE)

  /// Watches nothing yet.
  /// - Returns: nil when the system does not allow more watching.
  public init?() {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Watches these files instead of those before.
  /// - Parameters:
  ///   - paths: absolute paths, of files that may not be there yet; one that ends in `/` stands for all that is
  ///     directly in a folder.
  ///   - moment: seconds since 1970.
  /// - Returns: which of those that were not watched before have changed since then.
  @discardableResult
  public func watch(_ paths: Set<String>, since moment: Double = .infinity) -> Set<String> {
    let watched = paths.union(paths.compactMap(FileChanges.target))
    let new = state.withLock { state in
      defer { follow(watched, &state) }
      return watched.subtracting(state.watched)
    }
    // Looked at after they are watched, so that no change falls in between.
    return new.filter { path in
      var information = stat()
      return stat(path, &information) == 0 && FileChanges.seconds(information.st_ctim) >= moment
    }
  }

  /// Watches the folders that stand there now.
  private func follow(_ watched: Set<String>, _ state: inout State) {
    var (folders, ways): ([Int32: Set<String>], [Int32: Set<String>]) = ([:], [:])
    for path in watched {
      var folder = FileChanges.folder(of: path)
      if let number = number(of: folder) { folders[number, default: []].insert(folder) }
      while folder != "/", folder != "." {
        let above = FileChanges.folder(of: folder)
        if let number = number(of: above) { ways[number, default: []].insert(folder) }
        folder = above
      }
    }
    for number in Set(state.folders.keys).union(state.ways.keys) where folders[number] == nil && ways[number] == nil {
      inotify_rm_watch(descriptor, number)
    }
    state = State(folders: folders, ways: ways, watched: watched)
  }

  private func number(of folder: String) -> Int32? {
    let number = inotify_add_watch(descriptor, folder, FileChanges.events | UInt32(IN_ONLYDIR))
    return number < 0 ? nil : number
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What was saved since the last call.
  public func take() -> Set<String> { state.withLock { take(&$0) } }

  private func take(_ state: inout State) -> Set<String> {
    var saved: Set<String> = []
    while true {
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
        count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
      }
      if bytes.isEmpty { return saved }
      var start = 0
      while start + 16 <= bytes.count {
        let (number, mask, length) = bytes.withUnsafeBytes {
          (
            $0.loadUnaligned(fromByteOffset: start, as: Int32.self),
            $0.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self),
            $0.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self)
          )
        }
        let name = String(decoding: bytes[(start + 16)..<(start + 16 + Int(length))].prefix { $0 != 0 }, as: UTF8.self)
        start += 16 + Int(length)
        // More happened than the kernel could tell.
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return state.watched }
        for way in state.ways[number] ?? [] where way.hasSuffix("/\(name)") {
          saved.formUnion(state.watched.filter { $0.hasPrefix(way + "/") })
          follow(state.watched, &state)
        }
        // A file that is made is told when it has been written.
        if mask & UInt32(IN_CREATE) != 0 && !state.watched.contains(where: { $0.hasSuffix("/") }) { continue }
        for folder in state.folders[number] ?? [] {
          if state.watched.contains("\(folder)/\(name)") { saved.insert("\(folder)/\(name)") }
          if state.watched.contains(folder + "/") { saved.insert(folder + "/") }
        }
      }
    }
  }

  /// The kernel stamps files by a clock of its own, which lags behind by up to ten milliseconds.
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return seconds(time)
  }

  private static func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 }

  /// Where a symbolic link leads: a save there is a save under the link's name, too.
  private static func target(_ path: String) -> String? {
    guard path.last != "/", let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
