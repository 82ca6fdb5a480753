/// Why a run could not be made at all: something is missing on this machine, or the disk is full. The author's code is not to blame.
public struct RunnerFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public var message: String
  /// What to do about it.
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  public var description: String { hint.map { "\(message). \($0)" } ?? message }
}
