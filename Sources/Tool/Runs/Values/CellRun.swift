/// What became of one cell.
public struct CellRun: Codable, Sendable, Equatable {
  /// Whether a cell holds Swift or Markdown.
  public enum Kind: String, Codable, Sendable { case code, markdown }

  /// How a cell ended. `cached`: it shows again what an earlier run showed.
  public enum Status: String, Codable, Sendable {
    case ok, cached, failed, crashed, timedOut
    /// Left out on purpose: `eval: false`, or not needed for the figure that was asked for.
    case skipped
    /// Never reached, because an earlier cell ended the run.
    case notRun
  }

  /// Position in the notebook, from 0.
  public var index: Int
  /// The option `label`; nil where the cell has none.
  public var label: String?
  /// The cell's title; nil where it has none.
  public var title: String?
  /// Whether it holds Swift or Markdown.
  public var kind: Kind
  /// The cell's lines in the author's file, from 1, marker included.
  public var startLine: Int
  /// Its last line, from 1.
  public var endLine: Int
  /// How it ended.
  public var status: Status
  /// Of its tokens, of those of all it needs, of what these read, of the parameters they use, and of the compiler and
  /// Songbook's library: a cell of the same fingerprint shows the same. Nil where that is not known: for a cell that
  /// did not come to its end, and one with `cache: false`.
  public var fingerprint: String?
  /// Nil when the cell did not run.
  public var seconds: Double?
  /// The most resident memory while it ran, in bytes.
  public var peakMemory: Int?
  /// What it showed, in order.
  public var outputs: [Output]
  /// What readers should know of and did not stop the cell, in the order of appearance.
  public var warnings: [Diagnostic]
  /// Why it did not come to its end.
  public var problem: Diagnostic?

  /// How the cell is called.
  public var name: CellName { CellName(label: label, title: title, line: startLine, isText: kind == .markdown) }

  /// What became of a cell; what is left out is not known, or empty.
  public init(
    index: Int, label: String? = nil, title: String? = nil, kind: Kind, startLine: Int, endLine: Int,
    status: Status, fingerprint: String? = nil, seconds: Double? = nil, peakMemory: Int? = nil, outputs: [Output] = [],
    warnings: [Diagnostic] = [],
    problem: Diagnostic? = nil
  ) {
    self.index = index
    self.label = label
    self.title = title
    self.kind = kind
    self.startLine = startLine
    self.endLine = endLine
    self.status = status
    self.fingerprint = fingerprint
    self.seconds = seconds
    self.peakMemory = peakMemory
    self.outputs = outputs
    self.warnings = warnings
    self.problem = problem
  }
}
