import Digests
import Dispatch
import Engines
import FoundationEssentials
import Glibc
import Notebooks
import Runs
import Synchronization

/// What accesses would find now: hashes of contents, read again only when size, time or inode have changed, and of the
/// analysis's environment.
final class FileStates: Sendable {
  private struct Known: Codable {
    var signature: String
    var sha256: String
  }

  private struct State {
    var known: [String: Known] = [:]
    var isChanged = false
    /// Hashes of files by path and signature, as this run has found them.
    var versions: [String: String] = [:]
    /// Fingerprints of tables by address, asked for once a run.
    var tables: [String: String?] = [:]
  }

  private let path: String
  private let environment: [String: String]
  private let state = Mutex(State())
  private let hashing = DispatchQueue(label: "hashes of files that are being read")

  /// - Parameters:
  ///   - path: the file that holds the table between runs.
  ///   - environment: what the analysis gets.
  init(path: String, environment: [String: String]) {
    self.path = path
    self.environment = environment
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
    if let version = state.withLock({ $0.versions[path + now] }) { return version }
    let start = FileStates.secondsNow
    guard let hash = FileDigest.sha256(of: path), let after = Files.information(path),
      FileAccess.signature(of: after) == now
    else { return nil }
    if signature != nil { state.withLock { $0.versions[path + now] = hash } }
    // A file written a moment ago can change once more without its time telling.
    if Int(before.st_mtim.tv_sec) < start - 2 {
      state.withLock { state in
        state.known[path] = Known(signature: now, sha256: hash)
        state.isChanged = true
      }
    }
    return hash
  }

  /// Hashes a file that the analysis has just opened, while the analysis goes on: it may be another one by the end.
  func prepare(_ access: FileAccess) {
    guard access.use == .read, let signature = access.signature else { return }
    let isSmall = (Files.size(access.path) ?? 0) < 1 << 22
    if isSmall {
      _ = contents(of: access.path, being: signature)
    } else {
      hashing.async { _ = self.contents(of: access.path, being: signature) }
    }
  }

  /// The hash of what was read, also where the file is another one by now; nil when that was not found out in time.
  func hash(ofRead access: FileAccess) -> String? {
    guard let signature = access.signature else { return nil }
    hashing.sync {}
    return state.withLock { $0.versions[access.path + signature] } ?? contents(of: access.path, being: signature)
  }

  /// The state that an access would find now; nil when the file is not the one of the access's signature, and where that
  /// cannot be known.
  func state(of access: FileAccess) -> String? {
    switch access.use {
    case .read: return contents(of: access.path, being: access.signature)
    case .listed: return FileAccess.listing(of: access.path)
    case .wrote: return contents(of: access.path)
    case .looked: return FileAccess.description(of: access.path)
    case .examined:
      let description = FileAccess.description(of: access.path, wholly: true)
      return FileAccess.hasTimes(access.state ?? "") ? description : FileAccess.withoutTimes(description)
    case .resolved: return Files.resolved(access.path) ?? FileAccess.absent
    case .variable: return environment[access.path].map { Fingerprint($0).text } ?? FileAccess.absent
    case .environment: return Fingerprint.environment(environment)
    case .process, .seeded: return "changed"
    case .drew: return access.state
    case .table: return fingerprint(ofTable: access.path)
    case .unseen: return nil
    }
  }

  /// Nil where the server does not answer: what depends on the table runs then, and says why.
  private func fingerprint(ofTable address: String) -> String? {
    if let known = state.withLock({ $0.tables[address] }) { return known }
    let fingerprint = try? RemoteTable(at: address).fingerprint
    state.withLock { $0.tables[address] = .some(fingerprint) }
    return fingerprint
  }

  /// An access as the running analysis reported it, with the state that later runs compare.
  func resolving(_ access: FileAccess) -> FileAccess {
    // What was found is known from the moment of the access, but for hashes of contents and what the analysis was given.
    let isKnown = access.use != .wrote && access.state != nil
    let path = access.isOfFile ? Files.relative(access.path) : access.path
    return FileAccess(use: access.use, path: path, state: isKnown ? access.state : state(of: access))
  }

  private static var secondsNow: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }
}

extension Fingerprint {
  /// Variables that describe a terminal, a session or a process and differ from one start to the next.
  private static let passing: Set<String> = [
    "_", "SHLVL", "PWD", "OLDPWD", "TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TERM_SESSION_ID",
    "COLUMNS", "LINES", "WINDOWID", "VTE_VERSION", "STY", "TMUX", "TMUX_PANE", "GPG_TTY", "DISPLAY", "WAYLAND_DISPLAY",
    "XAUTHORITY", "SSH_TTY", "SSH_CLIENT", "SSH_CONNECTION", "SSH_AUTH_SOCK", "SSH_AGENT_PID", "XDG_SESSION_ID",
    "SESSION_MANAGER", "DBUS_SESSION_BUS_ADDRESS", "INVOCATION_ID", "JOURNAL_STREAM", "MAKELEVEL", "MAKEFLAGS",
    "MFLAGS",
  ]

  /// All variables but those that differ without a reason.
  fileprivate static func environment(_ variables: [String: String]) -> String {
    var fingerprint = Fingerprint("environment")
    for (name, value) in variables.sorted(by: { $0.key < $1.key })
    where !passing.contains(name) && !RunSettings.ownVariables.contains(name) {
      fingerprint.add(name)
      fingerprint.add(value)
    }
    return fingerprint.text
  }
}
