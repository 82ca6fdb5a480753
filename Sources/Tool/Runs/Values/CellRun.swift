/// What became of one cell.
public struct CellRun: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable { case code, markdown }

  public enum Status: String, Codable, Sendable {
    case ok, cached, failed, crashed, timedOut
    /// Left out on purpose: `eval: false`, or not needed for the figure that was asked for.
    case skipped
    /// Never reached, because an earlier cell ended the run.
    case notRun
  }

  /// Position in the notebook, from 0.
  public var index: Int
  public var label: String?
  public var title: String?
  public var kind: Kind
  /// The cell's lines in the author's file, from 1, marker included.
  public var startLine: Int
  public var endLine: Int
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
  public var warnings: [Diagnostic]
  /// Why it did not come to its end.
  public var problem: Diagnostic?

  /// How the cell is called.
  public var name: CellName { CellName(label: label, title: title, line: startLine, isText: kind == .markdown) }

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
