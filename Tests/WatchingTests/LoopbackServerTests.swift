import Foundation
import Glibc
import LoopbackClient
import Testing

@testable import Watching

/// The server as a browser meets it, over a real connection.
@Suite struct LoopbackServerTests {
  private let folder: String
  private let subscribers = EventSubscribers()

  init() throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    folder = made.path + "/report"
    try FileManager.default.createDirectory(atPath: folder + "/figures", withIntermediateDirectories: true)
    try "secret".write(toFile: made.path + "/secret.txt", atomically: false, encoding: .utf8)
    try "a,b\n".write(toFile: folder + "/figures/fig a.csv", atomically: false, encoding: .utf8)
    try "<svg/>".write(toFile: folder + "/figures/fig.svg", atomically: false, encoding: .utf8)
    try "hidden".write(toFile: folder + "/.hidden", atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: folder + "/out.txt", withDestinationPath: "../secret.txt")
  }

  private func remove() { try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent) }

  private func started() throws -> LoopbackServer {
    let server = try #require(LoopbackServer(ports: [0], subscribers: subscribers))
    let shared = SharedFolder(folder)
    server.start { $0.path == "/.events" ? .events : shared.answer($0.path) }
    return server
  }

  @Test func filesOfTheFolderAreServed() throws {
    defer { remove() }
    let server = try started()
    defer { server.stop() }
    let table = try LoopbackClient(server.port).answer("/figures/fig%20a.csv?x=1")
    #expect(table.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(table.contains("Content-Type: text/csv; charset=utf-8\r\n"))
    #expect(table.contains("Content-Length: 4\r\n"))
    #expect(table.contains("Cross-Origin-Resource-Policy: same-origin\r\n"))
    #expect(table.hasSuffix("\r\n\r\na,b\n"))
    // A drawing may hold a script; it is not let at the page.
    #expect(try LoopbackClient(server.port).answer("/figures/fig.svg").contains("sandbox"))
    #expect(try LoopbackClient(server.port).answer("/figures/fig%20a.csv", method: "HEAD").hasSuffix("\r\n\r\n"))
  }

  @Test(arguments: [
    "/../secret.txt", "/figures/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
    "/figures/%2E%2E/%2E%2E/secret.txt",
    "/out.txt", "/.hidden", "//etc/passwd", "/figures", "/figures/", "/", "/nothing.csv", "/..%5csecret.txt", "/fig%00",
  ])
  func nothingElseIs(_ path: String) throws {
    defer { remove() }
    let server = try started()
    defer { server.stop() }
    let answer = try LoopbackClient(server.port).answer(path)
    #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"), "\(answer)")
    #expect(!answer.contains("secret\n") && !answer.contains("root:"))
  }

  @Test func onlyPagesOfThisServerAreAnswered() throws {
    defer { remove() }
    let server = try started()
    defer { server.stop() }
    let path = "/figures/fig%20a.csv"
    for host in ["evil.example", "evil.example:\(server.port)", "127.0.0.1", "127.0.0.1:1", ""] {
      #expect(try LoopbackClient(server.port).answer(path, host: host).hasPrefix("HTTP/1.1 403"), "\(host)")
    }
    #expect(try LoopbackClient(server.port).answer(path, host: "localhost:\(server.port)").hasPrefix("HTTP/1.1 200"))
    #expect(try LoopbackClient(server.port).answer(path, method: "POST").hasPrefix("HTTP/1.1 405"))
    #expect(try LoopbackClient(server.port).answer("no-slash").hasPrefix("HTTP/1.1 400"))
    #expect(try LoopbackClient(server.port).answer("/%zz").hasPrefix("HTTP/1.1 400"))
  }

  @Test func aPageIsToldWhatGoesOn() throws {
    defer { remove() }
    let server = try started()
    defer { server.stop() }
    subscribers.send("before")
    let page = try LoopbackClient(server.port)
    try page.ask("/.events")
    #expect(try page.read(until: "data: before\n\n").contains("Content-Type: text/event-stream"))
    subscribers.send("one")
    subscribers.send("two")
    #expect(try page.read(until: "data: two\n\n") == "data: one\n\ndata: two\n\n")
    // A page that has gone does not keep messages from the others.
    let gone = try LoopbackClient(server.port)
    try gone.ask("/.events")
    _ = try gone.read(until: "data: two\n\n")
    gone.close()
    for number in 0..<3 { subscribers.send("more \(number)") }
    #expect(try page.read(until: "data: more 2\n\n").hasPrefix("data: more 0"))
  }

  @Test func twoHostsAreRefused() throws {
    defer { remove() }
    let server = try started()
    defer { server.stop() }
    for other in ["evil.example", "127.0.0.1:\(server.port)", ""] {
      let answer = try LoopbackClient(server.port).answer(
        "/figures/fig.svg", host: "127.0.0.1:\(server.port)\r\nhOST: \(other)")
      #expect(answer.hasPrefix("HTTP/1.1 400"))
    }
  }

  /// Connections that say nothing, or read nothing, keep no other waiting.
  @Test func slowConnectionsKeepNobodyWaiting() throws {
    defer { remove() }
    try String(repeating: "x", count: 5_000_000).write(
      toFile: folder + "/large.txt", atomically: false, encoding: .utf8)
    let server = try started()
    defer { server.stop() }
    var slow: [LoopbackClient] = []
    for number in 0..<300 {
      let client = try LoopbackClient(server.port)
      // Some ask and do not read.
      if number.isMultiple(of: 3) { try? client.ask("/large.txt") }
      slow.append(client)
    }
    for _ in 0..<10 {
      #expect(try LoopbackClient(server.port).answer("/figures/fig.svg").hasPrefix("HTTP/1.1 200"))
    }
    #expect(try LoopbackClient(server.port).answer("/large.txt").utf8.count > 5_000_000)
    withExtendedLifetime(slow) {}
  }

  /// The connection of a page that was closed is closed here, also when there is nothing to send.
  @Test func streamsOfClosedPagesAreClosed() throws {
    defer { remove() }
    let server = try started()
    defer { server.stop() }
    subscribers.send("before")
    for _ in 0..<20 {
      let page = try LoopbackClient(server.port)
      try page.ask("/.events")
      _ = try page.read(until: "data: before\n\n")
      page.close()
    }
    for _ in 0..<1_000 where !subscribers.connections.isEmpty { usleep(10_000) }
    #expect(subscribers.connections == [])
  }

  /// In a process of its own, with all descriptors taken: when some are free again, pages are answered.
  @Test func aLackOfDescriptorsPasses() async {
    defer { remove() }
    await #expect(processExitsWith: .success) {
      // Beyond what this process was started with, which in a run of many tests may be hundreds.
      let inherited =
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { rlim_t($0) }.max()
        ?? 0
      var limit = rlimit(rlim_cur: inherited + 200, rlim_max: inherited + 200)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let suite = try LoopbackServerTests()
      let server = try suite.started()
      let waiting = try LoopbackClient(server.port)
      // Connections are accepted in turn: after this answer the one before has its descriptor.
      try #require(try LoopbackClient(server.port).answer("/figures/fig.svg").hasPrefix("HTTP/1.1 200"))
      var taken: [Int32] = []
      while true {
        let descriptor = open("/dev/null", O_RDONLY)
        if descriptor < 0 { break }
        taken.append(descriptor)
      }
      close(taken.removeLast())
      // The client has a descriptor, and the server none.
      let refused = try LoopbackClient(server.port)
      usleep(300_000)
      for descriptor in taken { close(descriptor) }
      try #require(try refused.answer("/figures/fig.svg").hasPrefix("HTTP/1.1 200"))
      try #require(try LoopbackClient(server.port).answer("/figures/fig.svg").hasPrefix("HTTP/1.1 200"))
      withExtendedLifetime(waiting) {}
      suite.remove()
    }
  }

  @Test func aTakenPortIsPassedOver() throws {
    defer { remove() }
    let first = try started()
    defer { first.stop() }
    #expect(LoopbackServer(ports: [first.port], subscribers: subscribers) == nil)
    let second = try #require(LoopbackServer(ports: [first.port, 0], subscribers: subscribers))
    #expect(second.port != first.port)
    second.stop()
  }
}
