/// A mistake or a doubt, as a value: a stable code, its place in the author's file, and what to do. How it looks is decided elsewhere.
public struct Diagnostic: Codable, Sendable, Equatable, Error {
  public enum Severity: String, Codable, Sendable { case error, warning, note }

  /// Such as `unknown-option`, `duplicate-label`, `swift` for what the compiler says.
  public var code: String
  public var severity: Severity
  public var message: String
  public var path: String
  /// From 1.
  public var line: Int
  public var column: Int
  /// The author's line, whole.
  public var sourceLine: String
  /// What to do about it.
  public var hint: String?

  public init(
    code: String, severity: Severity, message: String, path: String, line: Int, column: Int, sourceLine: String,
    hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.path = path
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.hint = hint
  }
}
