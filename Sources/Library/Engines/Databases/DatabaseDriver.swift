import CArrow
import Glibc
import Summaries
import Synchronization

/// A driver of ADBC, Arrow's interface to databases: a shared library that is opened when the first database needs it.
struct DatabaseDriver: @unchecked Sendable {
  // Drivers hold nothing of their own that calls change; each database locks its connection.
  let functions: UnsafeMutablePointer<AdbcDriver>

  private static let opened = Mutex<[String: DatabaseDriver]>([:])

  /// Opens a driver by its name, such as `sqlite`.
  static func named(_ name: String) throws(DataSourceError) -> DatabaseDriver {
    if let known = opened.withLock({ $0[name] }) { return known }
    let driver = try DatabaseDriver(name)
    opened.withLock { $0[name] = driver }
    return driver
  }

  private typealias Start = @convention(c) (Int32, UnsafeMutableRawPointer, UnsafeMutableRawPointer?) -> UInt8

  private init(_ name: String) throws(DataSourceError) {
    guard let library = Self.library(name) else {
      let isDuckDB = name == "duckdb"
      throw DataSourceError(
        kind: .library, place: "the driver \"\(name)\"",
        message: isDuckDB ? "DuckDB's library is not found." : "libadbc_driver_\(name).so is not found.",
        hint: "Install it with: pip install \(isDuckDB ? "duckdb" : "adbc_driver_" + name). It is looked for among the "
          + "system's libraries, in Python's site-packages (of VIRTUAL_ENV first), and in the folders that "
          + "ADBC_DRIVER_PATH names.")
    }
    let names = [
      "AdbcDriverInit", "duckdb_adbc_init", "AdbcDriver\(name.prefix(1).uppercased() + name.dropFirst())Init",
    ]
    guard
      let symbol = (name == "duckdb" ? names.reversed() : names).lazy.compactMap({ name in dlsym(library, name) }).first
    else {
      throw DataSourceError(
        kind: .library, place: "the driver \"\(name)\"", message: "The library that was found is no driver of ADBC.")
    }
    functions = .allocate(capacity: 1)
    functions.initialize(to: AdbcDriver())
    var error = AdbcError()
    let version: Int32 = 1_000_000
    let status = unsafeBitCast(symbol, to: Start.self)(version, functions, &error)
    guard status == 0 else { throw Self.failure(&error, status, at: "the driver \"\(name)\"") }
  }

  private static func library(_ name: String) -> UnsafeMutableRawPointer? {
    for file in files(name) where !file.contains("/") || access(file, R_OK) == 0 {
      // A library made for Python wants what Python's own has.
      if file.contains("cpython"), !openPython(for: file) { continue }
      if let library = dlopen(file, RTLD_NOW | RTLD_LOCAL) { return library }
    }
    return nil
  }

  private static func files(_ name: String) -> [String] {
    let own = name == "duckdb" ? "libduckdb.so" : "libadbc_driver_\(name).so"
    var files = (variable("ADBC_DRIVER_PATH") ?? "").split(separator: ":").map { "\($0)/\(own)" }
    files.append(own)
    for folder in packageFolders {
      files.append("\(folder)/adbc_driver_\(name)/\(own)")
      if name == "duckdb" { files += matches("\(folder)/_duckdb.cpython-*.so") }
    }
    return files
  }

  private static var packageFolders: [String] {
    var patterns: [String] = []
    if let environment = variable("VIRTUAL_ENV") { patterns.append(environment + "/lib/python3*/site-packages") }
    if let home = variable("HOME") { patterns.append(home + "/.local/lib/python3*/site-packages") }
    patterns += ["/usr/local/lib/python3*/*-packages", "/usr/lib/python3*/*-packages"]
    return patterns.flatMap(matches)
  }

  private static func openPython(for file: String) -> Bool {
    guard let start = file.firstRange(of: "cpython-3")?.upperBound else { return false }
    let minor = file[start...].prefix(while: \.isNumber)
    let names = ["libpython3.\(minor).so.1.0", "libpython3.\(minor).so"]
    return names.contains { name in dlopen(name, RTLD_NOW | RTLD_GLOBAL) != nil }
  }

  private static func matches(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// A database's error in its own words.
  static func failure(_ error: inout AdbcError, _ status: UInt8, at place: String) -> DataSourceError {
    let text = error.message.map { String(cString: $0) } ?? "The driver failed with status \(status)."
    if error.release != nil { error.release(&error) }
    let kind: DataSourceError.Kind =
      switch status {
      case 13, 14: .refused
      case 10: .connection
      case 11, 12: .limit
      default: .server(code: nil)
      }
    return DataSourceError(kind: kind, place: place, message: text)
  }
}
