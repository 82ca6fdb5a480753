import Engines
import Frames
import Summaries
import Testing

/// Whatever a server answers, a table of it gives an error in words, and nothing else happens.
struct HostileServerTests {
  private func error(_ answer: [UInt8], isEndless: Bool = false) throws -> DataSourceError? {
    let server = try HostileServer(answer: answer, isEndless: isEndless)
    defer { server.stop() }
    return #expect(throws: DataSourceError.self) {
      try RemoteTable(at: "clickhouse://127.0.0.1:\(server.port)/default/songs")
    }
  }

  private func response(_ body: [UInt8], head: String = "HTTP/1.1 200 OK\r\n") -> [UInt8] {
    Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  /// One column `version` of one text.
  private static let version: [UInt8] =
    [1, 1, 7] + Array("version".utf8) + [6] + Array("String".utf8) + [7] + Array("18.16.1".utf8)

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n", "longer than"),
    ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "no number"),
    ("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort", "ended before"),
    ("HTTP/1.1 200 OK\r\n\r\nno length", "no length"), ("SSH-2.0-OpenSSH_9.2\r\n", "not one of HTTP"),
    ("", "ended before"),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n0\r\n\r\n", "longer than it says"),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "no length"),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n", "longer than"),
    ("HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n", "not followed"),
    ("HTTP/1.1 500 Error\r\nContent-Length: 30\r\n\r\nCode: 241, DB::Exception: full", "full"),
  ])
  func `Answers that are none are told`(answer: String, words: String) throws {
    let error = try error(Array(answer.utf8))
    #expect(error?.message.contains(words) == true, "\(String(describing: error))")
  }

  @Test
  func `Endless answers end`() throws {
    let endless = Array("HTTP/1.1 200 OK\r\nX: \(String(repeating: "y", count: 60_000))".utf8)
    #expect(try error(endless, isEndless: true)?.kind == .damaged)
  }

  @Test
  func `Damaged blocks are errors and no traps`() throws {
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<60 {
      var body = Self.version
      for _ in 0...random(3) { body[random(body.count)] = UInt8(random(256)) }
      if random(3) == 0 { body.removeLast(random(body.count)) }
      if random(5) == 0 { body += body }
      _ = try error(response(body))
    }
  }

  @Test
  func `A password in the address is refused, and none is told in errors`() {
    let error = #expect(throws: DataSourceError.self) {
      try RemoteTable(at: "clickhouse://me:secret@host/default/songs")
    }
    #expect(error.map { "\($0)".contains("secret") } == false)
    for address in [
      "mysql://host/a/b", "clickhouse:///a/b", "clickhouse://host:99999/a/b", "clickhouse://host/a/b?x=1",
      "clickhouse://host",
    ] {
      #expect(throws: DataSourceError.self) { try RemoteTable(at: address) }
    }
  }
}
