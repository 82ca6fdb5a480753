public import Runs

/// A cell before and after.
public struct CellChange: Codable, Sendable, Equatable {
  /// The cell in one of the runs.
  public struct Side: Codable, Sendable, Equatable {
    /// The author's line that it starts at.
    public var startLine: Int
    /// What became of it.
    public var status: CellRun.Status
    /// Wall time; nil when it did not run.
    public var seconds: Double?
    /// The most resident memory while it ran, in bytes.
    public var peakMemory: Int?
  }

  /// What rules call it: the label, else the title, else the line.
  public var identifier: String
  /// What people call it: the title, else the label, else the line.
  public var name: String
  /// The cell in the old run; nil for a new cell.
  public var old: Side?
  /// The cell in the new run; nil for one that is gone.
  public var new: Side?
  /// How its code or text differs; nil when it does not, or the source of a run is not at hand.
  public var code: TextDifference?
  /// What it printed, said or showed as a value, where that differs.
  public var texts: [TextChange]

  private enum CodingKeys: String, CodingKey {
    case old, new, code, texts
    case identifier = "name"
    case name = "displayName"
  }

  /// Whether it differs. Time and memory do not count.
  public var kind: ChangeKind {
    guard let old else { return .added }
    guard let new else { return .removed }
    return code == nil && texts.isEmpty && old.status.settled == new.status.settled ? .same : .changed
  }
}

extension CellRun.Status {
  /// The status with `cached` taken for `ok`: it does not matter whether a cell ran.
  var settled: CellRun.Status { self == .cached ? .ok : self }
}

/// What a cell showed as text, before and after.
public struct TextChange: Codable, Sendable, Equatable {
  /// `markdown`, `value`, `stdout`, `stderr`, `headlines`.
  public var kind: String
  /// How the texts differ.
  public var difference: TextDifference
}
