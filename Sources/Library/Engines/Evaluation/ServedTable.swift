import Frames

/// A table with the server that has it.
struct ServedTable: Sendable {
  let client: ClickHouseClient
  /// Quoted, with its database.
  let name: String
  /// The columns with the types that their values have in a frame.
  let columnTypes: [(name: String, type: CSVType)]
  /// What a run records about it.
  let read: TableRead

  /// Tells a listener of a query.
  func report(_ query: String, seconds: Double, isExact: Bool) {
    var read = read
    (read.query, read.seconds, read.isExact) = (query, seconds, isExact)
    TableReads.report(read)
  }
}
