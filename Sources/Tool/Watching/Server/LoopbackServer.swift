import Dispatch
import Glibc

/// A server for the browsers of this machine: it listens at 127.0.0.1 alone, answers one request per connection, and
/// reads no bodies.
///
/// One thread looks after all connections, so that none of them can keep others waiting, or the runs.
public final class LoopbackServer: Sendable {
  /// The port that it listens at.
  public let port: Int
  private let listening: Int32
  private let subscribers: EventSubscribers

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

  /// Answers requests from now on, on a thread of its own.
  public func start(_ answer: @escaping @Sendable (Request) -> Response) {
    let (listening, port, subscribers) = (listening, port, subscribers)
    DispatchQueue(label: "songbook.server").async {
      var conversations = Conversations(port: port, subscribers: subscribers, answer: answer)
      conversations.serve(listening)
      close(listening)
    }
  }

  /// Closes all connections and stops answering.
  public func stop() {
    shutdown(listening, Int32(SHUT_RDWR))
    subscribers.disconnect()
  }

  private static func listen(_ port: Int) -> (descriptor: Int32, port: Int)? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
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
        bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 128) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else {
      close(descriptor)
      return nil
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }
}
