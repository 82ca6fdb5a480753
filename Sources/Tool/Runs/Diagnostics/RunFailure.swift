/// Why something could not be done at all: a file cannot be read, the disk is full, the toolchain is missing, runs
/// cannot be compared. The author's code is not to blame; what is wrong in the author's file is a ``Diagnostic``.
public struct RunFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// One sentence without a full stop.
  public var message: String
  /// What to do about it, one or more sentences.
  public var hint: String?

  /// A failure with its message and, where there is one, its hint.
  /// - Parameter message: one sentence without a full stop.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// The message, followed by the hint where there is one.
  public var description: String { hint.map { "\(message). \($0)" } ?? message }
}
