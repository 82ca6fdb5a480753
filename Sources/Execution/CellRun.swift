public import Events
public import Notebooks

/// What became of one cell.
public struct CellRun: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable {
    case ok, cached, failed, crashed, timedOut
    /// Left out on purpose: `eval: false`, or not needed for the figure that was asked for.
    case skipped
    /// Never reached, because an earlier cell ended the run.
    case notRun
  }

  public var index: Int
  public var label: String?
  public var title: String?
  public var kind: Cell.Kind
  public var startLine: Int
  public var endLine: Int
  public var status: Status
  /// Nil when the cell did not run.
  public var seconds: Double?
  /// The most resident memory while it ran, in bytes.
  public var peakMemory: Int?
  public var outputs: [Output]
  public var warnings: [Warning]
  public var problem: Problem?

  public init(
    index: Int, label: String? = nil, title: String? = nil, kind: Cell.Kind, startLine: Int, endLine: Int,
    status: Status, seconds: Double? = nil, peakMemory: Int? = nil, outputs: [Output] = [], warnings: [Warning] = [],
    problem: Problem? = nil
  ) {
    self.index = index
    self.label = label
    self.title = title
    self.kind = kind
    self.startLine = startLine
    self.endLine = endLine
    self.status = status
    self.seconds = seconds
    self.peakMemory = peakMemory
    self.outputs = outputs
    self.warnings = warnings
    self.problem = problem
  }
}

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
