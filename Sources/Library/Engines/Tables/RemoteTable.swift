public import Frames
public import Summaries

/// A table of a ClickHouse server, which computes summaries where the rows are.
///
///     let songs = try RemoteTable(at: "clickhouse://reader@host:8443/default/songs")
///     Chart.histograms(songs)
///
/// The password comes from the environment variable `CLICKHOUSE_PASSWORD`, or from the file that
/// `CLICKHOUSE_PASSWORD_FILE` names. TLS is spoken with every host but this one; `?secure=false` at the address's end
/// leaves it out.
public struct RemoteTable: SummarySource {
  /// The columns with the types that their values have in a frame.
  public var columnTypes: [(name: String, type: CSVType)] { table.columnTypes }
  /// Host, database and table, as reports show them.
  public var address: String { table.read.address }
  /// The server's version.
  public var version: String { table.read.version }
  /// How many rows the table had when it was opened.
  public var rowCount: Int { table.read.rows }
  /// What changes when the table's contents do: of the parts that the server keeps them in, where it tells them; else of
  /// the contents themselves.
  public var fingerprint: String { table.read.fingerprint }

  private let table: ServedTable

  /// Opens a table: asks for its columns, and for what tells whether its contents have changed.
  /// - Throws: ``DataSourceError`` when there is no server, it refuses the user, or it has no such table.
  public init(at source: String) throws(DataSourceError) {
    let address = try TableAddress(source)
    guard let table = address.table else {
      throw DataSourceError(
        kind: .address, place: address.host, message: "The address names no table.",
        hint: "It ends in a database and a table: \(address.shown)/songs.")
    }
    let client = try ClickHouseClient(address)
    let name = ClickHouseText.name(address.database) + "." + ClickHouseText.name(table)
    let started = ContinuousClock.now
    let version = AnswerRows(try client.rows("SELECT version() AS version")).text("version")
    guard let version else { throw NativeReader.damaged("It has no version.") }
    let described = AnswerRows(
      try client.rows(
        "SELECT name, type FROM system.columns WHERE database = \(ClickHouseText.text(address.database)) "
          + "AND table = \(ClickHouseText.text(table))"))
    guard described.count > 0 else {
      let others = AnswerRows(
        try client.rows(
          "SELECT name FROM system.tables WHERE database = \(ClickHouseText.text(address.database)) LIMIT 1000"))
      let names = (0..<others.count).compactMap { others.text("name", $0) }
      throw .noTable(table, at: address.shown, among: names)
    }
    var types: [(String, CSVType)] = []
    for row in 0..<described.count {
      guard let name = described.text("name", row), let type = described.text("type", row) else {
        throw NativeReader.damaged("It has no columns of a table.")
      }
      // A column of a type that is not read is none of the table's; asking for it says so.
      guard let read = try? NativeType(type, of: name) else { continue }
      types.append((name, read.columnType))
    }
    let (rows, fingerprint) = try Self.state(address, table, types.map(\.0), client)
    let read = TableRead(
      address: address.shown, source: source, version: version, rows: rows, fingerprint: fingerprint, query: nil,
      seconds: started.duration(to: .now) / .seconds(1), isExact: true)
    self.table = ServedTable(client: client, name: name, columnTypes: types, read: read)
    TableReads.report(read)
  }

  private static func state(
    _ address: TableAddress, _ table: String, _ columns: [String], _ client: ClickHouseClient
  ) throws(DataSourceError) -> (rows: Int, fingerprint: String) {
    let place =
      "database = \(ClickHouseText.text(address.database)) AND "
    let engine = AnswerRows(
      try client.rows(
        "SELECT engine FROM system.tables WHERE \(place)name = \(ClickHouseText.text(table))"))
    let word = engine.text("engine") ?? ""
    if word.hasSuffix("MergeTree") {
      let parts = AnswerRows(
        try client.rows(
          "SELECT toInt64(sum(rows)) AS n, toString(sum(cityHash64(name, rows, toUInt64(modification_time)))) AS state "
            + "FROM system.parts WHERE active AND \(place)table = \(ClickHouseText.text(table))"))
      return (parts.integer("n"), "parts:" + (parts.text("state") ?? ""))
    }
    let values = columns.map { "ifNull(toString(\(ClickHouseText.name($0))), '\\\\N')" }
    let contents = AnswerRows(
      try client.rows(
        "SELECT toInt64(count()) AS n, toString(sum(cityHash64(\(values.joined(separator: ", "))))) AS state FROM "
          + ClickHouseText.name(address.database) + "." + ClickHouseText.name(table)))
    return (contents.integer("n"), "contents:" + (contents.text("state") ?? ""))
  }

  /// Computes the summaries on the server.
  public func evaluate(_ summaries: [Summary]) throws(DataSourceError) -> [SummaryResult] {
    var evaluation = TableEvaluation(table)
    return try evaluation.results(summaries)
  }

  /// Rows of the table, in memory.
  /// - Parameters:
  ///   - columns: all that can be read when nil.
  ///   - filter: which rows; nil for all.
  ///   - limit: no more rows than this, in no order of their own; nil for all.
  public func frame(
    columns: [String]? = nil, where filter: RowFilter? = nil, limit: Int? = nil
  ) throws(DataSourceError) -> DataFrame {
    let names = columns ?? columnTypes.map(\.name)
    try Summary(.columns(names), where: filter).check(against: columnTypes)
    return try TableEvaluation(table).rows(of: names, where: filter, limit: limit)
  }
}

extension DataSourceError {
  fileprivate static func noTable(_ name: String, at place: String, among names: [String]) -> DataSourceError {
    let known = DataSourceError.noColumn(name, among: names)
    return DataSourceError(
      kind: .server(code: 60), place: place, message: "There is no table \"\(name)\" that this user may read.",
      hint: names.isEmpty
        ? "The database has no tables, or is not there."
        : known.hint?.replacing("The columns are: ", with: "The tables are: "))
  }
}
