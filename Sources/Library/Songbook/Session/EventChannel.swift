import FoundationEssentials
import Glibc
import Runs

/// The pipe to the runner: one event a line, as JSON.
struct EventChannel: Sendable {
  private let descriptor: Int32

  /// Keeps a private copy of the descriptor, closed in processes that the analysis starts, so that none of them can hold the pipe open.
  init?(takingOver descriptor: Int32) {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 64)
    guard copy >= 0 else { return nil }
    self.descriptor = copy
  }

  /// The whole line or, when the runner is gone, nothing.
  func send(_ event: RunEvent) {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    guard var line = try? encoder.encode(event) else { return }
    line.append(0x0A)
    line.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
        if count < 0 && errno != EINTR { return }
        sent += max(count, 0)
      }
    }
  }
}

extension RunSettings {
  init?(contentsOf path: String) {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    guard let settings = try? JSONDecoder().decode(RunSettings.self, from: data) else { return nil }
    self = settings
  }
}
