import FoundationEssentials
import Glibc
import Notebooks
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
    guard let before = FileStates.information(path) else { return signature == nil ? FileObservation.absent : nil }
    if before.st_mode & S_IFMT == S_IFDIR { return "folder" }
    guard before.st_mode & S_IFMT == S_IFREG else { return nil }
    let now = FileStates.signature(before)
    if let signature, signature != now { return nil }
    if let known = state.withLock({ $0.known[path] }), known.signature == now { return known.sha256 }
    let start = FileStates.secondsNow
    guard let hash = FileDigest.sha256(of: path), let after = FileStates.information(path),
      FileStates.signature(after) == now
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
    guard let information = FileStates.information(path) else { return signature == nil ? FileObservation.absent : nil }
    if let signature, FileStates.signature(information) != signature { return nil }
    var fingerprint = Fingerprint("listing")
    for name in Files.names(in: path) { fingerprint.add(name) }
    return fingerprint.text
  }

  func kind(of path: String) -> String {
    guard let information = FileStates.information(path) else { return FileObservation.absent }
    return information.st_mode & S_IFMT == S_IFDIR ? "folder" : "file"
  }

  /// What would be found now.
  func state(of observation: FileObservation) -> String? {
    switch observation.use {
    case .read, .wrote: contents(of: observation.path)
    case .listed: listing(of: observation.path)
    case .looked: kind(of: observation.path)
    }
  }

  static func information(_ path: String) -> stat? {
    var information = stat()
    return stat(path, &information) == 0 ? information : nil
  }

  /// As the running analysis tells it.
  static func signature(_ information: stat) -> String {
    let (written, changed) = (information.st_mtim, information.st_ctim)
    return
      "\(information.st_ino):\(information.st_size):\(written.tv_sec).\(written.tv_nsec):\(changed.tv_sec).\(changed.tv_nsec)"
  }

  private static var secondsNow: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }
}

extension Files {
  /// Puts bytes in the place of a file in one step.
  static func replace(_ path: String, with bytes: [UInt8]) throws(RunnerFailure) {
    let beside = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max))"
    do throws(RunnerFailure) {
      try write(bytes, to: beside)
    } catch {
      unlink(beside)
      throw error
    }
    guard rename(beside, path) == 0 else {
      unlink(beside)
      throw failure("\(path) could not be written")
    }
  }
}
