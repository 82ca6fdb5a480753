import Digests
import FoundationEssentials
import Glibc
import Notebooks
import Runs
import Synchronization

/// What stands at paths now: hashes of contents, read again only when size, time or inode have changed.
final class FileStates: Sendable {
  private struct Known: Codable {
    var signature: String
    var sha256: String
  }

  private struct State {
    var known: [String: Known] = [:]
    var isChanged = false
  }

  private let path: String
  private let state = Mutex(State())

  /// - Parameter path: the file that holds the table between runs.
  init(path: String) {
    self.path = path
    guard let bytes = try? Files.read(path),
      let known = try? JSONDecoder().decode([String: Known].self, from: Data(bytes))
    else { return }
    state.withLock { $0.known = known }
  }

  /// Writes the table for the next run. Losing it costs time and nothing else.
  func save() {
    let known = state.withLock { state -> [String: Known]? in
      defer { state.isChanged = false }
      return state.isChanged ? state.known : nil
    }
    guard let known, let json = try? JSONEncoder().encode(known) else { return }
    try? Files.replace(path, with: Array(json))
  }

  /// The hash of a file's contents, `folder`, or `absent`; nil when the file changes as it is read.
  /// - Parameter signature: what the file is to be, else nil.
  func contents(of path: String, being signature: String? = nil) -> String? {
    guard let before = Files.information(path) else { return signature == nil ? FileAccess.absent : nil }
    if before.st_mode & S_IFMT == S_IFDIR { return "folder" }
    guard before.st_mode & S_IFMT == S_IFREG else { return nil }
    let now = FileAccess.signature(of: before)
    if let signature, signature != now { return nil }
    if let known = state.withLock({ $0.known[path] }), known.signature == now { return known.sha256 }
    let start = FileStates.secondsNow
    guard let hash = FileDigest.sha256(of: path), let after = Files.information(path),
      FileAccess.signature(of: after) == now
    else { return nil }
    // A file written a moment ago can change once more without its time telling.
    if Int(before.st_mtim.tv_sec) < start - 2 {
      state.withLock { state in
        state.known[path] = Known(signature: now, sha256: hash)
        state.isChanged = true
      }
    }
    return hash
  }

  /// The names in a folder as a hash.
  func listing(of path: String, being signature: String? = nil) -> String? {
    guard let information = Files.information(path) else { return signature == nil ? FileAccess.absent : nil }
    if let signature, FileAccess.signature(of: information) != signature { return nil }
    var fingerprint = Fingerprint("listing")
    for name in Files.names(in: path) { fingerprint.add(name) }
    return fingerprint.text
  }

  func kind(of path: String) -> String {
    guard let information = Files.information(path) else { return FileAccess.absent }
    return information.st_mode & S_IFMT == S_IFDIR ? "folder" : "file"
  }

  /// The state that an access would find now; nil when the file is not the one of the access's signature.
  func state(of access: FileAccess) -> String? {
    switch access.use {
    case .read: contents(of: access.path, being: access.signature)
    case .listed: listing(of: access.path, being: access.signature)
    case .wrote: contents(of: access.path)
    case .looked: kind(of: access.path)
    }
  }

  /// An access as the running analysis reported it, with the state that later runs compare.
  func resolving(_ access: FileAccess) -> FileAccess {
    // Whether something was there is known from the moment of the access only.
    FileAccess(use: access.use, path: access.path, state: access.use == .looked ? access.state : state(of: access))
  }

  private static var secondsNow: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }
}
