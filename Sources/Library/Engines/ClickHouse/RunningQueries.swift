@preconcurrency import Glibc
import Synchronization

/// Queries that have no answer yet. Those that are left when the process ends are ended on their servers.
enum RunningQueries {
  private static let queries = Mutex<[String: ClickHouseClient]>([:])
  private static let run = Mutex<String?>(nil)

  /// Queries from now on are those of a run, which others can end by its name.
  static func begin(run name: String) { run.withLock { $0 = name } }

  /// How the names of a run's queries begin. A hash (FNV-1a, 64 bits): the name itself is not for servers.
  static func prefix(of run: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in run.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "songbook-" + String(hash, radix: 16) + "-"
  }

  /// Registers a query under a name of its own.
  static func begin(_ client: ClickHouseClient) -> String {
    _ = endsAtExit
    let number = UInt64.random(in: .min ... .max)
    let prefix = run.withLock { $0 }.map(prefix) ?? "songbook-"
    let id = prefix + String(number, radix: 16)
    queries.withLock { $0[id] = client }
    return id
  }

  static func end(_ id: String, isDone: Bool) {
    let client = queries.withLock { $0.removeValue(forKey: id) }
    if !isDone { client?.cancel(id) }
  }

  private static let endsAtExit: Bool = {
    atexit { RunningQueries.endAll() }
    return true
  }()

  /// Ends all of them on their servers.
  static func endAll() {
    let left = queries.withLock { queries in
      let left = queries
      queries = [:]
      return left
    }
    for (id, client) in left { client.cancel(id) }
  }
}
