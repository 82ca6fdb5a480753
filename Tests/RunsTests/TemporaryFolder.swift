import Foundation

/// A folder for a test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    path = made.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
