import CLinux
import Glibc

/// The open connections of a server: heads that are being read, and answers that are being sent. None is waited for.
struct Conversations {
  private struct Conversation {
    let connection: Int32
    var head: [UInt8] = []
    /// Nil while the head is read.
    var answer: [UInt8]?
    var sent = 0
    var isEvents = false
    /// When the browser has to have gone on.
    var limit = ContinuousClock.now + patience
  }

  private static let longestHead = 1 << 14
  private static let patience = Duration.seconds(5)
  private let port: Int
  private let subscribers: EventSubscribers
  private let answer: (Request) -> Response
  /// So many connections leave descriptors for the runs.
  private let most: Int
  private var open: [Conversation] = []

  init(port: Int, subscribers: EventSubscribers, answer: @escaping (Request) -> Response) {
    self.port = port
    self.subscribers = subscribers
    self.answer = answer
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    most = max(4, (Int(clamping: min(limit.rlim_cur, 1024)) - 64) / 8)
  }

  /// Serves until the listening descriptor is shut down.
  mutating func serve(_ listening: Int32) {
    var resting: ContinuousClock.Instant?
    while true {
      let streams = subscribers.connections
      if let until = resting, until <= .now { resting = nil }
      var polled = [pollfd(fd: listening, events: resting == nil ? Int16(POLLIN) : 0, revents: 0)]
      polled += open.map { pollfd(fd: $0.connection, events: Int16($0.answer == nil ? POLLIN : POLLOUT), revents: 0) }
      polled += streams.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&polled, nfds_t(polled.count), open.isEmpty && resting == nil ? -1 : 100)
      if polled[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { break }
      for (stream, polled) in zip(streams, polled.dropFirst(1 + open.count)) where polled.revents != 0 {
        // A page sends nothing more: what can be read is its end.
        subscribers.remove(stream)
      }
      for index in open.indices.reversed() {
        let isReady = polled[1 + index].revents != 0
        if isReady ? !proceed(index) : open[index].limit <= .now { end(index) }
      }
      if polled[0].revents & Int16(POLLIN) != 0, !accept(from: listening) { resting = .now + .milliseconds(100) }
    }
    for conversation in open { close(conversation.connection) }
    open = []
  }

  /// - Returns: false when there are no descriptors for more.
  private mutating func accept(from listening: Int32) -> Bool {
    while true {
      let connection = accept4(
        listening, nil, nil, Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue))
      if connection < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
      if connection < 0 {
        // Without a free descriptor Linux does not look whether anybody waits, and says that it is full.
        let isFull = errno != EAGAIN && Self.isReadable(listening)
        // Who has kept silent longest makes room.
        if isFull { endOldest() }
        return !isFull
      }
      // Browsers open connections ahead of need and may send nothing.
      if open.count >= most { endOldest() }
      open.append(Conversation(connection: connection))
    }
  }

  private static func isReadable(_ descriptor: Int32) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 1
  }

  private mutating func endOldest() {
    guard !open.isEmpty else { return }
    end(open.firstIndex { $0.answer == nil } ?? 0)
  }

  private mutating func end(_ index: Int) { close(open.remove(at: index).connection) }

  /// - Returns: false when there is no more to do.
  private mutating func proceed(_ index: Int) -> Bool {
    if open[index].answer == nil { return read(index) }
    return send(index)
  }

  private mutating func read(_ index: Int) -> Bool {
    let connection = open[index].connection
    let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = max(0, recv(connection, buffer.baseAddress, buffer.count, 0))
    }
    if chunk.isEmpty { return false }
    let searched = max(0, open[index].head.count - 3)
    open[index].head += chunk
    let head = open[index].head
    guard let end = Self.end(of: head, from: searched) else { return head.count < Self.longestHead }
    let request = Request(head: head[..<end])
    let response = respond(to: request)
    open[index].answer = response.head + (request?.method == "HEAD" ? [] : response.body)
    open[index].isEvents = response.isEvents && request?.method == "GET"
    open[index].limit = .now + Self.patience
    return send(index)
  }

  private static func end(of head: [UInt8], from start: Int) -> Int? {
    guard head.count >= 4 else { return nil }
    return (start...(head.count - 4)).first { head[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10]) }
  }

  private func respond(to request: Request?) -> Response {
    guard let request else { return .refusal(.badRequest) }
    if !request.isMeant(forPort: port) { return .refusal(.forbidden) }
    if !["GET", "HEAD"].contains(request.method) { return .refusal(.methodNotAllowed) }
    return answer(request)
  }

  private mutating func send(_ index: Int) -> Bool {
    let conversation = open[index]
    guard let answer = conversation.answer else { return true }
    var sent = conversation.sent
    while sent < answer.count {
      let count = answer.withUnsafeBytes {
        Glibc.send(conversation.connection, $0.baseAddress! + sent, answer.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        if sent > conversation.sent { open[index].limit = .now + Self.patience }
        open[index].sent = sent
        return true
      }
      if count <= 0 { return false }
      sent += count
    }
    guard conversation.isEvents else {
      shutdown(conversation.connection, Int32(SHUT_WR))
      return false
    }
    open.remove(at: index)
    subscribers.add(conversation.connection, most: most)
    return true
  }
}
