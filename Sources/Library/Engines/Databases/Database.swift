import Connectors
public import Frames
public import Summaries

/// A database that is reached by ADBC, Arrow's interface to databases.
///
///     let database = try Database("sqlite:///data/songs.db")
///     let loud = try DataFrame(query: "SELECT * FROM songs WHERE loudness > ?", parameters: [-5], from: database)
///
/// The driver is found by the address's scheme: `sqlite`, `duckdb`, `postgresql`, `flightsql`, `snowflake`, `bigquery`.
/// `pip install adbc_driver_sqlite` brings one, without Python being used; a missing one is told with how to get it.
/// Passwords belong into what the driver reads by itself, such as `PGPASSWORD`.
public final class Database: Sendable {
  /// The address without a password, as errors name it.
  public let address: String

  private let connection: any QueryRunner

  /// Opens a database.
  /// - Parameter address: a scheme and what the driver calls the place: `sqlite:///file.db`, `duckdb:///file.duckdb`
  ///   (`sqlite:` and `duckdb:` alone are empty ones in memory), `postgresql://host/database`.
  /// - Throws: ``DataSourceError`` when there is no driver, or the database cannot be opened.
  public init(_ address: String) throws(DataSourceError) {
    guard let colon = address.firstIndex(of: ":"), colon > address.startIndex else {
      throw DataSourceError(
        kind: .address, message: "The address has no scheme.", hint: "An address is such as sqlite:///songs.db.")
    }
    var name = String(address[..<colon])
    if name == "postgres" { name = "postgresql" }
    if name == "grpc" || name.hasPrefix("grpc+") { name = "flightsql" }
    let shown = Self.withoutPassword(address)
    self.address = shown
    connection = try DriverConnection(
      driver: try DatabaseDriver.named(name), place: shown,
      option: Self.option(name, address, from: address.index(after: colon)))
  }

  /// The option that carries the place: a file's path for databases in files, else the address itself.
  private static func option(_ name: String, _ address: String, from start: String.Index) -> (String, String)? {
    guard name == "sqlite" || name == "duckdb" else { return ("uri", address) }
    var path = address[start...]
    if path.hasPrefix("//") { path = path.dropFirst(2) }
    if path.isEmpty { return name == "sqlite" ? ("uri", ":memory:") : nil }
    return (name == "sqlite" ? "uri" : "path", String(path))
  }

  private static func withoutPassword(_ address: String) -> String {
    guard let start = address.firstRange(of: "://")?.upperBound else { return address }
    let end = address[start...].firstIndex(of: "/") ?? address.endIndex
    guard let sign = address[start..<end].lastIndex(of: "@") else { return address }
    return String(address[..<start] + address[address.index(after: sign)...])
  }

  func run(
    _ sql: String, _ parameters: [(any ColumnElement)?],
    takesRows: ((UnsafeMutableRawPointer) throws(DataSourceError) -> DataFrame)?
  ) throws(DataSourceError) -> DataFrame? {
    try connection.run(sql, parameters, takesRows: takesRows)
  }

  /// Runs a statement that gives no rows, such as `CREATE TABLE`.
  /// - Parameters:
  ///   - sql: one statement, with a `?` (`$1` in PostgreSQL) for each parameter.
  ///   - parameters: their values.
  /// - Throws: ``DataSourceError`` with the database's own words.
  public func execute(_ sql: String, parameters: [(any ColumnElement)?] = []) throws(DataSourceError) {
    _ = try run(sql, parameters, takesRows: nil)
  }

  /// Writes a frame to a new table.
  /// - Parameters:
  ///   - frame: the rows.
  ///   - table: the table's name.
  ///   - appends: whether the table is there already and the rows come to those that it has.
  /// - Throws: ``DataSourceError`` when the table is there and `appends` is false, or the user may not write.
  public func write(_ frame: DataFrame, to table: String, appending appends: Bool = false) throws(DataSourceError) {
    try connection.write(frame, to: table, appending: appends)
  }
}

extension DataFrame {
  /// The rows that a query gives.
  /// - Parameters:
  ///   - query: one statement of SQL, with a `?` (`$1` in PostgreSQL) for each parameter.
  ///   - parameters: their values, which are bound and never become a part of the statement.
  ///   - database: where it runs.
  ///   - isCancelled: asked before each batch of rows; the reading ends with an error when it says so.
  /// - Throws: ``DataSourceError`` with the database's own words.
  public init(
    query: String, parameters: [(any ColumnElement)?] = [], from database: Database,
    isCancelled: () -> Bool = { false }
  ) throws(DataSourceError) {
    let frame = try withoutActuallyEscaping(isCancelled) { isCancelled throws(DataSourceError) -> DataFrame? in
      try database.run(query, parameters) { stream throws(DataSourceError) -> DataFrame in
        do throws(TableReadingError) { return try DataFrame(arrow: stream, isCancelled: isCancelled) } catch {
          throw DataSourceError(
            kind: .server(code: nil), place: error.place ?? database.address, message: error.message, hint: error.hint)
        }
      }
    }
    self = frame ?? DataFrame()
  }
}
