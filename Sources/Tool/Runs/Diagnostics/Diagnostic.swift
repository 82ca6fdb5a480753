/// What went wrong or looks wrong, where, and what to do about it: the one form for mistakes in the author's file, for
/// what the compiler says, for warnings of a run, and for what ended a cell. How it looks is decided elsewhere.
///
/// Its JSON has the three forms that `run.json` and events have: `code`, `message`, `hint` for warnings without a
/// place; `message`, `line`, `sourceLine`, `signal`, `backtrace`, `hint` for the ends of cells; code, severity, message
/// and place for all that is about a file.
public struct Diagnostic: Sendable, Equatable, Error {
  /// How serious a diagnostic is: an error stops something, warnings and notes do not.
  public enum Severity: String, Codable, Sendable { case error, warning, note }

  /// A stable word for the kind, such as `unknown-option`, `csv.problems`, `swift` for what the compiler says.
  public var code: String
  /// How serious it is.
  public var severity: Severity
  /// One sentence.
  public var message: String
  /// The file, as the user named it, or the argument of the command; nil where the context tells.
  public var path: String?
  /// From 1; nil when it is about the whole file, or not known.
  public var line: Int?
  /// From 1, in bytes of UTF-8.
  public var column: Int?
  /// The author's line, whole.
  public var sourceLine: String?
  /// The name of the signal that ended the process: `SIGILL`.
  public var signal: String?
  /// Calls in the author's file, innermost first: `average(of:) at line 84`.
  public var backtrace: [String] = []
  /// What to do about it.
  public var hint: String?

  /// About a place in a file.
  public init(
    code: String, severity: Severity, message: String, path: String, line: Int? = nil, column: Int? = nil,
    sourceLine: String? = nil, hint: String? = nil
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

  /// Something that readers should know and that did not stop the run: rows that could not be read, a label that did
  /// not fit, a font that is missing.
  public init(warning code: String, message: String, hint: String? = nil) {
    self.code = code
    severity = .warning
    self.message = message
    self.hint = hint
  }

  /// Why a cell did not come to its end.
  /// - Parameters:
  ///   - line: the author's line that was running, where it is known.
  ///   - sourceLine: its text.
  public init(
    cellError message: String, line: Int? = nil, sourceLine: String? = nil, signal: String? = nil,
    backtrace: [String] = [], hint: String? = nil
  ) {
    code = Diagnostic.cellError
    severity = .error
    self.message = message
    self.line = line
    self.sourceLine = sourceLine
    self.signal = signal
    self.backtrace = backtrace
    self.hint = hint
  }

  /// `exploration.swift:12:5`; the path alone when it is about the whole file.
  public var location: String {
    let path = path ?? ""
    return line.map { "\(path):\($0):\(column ?? 1)" } ?? path
  }

  /// Whether it is about how the report was made, and nothing to its readers: what Songbook's library tells by itself,
  /// and not what the analysis says with `warn`.
  public var isForAuthors: Bool {
    guard severity == .warning, let point = code.firstIndex(of: ".") else { return false }
    return Diagnostic.libraryFamilies.contains(String(code[..<point]))
  }

  private static let libraryFamilies: Set<String> = ["cache", "chart", "csv", "markdown", "output", "stream"]

  /// The ``code`` of what ended a cell.
  public static let cellError = "cell"
}

extension Diagnostic: Codable {
  private enum CodingKeys: String, CodingKey {
    case code, severity, message, path, line, column, sourceLine, signal, backtrace, hint
  }

  /// Decodes one of the three forms: with `backtrace` the end of a cell; with a positive `line` something at a place;
  /// else something without a line, a warning where `severity` is missing.
  /// - Throws: `DecodingError` when a key of the form is missing or has another type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    message = try container.decode(String.self, forKey: .message)
    hint = try container.decodeIfPresent(String.self, forKey: .hint)
    if let backtrace = try container.decodeIfPresent([String].self, forKey: .backtrace) {
      code = Diagnostic.cellError
      severity = .error
      line = try container.decodeIfPresent(Int.self, forKey: .line)
      sourceLine = try container.decodeIfPresent(String.self, forKey: .sourceLine)
      signal = try container.decodeIfPresent(String.self, forKey: .signal)
      self.backtrace = backtrace
      return
    }
    code = try container.decode(String.self, forKey: .code)
    severity = try container.decodeIfPresent(Severity.self, forKey: .severity) ?? .warning
    path = try container.decodeIfPresent(String.self, forKey: .path)
    // A line of 0 stands for none.
    guard let line = try container.decodeIfPresent(Int.self, forKey: .line), line > 0 else { return }
    self.line = line
    column = try container.decode(Int.self, forKey: .column)
    sourceLine = try container.decode(String.self, forKey: .sourceLine)
  }

  /// Encodes the form for a file where there is a path, else for an error the one for the end of a cell, else the one
  /// for warnings.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(message, forKey: .message)
    try container.encodeIfPresent(hint, forKey: .hint)
    if let path {
      try container.encode(code, forKey: .code)
      try container.encode(severity, forKey: .severity)
      try container.encode(path, forKey: .path)
      try container.encode(line ?? 0, forKey: .line)
      try container.encode(column ?? 0, forKey: .column)
      try container.encode(sourceLine ?? "", forKey: .sourceLine)
    } else if severity == .error {
      try container.encodeIfPresent(line, forKey: .line)
      try container.encodeIfPresent(sourceLine, forKey: .sourceLine)
      try container.encodeIfPresent(signal, forKey: .signal)
      try container.encode(backtrace, forKey: .backtrace)
    } else {
      try container.encode(code, forKey: .code)
    }
  }
}
