import CArrow
import Connectors
public import Frames
public import Summaries
import Synchronization

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

  private struct Handles: @unchecked Sendable {
    // Used under the lock only.
    let database: UnsafeMutablePointer<AdbcDatabase>
    let connection: UnsafeMutablePointer<AdbcConnection>
  }

  private let driver: DatabaseDriver
  private let handles: Mutex<Handles>

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
    let driver = try DatabaseDriver.named(name)
    self.driver = driver
    let database = UnsafeMutablePointer<AdbcDatabase>.allocate(capacity: 1)
    database.initialize(to: AdbcDatabase())
    let connection = UnsafeMutablePointer<AdbcConnection>.allocate(capacity: 1)
    connection.initialize(to: AdbcConnection())
    let functions = driver.functions.pointee
    var error = AdbcError()
    func check(_ status: UInt8) throws(DataSourceError) {
      if status != 0 { throw DatabaseDriver.failure(&error, status, at: shown) }
    }
    try check(functions.DatabaseNew(database, &error))
    database.pointee.private_driver = UnsafeMutableRawPointer(driver.functions)
    if let (option, place) = Self.option(name, address, from: address.index(after: colon)) {
      try check(functions.DatabaseSetOption(database, option, place, &error))
    }
    try check(functions.DatabaseInit(database, &error))
    try check(functions.ConnectionNew(connection, &error))
    connection.pointee.private_driver = UnsafeMutableRawPointer(driver.functions)
    try check(functions.ConnectionInit(connection, database, &error))
    handles = Mutex(Handles(database: database, connection: connection))
  }

  deinit {
    let functions = driver.functions.pointee
    handles.withLock { handles in
      var error = AdbcError()
      _ = functions.ConnectionRelease(handles.connection, &error)
      _ = functions.DatabaseRelease(handles.database, &error)
      handles.connection.deallocate()
      handles.database.deallocate()
    }
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

  /// Runs a statement in the database.
  /// - Parameters:
  ///   - sql: one statement, with a `?` (`$1` in PostgreSQL) for each parameter.
  ///   - parameters: their values, which are bound and never become a part of the statement.
  ///   - takesRows: called with a pointer to the stream of rows.
  func run(
    _ sql: String, _ parameters: [(any ColumnElement)?] = [], setUp: SetUp? = nil,
    takesRows: ((UnsafeMutableRawPointer) throws(DataSourceError) -> DataFrame)?
  ) throws(DataSourceError) -> DataFrame? {
    let functions = driver.functions.pointee
    let place = address
    let outcome = handles.withLock { handles -> Result<DataFrame?, DataSourceError> in
      do throws(DataSourceError) {
        var (error, statement) = (AdbcError(), AdbcStatement())
        func check(_ status: UInt8) throws(DataSourceError) {
          if status != 0 { throw DatabaseDriver.failure(&error, status, at: place) }
        }
        try check(functions.StatementNew(handles.connection, &statement, &error))
        statement.private_driver = UnsafeMutableRawPointer(driver.functions)
        defer { _ = functions.StatementRelease(&statement, nil) }
        if let setUp {
          try check(setUp(functions, &statement, &error))
        } else {
          try check(functions.StatementSetSqlQuery(&statement, sql, &error))
        }
        if !parameters.isEmpty {
          try check(functions.StatementPrepare(&statement, &error))
          var (schema, array) = (ArrowSchema(), ArrowArray())
          ArrowExport.fill(schema: &schema, array: &array, from: Self.row(parameters))
          defer {
            schema.release?(&schema)
            array.release?(&array)
          }
          try check(functions.StatementBind(&statement, &array, &schema, &error))
        }
        guard let takesRows else {
          try check(functions.StatementExecuteQuery(&statement, nil, nil, &error))
          return .success(nil)
        }
        var stream = ArrowArrayStream()
        try check(functions.StatementExecuteQuery(&statement, &stream, nil, &error))
        return .success(try takesRows(&stream))
      } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Prepares a statement that is not one of SQL.
  typealias SetUp = (AdbcDriver, UnsafeMutablePointer<AdbcStatement>, UnsafeMutablePointer<AdbcError>) -> UInt8

  private static func row(_ parameters: [(any ColumnElement)?]) -> DataFrame {
    DataFrame(
      columns: parameters.enumerated().map { number, value in AnyColumn(arrayLiteral: value).renamed("\(number)") })
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
    _ = try run(
      "",
      setUp: { functions, statement, error in
        let mode = appends ? "adbc.ingest.mode.append" : "adbc.ingest.mode.create"
        for (option, value) in [("adbc.ingest.target_table", table), ("adbc.ingest.mode", mode)] {
          let status = functions.StatementSetOption(statement, option, value, error)
          if status != 0 { return status }
        }
        var (schema, array) = (ArrowSchema(), ArrowArray())
        ArrowExport.fill(schema: &schema, array: &array, from: frame)
        defer {
          schema.release?(&schema)
          array.release?(&array)
        }
        return functions.StatementBind(statement, &array, &schema, error)
      }, takesRows: nil)
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
