import Foundation
import Glibc

/// A browser's side of a connection to this machine: sends what it is told to, and gives what comes.
public final class LoopbackClient {
  /// The server is not there, or the connection ended too early.
  public struct Disconnected: Error, CustomStringConvertible {
    public var description: String
  }

  private let port: Int
  private var descriptor: Int32
  private var rest = ""

  public init(_ port: Int) throws {
    self.port = port
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // A test that waits for what never comes fails, and does not hang.
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) == 0 }
    }
    guard isConnected else { throw Disconnected(description: "nobody listens at port \(port)") }
  }

  deinit { close() }

  public func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  public func ask(_ path: String, method: String = "GET", host: String? = nil) throws {
    let head = "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nAccept: */*\r\n\r\n"
    guard send(descriptor, head, head.utf8.count, Int32(MSG_NOSIGNAL)) == head.utf8.count else {
      throw Disconnected(description: "the question could not be sent")
    }
  }

  /// The whole answer, to the end of the connection.
  public func answer(_ path: String, method: String = "GET", host: String? = nil) throws -> String {
    try ask(path, method: method, host: host)
    while more() {}
    return rest
  }

  /// What comes, up to and with `end`.
  public func read(until end: String) throws -> String {
    while true {
      if let range = rest.range(of: end) {
        let result = String(rest[..<range.upperBound])
        rest = String(rest[range.upperBound...])
        return result
      }
      guard more() else { throw Disconnected(description: "the connection ended after \(rest.suffix(2000))") }
    }
  }

  private func more() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 { rest += String(decoding: buffer[..<count], as: UTF8.self) }
    return count > 0
  }
}
