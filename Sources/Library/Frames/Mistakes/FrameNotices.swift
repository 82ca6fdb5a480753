import Synchronization

/// Something about a call with frames that its author should know, though it has a result: such as a join whose keys
/// pair many rows with many.
public struct FrameNotice: Sendable, Equatable {
  /// What was noticed, such as `join.manyToMany`.
  public var code: String
  /// What happened.
  public var message: String
  /// What can be done; nil when nothing needs to be.
  public var hint: String?
}

/// Tells a listener of what is noticed, so that a report can show it.
public enum FrameNotices {
  private static let observers = Mutex<[String: @Sendable (FrameNotice) -> Void]>([:])

  /// From now on `body` is called with each notice, on the thread that makes it.
  /// - Parameters:
  ///   - name: of the observer. Another of the same name is replaced.
  ///   - body: nil ends the observation.
  public static func observe(as name: String = "", _ body: (@Sendable (FrameNotice) -> Void)?) {
    observers.withLock { $0[name] = body }
  }

  static func tell(_ code: String, _ message: String, hint: String? = nil) {
    let bodies = observers.withLock { Array($0.values) }
    for body in bodies { body(FrameNotice(code: code, message: message, hint: hint)) }
  }
}
