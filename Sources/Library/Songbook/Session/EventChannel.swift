import FoundationEssentials
import Glibc
import Runs

/// The pipe to the runner: one event a line, as JSON.
struct EventChannel: Sendable {
  private let descriptor: Int32

  /// Keeps a private copy of the descriptor, closed in processes that the analysis starts, so that none of them can
  /// hold the pipe open.
  init?(takingOver descriptor: Int32) {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 64)
    guard copy >= 0 else { return nil }
    self.descriptor = copy
  }

  /// Writes the whole line; nothing when the runner has ended.
  func send(_ event: RunEvent) {
    guard var line = try? JSONEncoder.forRuns.encode(event) else { return }
    line.append(0x0A)
    _ = line.withUnsafeBytes { Files.errorNumber(writing: $0, to: descriptor) }
  }
}
