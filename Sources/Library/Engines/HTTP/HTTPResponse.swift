import Summaries

/// The answer to a request, read to its end.
struct HTTPResponse {
  var status: Int
  /// Names in small letters.
  var headers: [String: String]
  var body: [UInt8]

  /// - Parameters:
  ///   - limit: no more bytes than this are taken.
  ///   - receive: gives the next bytes; none at the end.
  init(
    limit: Int, place: String,
    receive: (UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int
  ) throws(DataSourceError) {
    var stream = Stream(place: place, limit: limit)
    let head = try stream.head(receive)
    status = head.status
    headers = head.headers
    if headers["transfer-encoding"]?.lowercased().contains("chunked") ?? false {
      body = try stream.chunks(receive)
    } else if let length = headers["content-length"] {
      guard let count = Int(length), count >= 0 else { throw stream.damaged("The answer's length is no number.") }
      guard count <= limit else { throw stream.tooLong }
      body = try stream.take(count, receive)
    } else {
      // Where the answer ends could not be told from where it broke.
      throw stream.damaged("The answer tells no length.")
    }
  }

  /// Takes an answer apart as its bytes come.
  private struct Stream {
    let place: String
    let limit: Int
    private var waiting: [UInt8] = []
    private var position = 0

    init(place: String, limit: Int) {
      self.place = place
      self.limit = limit
    }

    func damaged(_ message: String) -> DataSourceError {
      DataSourceError(
        kind: .damaged, place: place, message: message, hint: "Is this the port of the server's HTTP interface?")
    }

    var tooLong: DataSourceError {
      DataSourceError(
        kind: .limit, place: place, message: "The answer is longer than \(limit >> 20) MB.",
        hint: "Ask for fewer rows or columns.")
    }

    private mutating func fill(
      _ receive: (UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int
    ) throws(DataSourceError) {
      if position == waiting.count { (waiting, position) = ([], 0) }
      let size = 1 << 16
      var failure: DataSourceError?
      var count = 0
      let more = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        do throws(DataSourceError) { count = try receive(UnsafeMutableRawBufferPointer(buffer)) } catch {
          failure = error
        }
        filled = max(0, min(count, size))
      }
      if let failure { throw failure }
      guard count > 0 else {
        throw DataSourceError(
          kind: .connection, place: place, message: "The connection ended before the answer did.",
          hint: "The server may have stopped; run again.")
      }
      waiting += more
    }

    /// A line without its end.
    private mutating func line(
      _ receive: (UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int
    ) throws(DataSourceError) -> String {
      while true {
        if let end = waiting[position...].firstIndex(of: 10) {
          var line = waiting[position..<end]
          if line.last == 13 { line = line.dropLast() }
          position = end + 1
          return String(decoding: line, as: UTF8.self)
        }
        guard waiting.count - position <= 1 << 16 else { throw damaged("A line of the answer's head has no end.") }
        try fill(receive)
      }
    }

    mutating func head(
      _ receive: (UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int
    ) throws(DataSourceError) -> (status: Int, headers: [String: String]) {
      let parts = try line(receive).split(separator: " ", maxSplits: 2)
      guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]), (100...599).contains(status)
      else { throw damaged("The answer is not one of HTTP.") }
      var headers: [String: String] = [:]
      for _ in 0..<200 {
        let line = try line(receive)
        if line.isEmpty { return (status, headers) }
        guard let colon = line.firstIndex(of: ":") else { throw damaged("The answer's head is damaged.") }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        headers[line[..<colon].lowercased()] = String(value)
      }
      throw damaged("The answer's head has no end.")
    }

    mutating func take(
      _ count: Int, _ receive: (UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int
    ) throws(DataSourceError) -> [UInt8] {
      var taken: [UInt8] = []
      // A forged length reserves no memory.
      taken.reserveCapacity(min(count, 1 << 20))
      while taken.count < count {
        if position == waiting.count { try fill(receive) }
        let part = min(count - taken.count, waiting.count - position)
        taken += waiting[position..<position + part]
        position += part
      }
      return taken
    }

    mutating func chunks(
      _ receive: (UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int
    ) throws(DataSourceError) -> [UInt8] {
      var body: [UInt8] = []
      while true {
        let size = try line(receive).prefix { $0 != ";" && $0 != " " }
        guard let count = Int(size, radix: 16), count >= 0 else { throw damaged("A part of the answer has no length.") }
        if count == 0 { return body }
        guard count <= limit - body.count else { throw tooLong }
        body += try take(count, receive)
        guard try line(receive).isEmpty else { throw damaged("A part of the answer is longer than it says.") }
      }
    }
  }
}
