import Glibc
import Summaries

/// One request to a server over a connection of its own.
///
/// Written here, because Foundation's client takes longer to load than most answers take to come.
struct HTTPConnection: ~Copyable {
  private let descriptor: Int32
  private let session: TransportLayerSecurity.Session?
  private let host: String

  /// - Parameters:
  ///   - seconds: how long the server may be silent.
  init(host: String, port: Int, isSecure: Bool, seconds: Int) throws(DataSourceError) {
    let place = "\(host):\(port)"
    self.host = place
    let descriptor = try Self.connect(host, port, seconds: min(seconds, 10))
    var session: TransportLayerSecurity.Session?
    if isSecure {
      do throws(DataSourceError) {
        session = try TransportLayerSecurity().session(over: descriptor, host: host)
      } catch {
        close(descriptor)
        throw error
      }
    }
    self.descriptor = descriptor
    self.session = session
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    session?.close()
    close(descriptor)
  }

  private static func connect(_ host: String, _ port: Int, seconds: Int) throws(DataSourceError) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, String(port), &hints, &found)
    guard result == 0, let found else {
      throw DataSourceError(
        kind: .connection, place: host, message: "The host is not known (\(String(cString: gai_strerror(result)))).",
        hint: "Is its name spelt right, and is there a network?")
    }
    defer { freeaddrinfo(found) }
    var reason = ECONNREFUSED
    var entry: UnsafeMutablePointer<addrinfo>? = found
    while let address = entry {
      entry = address.pointee.ai_next
      let descriptor = socket(
        address.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      guard descriptor >= 0 else { continue }
      // The time that sending may take is also that of connecting.
      var time = timeval(tv_sec: seconds, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
      var yes: Int32 = 1
      setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      if Glibc.connect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 { return descriptor }
      reason = errno == EINPROGRESS ? ETIMEDOUT : errno
      close(descriptor)
    }
    throw DataSourceError(
      kind: .connection, place: "\(host):\(port)",
      message: "There is no connection: \(String(cString: strerror(reason))).",
      hint: "Does a server run there, and is this the port of its HTTP interface?")
  }

  func send(_ bytes: [UInt8]) throws(DataSourceError) {
    let isWhole = bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let buffer = UnsafeRawBufferPointer(rebasing: rest)
        let count =
          session?.send(buffer) ?? Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        if count < 0, session == nil, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    guard isWhole else {
      throw DataSourceError(kind: .connection, place: host, message: "The connection broke while the query was sent.")
    }
  }

  /// Bytes that came; none at the end.
  func receive(into buffer: UnsafeMutableRawBufferPointer) throws(DataSourceError) -> Int {
    while true {
      let count = session?.receive(buffer) ?? recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count >= 0 { return count }
      if session == nil, errno == EINTR { continue }
      let isLate = errno == EAGAIN || errno == EWOULDBLOCK
      throw DataSourceError(
        kind: isLate ? .limit : .connection, place: host,
        message: isLate ? "The server has not answered in time." : "The connection broke before the answer's end.")
    }
  }
}
