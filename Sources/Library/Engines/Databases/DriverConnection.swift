import CArrow
import Connectors
import Frames
import Summaries
import Synchronization

/// What runs statements in a database. The structures of C stay behind it: a module that is compiled against this one
/// does not see them.
protocol QueryRunner: Sendable {
  func run(
    _ sql: String, _ parameters: [(any ColumnElement)?],
    takesRows: ((UnsafeMutableRawPointer) throws(DataSourceError) -> DataFrame)?
  ) throws(DataSourceError) -> DataFrame?

  func write(_ frame: DataFrame, to table: String, appending appends: Bool) throws(DataSourceError)
}

/// A connection through a driver of ADBC.
final class DriverConnection: QueryRunner {
  private struct Handles: @unchecked Sendable {
    // Used under the lock only.
    let database: UnsafeMutablePointer<AdbcDatabase>
    let connection: UnsafeMutablePointer<AdbcConnection>
  }

  private let place: String
  private let driver: DatabaseDriver
  private let handles: Mutex<Handles>

  /// - Parameters:
  ///   - place: the address, as errors name it.
  ///   - option: what carries the address.
  init(driver: DatabaseDriver, place shown: String, option: (String, String)?) throws(DataSourceError) {
    place = shown
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
    if let (option, place) = option {
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

  /// Runs a statement in the database.
  /// - Parameters:
  ///   - sql: one statement, with a `?` (`$1` in PostgreSQL) for each parameter.
  ///   - parameters: their values, which are bound and never become a part of the statement.
  ///   - takesRows: called with a pointer to the stream of rows.
  func run(
    _ sql: String, _ parameters: [(any ColumnElement)?], setUp: SetUp?,
    takesRows: ((UnsafeMutableRawPointer) throws(DataSourceError) -> DataFrame)?
  ) throws(DataSourceError) -> DataFrame? {
    let functions = driver.functions.pointee
    let place = place
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

  func run(
    _ sql: String, _ parameters: [(any ColumnElement)?],
    takesRows: ((UnsafeMutableRawPointer) throws(DataSourceError) -> DataFrame)?
  ) throws(DataSourceError) -> DataFrame? {
    try run(sql, parameters, setUp: nil, takesRows: takesRows)
  }

  func write(_ frame: DataFrame, to table: String, appending appends: Bool) throws(DataSourceError) {
    _ = try run(
      "", [],
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
