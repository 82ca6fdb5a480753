import Foundation
@preconcurrency import Glibc

/// A ClickHouse server of Debian's packages on loopback, started once for all tests and ended with their process.
enum EngineServer {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  private static let packages = folder.deletingLastPathComponent().appendingPathComponent(".build/engine").path
  static let isInstalled = FileManager.default.isExecutableFile(atPath: packages + "/root/usr/sbin/clickhouse-server")
  static let advice: String =
    "ClickHouse is not there: Tests/Engine/fetch.sh unpacks Debian's packages into .build/engine (117 MB)"

  /// The port of the first node's HTTP interface, less one.
  private static let base = 21_000 + Int(getpid()) % 800 * 10
  static let port = base + 1
  static let data = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-engine-\(getpid())").path

  /// Where a table of the server is.
  static func address(_ table: String, user: String? = nil, node: Int = 0) throws -> String {
    try started.get()
    return "clickhouse://\(user.map { $0 + "@" } ?? "")127.0.0.1:\(port + node)/default/\(table)"
  }

  struct NotStarted: Error { var output: String }

  /// All three nodes: the others are the shards of a cluster.
  private static let started: Result<Void, any Error> = Result {
    // The servers outlive the script, and Foundation's process waits for all that have its descriptors.
    let arguments = ["sh", folder.path + "/Engine/start.sh", packages, data, String(base), "3", String(getpid())]
    var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    var process = pid_t()
    var status: Int32 = -1
    guard posix_spawn(&process, "/bin/sh", nil, nil, &strings, environ) == 0, waitpid(process, &status, 0) == process,
      status == 0
    else { throw NotStarted(output: data) }
  }
}
