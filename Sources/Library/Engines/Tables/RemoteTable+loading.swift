public import Frames
public import Summaries

extension RemoteTable {
  /// Writes a frame to a new table, whose columns get the types that hold theirs: numbers keep their bits.
  ///
  /// - Parameters:
  ///   - frame: the rows.
  ///   - address: of the table.
  ///   - replaces: whether a table that is there is replaced; else it is an error.
  /// - Throws: ``DataSourceError`` when the table is there already, or the user may not write.
  public static func create(
    at address: String, from frame: DataFrame, replacing replaces: Bool = false
  ) throws(DataSourceError) {
    let place = try TableAddress(address)
    guard let table = place.table else {
      throw DataSourceError(kind: .address, place: place.host, message: "The address names no table.")
    }
    let client = try ClickHouseClient(place)
    let name = ClickHouseText.name(place.database) + "." + ClickHouseText.name(table)
    var types: [String] = []
    for column in frame.columns { types.append(try NativeWriter.type(column)) }
    let columns = zip(frame.columnNames, types).map { "\(ClickHouseText.name($0)) \($1)" }
    if replaces { try client.run("DROP TABLE IF EXISTS \(name)") }
    try client.run(
      "CREATE TABLE \(name) (\(columns.joined(separator: ", "))) ENGINE = MergeTree() ORDER BY tuple()")
    let names = frame.columnNames.map(ClickHouseText.name).joined(separator: ", ")
    let blockRows = 1 << 17
    for start in stride(from: 0, to: frame.rowCount, by: blockRows) {
      let rows = start..<min(start + blockRows, frame.rowCount)
      try client.run(
        "INSERT INTO \(name) (\(names)) FORMAT Native", inserting: NativeWriter.block(frame, rows: rows, types: types))
    }
  }
}
