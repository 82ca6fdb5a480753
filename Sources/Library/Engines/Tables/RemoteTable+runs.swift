import Summaries

extension RemoteTable {
  /// Queries of this process are those of a run from now on, see ``endQueries(of:at:)``.
  package static func beginRun(_ name: String) { RunningQueries.begin(run: name) }

  /// Ends what a run's process has asked of a server and did not wait for: a server goes on with it otherwise.
  package static func endQueries(of run: String, at address: String) {
    guard let address = try? TableAddress(address), let client = try? ClickHouseClient(address) else { return }
    client.cancelAll(of: run)
  }
}
