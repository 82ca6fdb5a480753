@preconcurrency import Glibc

/// A server on loopback that answers every request with the same bytes, whatever they are.
struct HostileServer {
  let port: Int
  private let listener: Int32

  /// - Parameter answer: sent after the request's head has come; again and again when `isEndless`.
  init(answer: [UInt8], isEndless: Bool = false) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw POSIXFailure(code: errno) }
    port = Int(UInt16(bigEndian: address.sin_port))
    let answers = Answers(listener: descriptor, bytes: answer, isEndless: isEndless)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Answers>.fromOpaque(context!).takeRetainedValue().serve()
        return nil
      }, Unmanaged.passRetained(answers).toOpaque())
    pthread_detach(thread)
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  struct POSIXFailure: Error { var code: Int32 }

  private final class Answers {
    let listener: Int32
    let bytes: [UInt8]
    let isEndless: Bool

    init(listener: Int32, bytes: [UInt8], isEndless: Bool) {
      self.listener = listener
      self.bytes = bytes
      self.isEndless = isEndless
    }

    func serve() {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var request = [UInt8](repeating: 0, count: 1 << 16)
        _ = recv(connection, &request, request.count, 0)
        repeat {
          guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { break }
        } while isEndless
        // Closing while a part of the request is unread would take the answer away from the client.
        shutdown(connection, Int32(SHUT_WR))
        while recv(connection, &request, request.count, 0) > 0 {}
        close(connection)
      }
    }
  }
}
