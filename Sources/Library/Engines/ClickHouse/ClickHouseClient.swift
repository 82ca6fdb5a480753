import Frames
@preconcurrency import Glibc
import Summaries

/// Sends queries to a ClickHouse server over HTTP.
struct ClickHouseClient: Sendable {
  let address: TableAddress
  private let credentials: Credentials

  init(_ address: TableAddress) throws(DataSourceError) {
    self.address = address
    credentials = try Credentials(user: address.user)
  }

  /// A query may run so long; the server ends it then.
  static let longestSeconds = 600
  /// The answer to a query that summarises is small.
  static let longestAnswer = 1 << 28

  /// The rows that a query gives.
  /// - Parameter limit: no longer answer is taken, in bytes.
  func rows(_ query: String, limit: Int = longestAnswer) throws(DataSourceError) -> DataFrame {
    let body = try perform(query + " FORMAT Native", [], limit: limit)
    var columns: [AnyColumn] = []
    var failure: DataSourceError?
    body.withUnsafeBytes { bytes in
      do throws(DataSourceError) { columns = try NativeReader.columns(bytes) } catch { failure = error }
    }
    if var failure {
      failure.place = address.host
      throw failure
    }
    return DataFrame(columns: columns)
  }

  /// Runs a statement that gives no rows.
  /// - Parameter data: what it inserts.
  func run(_ statement: String, inserting data: [UInt8] = []) throws(DataSourceError) {
    _ = try perform(statement, data, limit: Self.longestAnswer)
  }

  private func perform(_ query: String, _ data: [UInt8], limit: Int) throws(DataSourceError) -> [UInt8] {
    do throws(DataSourceError) {
      return try once(query, data, limit: limit)
    } catch {
      // Nothing is counted twice where rows are only read: a connection that broke is tried once more.
      guard error.kind == .connection, data.isEmpty, query.hasPrefix("SELECT") || query.hasPrefix("WITH") else {
        throw error
      }
      return try once(query, data, limit: limit)
    }
  }

  private func once(_ query: String, _ data: [UInt8], limit: Int) throws(DataSourceError) -> [UInt8] {
    let id = RunningQueries.begin(self)
    var isDone = false
    defer { RunningQueries.end(id, isDone: isDone) }
    // With the whole answer waited for, an error is an error and not the end of data that was sent with status 200.
    var options = [
      "query_id=\(id)", "wait_end_of_query=1", "max_execution_time=\(Self.longestSeconds)",
      // The rows of a part of the cluster would be taken for all of them.
      "skip_unavailable_shards=0",
    ]
    options.append("database=\(TableAddress.encoded(address.database))")
    var content = Array(query.utf8)
    if !data.isEmpty {
      options.append("query=\(TableAddress.encoded(query))")
      content = data
    }
    let response = try send(options, content, limit: limit)
    isDone = true
    return try checked(response)
  }

  /// Ends a query that nothing waits for any more: a server goes on with it although its client has gone.
  func cancel(_ id: String) {
    _ = try? send(
      [], Array("KILL QUERY WHERE query_id = \(ClickHouseText.text(id)) ASYNC".utf8), limit: 1 << 20, seconds: 2)
  }

  /// Ends all queries of a run whose process has gone.
  func cancelAll(of run: String) {
    let pattern = RunningQueries.prefix(of: run) + "%"
    _ = try? send(
      [], Array("KILL QUERY WHERE query_id LIKE \(ClickHouseText.text(pattern)) ASYNC".utf8), limit: 1 << 20, seconds: 2
    )
  }

  private func send(
    _ options: [String], _ content: [UInt8], limit: Int, seconds: Int = longestSeconds + 30
  ) throws(DataSourceError) -> HTTPResponse {
    let connection = try HTTPConnection(
      host: address.host, port: address.port, isSecure: address.isSecure, seconds: seconds)
    let head = """
      POST /?\(options.joined(separator: "&")) HTTP/1.1\r
      Host: \(address.host):\(address.port)\r
      \(credentials.header)\r
      User-Agent: Songbook\r
      Connection: close\r
      Content-Length: \(content.count)\r
      \r

      """
    try connection.send(Array(head.utf8) + content)
    return try HTTPResponse(limit: limit, place: "\(address.host):\(address.port)") {
      (buffer) throws(DataSourceError) in try connection.receive(into: buffer)
    }
  }

  private func checked(_ response: HTTPResponse) throws(DataSourceError) -> [UInt8] {
    if response.status == 200 { return response.body }
    let place = "\(address.host):\(address.port)"
    if (300..<400).contains(response.status) {
      throw DataSourceError(
        kind: .connection, place: place, message: "The server sends on to another address, which is not followed.",
        hint: "The password would go there too. Name that address itself if it is the right one.")
    }
    let text = String(decoding: response.body.prefix(4000), as: UTF8.self)
    let (code, message) = Self.reason(text)
    let refusals = [192, 193, 194, 497, 516]
    if response.status == 401 || response.status == 403 || refusals.contains(code ?? 0) {
      throw DataSourceError(
        kind: .refused, place: place, message: "The server refused the user \"\(credentials.user)\": \(message)",
        hint: "The user stands in the address or in \(Credentials.userVariable), the password in "
          + "\(Credentials.passwordVariable) or the file that \(Credentials.fileVariable) names.")
    }
    let limits = [159: "max_execution_time", 241: "max_memory_usage", 160: "the estimated time"]
    if let code, let limit = limits[code] {
      throw DataSourceError(
        kind: .limit, place: place, message: message, hint: "The server's limit is \(limit); a filter makes less work.")
    }
    throw DataSourceError(
      kind: .server(code: code), place: place,
      message: message.isEmpty ? "The server answered with status \(response.status)." : message)
  }

  /// `Code: 60, e.displayText() = DB::Exception: Table default.x doesn't exist., e.what() = DB::Exception` in the words
  /// that matter.
  static func reason(_ text: String) -> (code: Int?, message: String) {
    var code: Int?
    var message = text[...]
    if message.hasPrefix("Code: ") {
      let digits = message.dropFirst(6).prefix(while: \.isNumber)
      code = Int(digits)
      message = message.dropFirst(6 + digits.count)
      for mark in ["e.displayText() = ", "DB::NetException: ", "DB::Exception: "] {
        if let place = message.firstRange(of: mark) { message = message[place.upperBound...] }
      }
      for mark in [", e.what() = ", " (version ", ": While executing"] {
        if let place = message.firstRange(of: mark) { message = message[..<place.lowerBound] }
      }
    }
    while let last = message.last, last.isWhitespace { message.removeLast() }
    var line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    if line.count > 500 { line = line.prefix(500) + "..." }
    if let code { line += " (code \(code))" }
    return (code, line)
  }
}
