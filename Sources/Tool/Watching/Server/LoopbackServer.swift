import CLinux
import Dispatch
import Glibc

/// A server for the browsers of this machine: it listens at 127.0.0.1 alone, answers one request per connection, and
/// reads no bodies.
public final class LoopbackServer: Sendable {
  /// The port that it listens at.
  public let port: Int
  private let listening: Int32
  private let subscribers: EventSubscribers
  private static let longestHead = 1 << 14

  /// - Parameters:
  ///   - ports: tried in turn; 0 leaves the choice to the system.
  ///   - subscribers: connections that are answered with ``Response/events`` are added to it.
  /// - Returns: nil when none of the ports is free.
  public init?(ports: some Sequence<Int>, subscribers: EventSubscribers) {
    for port in ports {
      guard let (descriptor, actual) = LoopbackServer.listen(port) else { continue }
      listening = descriptor
      self.port = actual
      self.subscribers = subscribers
      return
    }
    return nil
  }

  /// Answers requests from now on, on threads of its own.
  public func start(_ answer: @escaping @Sendable (Request) -> Response) {
    let queue = DispatchQueue(label: "songbook.server", attributes: .concurrent)
    let (listening, port, subscribers) = (listening, port, subscribers)
    queue.async {
      while true {
        let connection = accept4(listening, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
        if connection < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
        guard connection >= 0 else { break }
        queue.async { LoopbackServer.converse(connection, port, subscribers, answer) }
      }
      close(listening)
    }
  }

  /// Closes all connections and stops answering.
  public func stop() {
    shutdown(listening, Int32(SHUT_RDWR))
    subscribers.disconnect()
  }

  private static func listen(_ port: Int) -> (descriptor: Int32, port: Int)? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0, let number = UInt16(exactly: port) else { return nil }
    // The port of a server that has just ended is free.
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = number.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else {
      close(descriptor)
      return nil
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func converse(
    _ connection: Int32, _ port: Int, _ subscribers: EventSubscribers, _ answer: (Request) -> Response
  ) {
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    // Browsers open connections ahead of need and may send nothing.
    guard let head = readHead(connection) else { return _ = close(connection) }
    let request = Request(head: head)
    let response =
      request.map { request in
        if !request.isMeant(forPort: port) { return Response.refusal(.forbidden) }
        if !["GET", "HEAD"].contains(request.method) { return Response.refusal(.methodNotAllowed) }
        return answer(request)
      } ?? .refusal(.badRequest)
    let isWhole = send(response.head + (request?.method == "HEAD" ? [] : response.body), to: connection)
    if response.isEvents, isWhole, request?.method == "GET" { return subscribers.add(connection) }
    shutdown(connection, Int32(SHUT_WR))
    close(connection)
  }

  private static func readHead(_ connection: Int32) -> [UInt8]? {
    var head: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while head.count < longestHead {
      let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = max(0, recv(connection, buffer.baseAddress, buffer.count, 0))
      }
      if chunk.isEmpty { return nil }
      let searched = max(0, head.count - 3)
      head += chunk
      guard head.count >= 4 else { continue }
      for start in searched...(head.count - 4) where head[start..<(start + 4)].elementsEqual(end) {
        return Array(head[..<start])
      }
    }
    return nil
  }

  private static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = Glibc.send(connection, buffer.baseAddress! + sent, buffer.count - sent, Int32(MSG_NOSIGNAL))
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return false }
        sent += count
      }
      return true
    }
  }
}
