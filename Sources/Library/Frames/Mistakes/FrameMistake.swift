import Synchronization

/// A call that a frame cannot answer: a column that is not there, or one of another type.
///
/// ``DataFrame/column(_:)`` and ``DataFrame/column(_:as:)`` throw it. Where no error can be thrown, as in
/// `frame["mass"] / 1000`, a mistake ends the program with the same words; in a notebook it ends its cell.
public struct FrameMistake: Error, Sendable, Equatable, CustomStringConvertible {
  /// What happened and what to do.
  public let description: String

  private static let handler = Mutex<(@Sendable (FrameMistake) -> Never)?>(nil)

  /// From now on `body` ends what a mistake would otherwise end the program for; nil for the program's end.
  public static func handle(_ body: (@Sendable (FrameMistake) -> Never)?) { handler.withLock { $0 = body } }

  /// Ends the program, or what the handler ends instead. Says so also in an optimised library.
  static func stop(_ message: String) -> Never {
    if let handler = handler.withLock({ $0 }) { handler(FrameMistake(description: message)) }
    fatalError(message)
  }
}
