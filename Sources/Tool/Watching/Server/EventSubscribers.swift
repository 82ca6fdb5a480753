import Glibc
import Synchronization

/// The pages that are open, each with a connection over which messages are sent to it (server-sent events).
public final class EventSubscribers: Sendable {
  private struct State {
    var listeners: [Int32] = []
    var latest: [UInt8] = []
  }

  private let state = Mutex(State())

  /// No pages.
  public init() {}

  /// Sends a message to all pages, and to pages that are opened later, until the next message.
  /// - Parameter message: one line.
  public func send(_ message: String) {
    let bytes = Array("data: \(message)\n\n".utf8)
    state.withLock { state in
      state.latest = bytes
      state.listeners.removeAll { listener in
        if EventSubscribers.send(bytes, to: listener) { return false }
        // The page is gone, or does not read; one that is there connects again.
        close(listener)
        return true
      }
    }
  }

  /// The connections.
  var connections: [Int32] { state.withLock { $0.listeners } }

  /// Closes a connection whose page has gone.
  func remove(_ connection: Int32) {
    state.withLock { state in
      guard let index = state.listeners.firstIndex(of: connection) else { return }
      close(state.listeners.remove(at: index))
    }
  }

  /// Takes over a connection whose head has been sent.
  /// - Parameter most: of more than so many the oldest is closed; a page that is there connects again.
  func add(_ connection: Int32, most: Int = .max) {
    state.withLock { state in
      if state.listeners.count >= most, !state.listeners.isEmpty { close(state.listeners.removeFirst()) }
      guard EventSubscribers.send(Array("retry: 500\n\n".utf8) + state.latest, to: connection) else {
        close(connection)
        return
      }
      state.listeners.append(connection)
    }
  }

  /// Closes all connections.
  func disconnect() {
    state.withLock { state in
      for listener in state.listeners { close(listener) }
      state.listeners = []
    }
  }

  /// Never waits: a message has a few hundred bytes, and a page that has not read thousands of them is of no use.
  private static func send(_ bytes: [UInt8], to listener: Int32) -> Bool {
    Glibc.send(listener, bytes, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) == bytes.count
  }
}
