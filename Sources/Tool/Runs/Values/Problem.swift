/// Why a cell did not come to its end.
public struct Problem: Codable, Sendable, Equatable {
  /// One sentence: "Fatal error: Index out of range", "killed by SIGKILL", "no answer within 30 s".
  public var message: String
  /// The author's line, where it is known.
  public var line: Int?
  /// The text of that line.
  public var sourceLine: String?
  /// The signal's name when the process died of one: `SIGILL`.
  public var signal: String?
  /// Frames in the author's file, innermost first: `average(of:) at exploration.swift:84`.
  public var backtrace: [String]
  public var hint: String?

  public init(
    message: String, line: Int? = nil, sourceLine: String? = nil, signal: String? = nil, backtrace: [String] = [],
    hint: String? = nil
  ) {
    self.message = message
    self.line = line
    self.sourceLine = sourceLine
    self.signal = signal
    self.backtrace = backtrace
    self.hint = hint
  }
}
