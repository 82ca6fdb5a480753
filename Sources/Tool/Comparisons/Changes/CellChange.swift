public import Runs

/// A cell before and after.
public struct CellChange: Codable, Sendable, Equatable {
  public struct Side: Codable, Sendable, Equatable {
    public var startLine: Int
    public var status: CellRun.Status
    public var seconds: Double?
    public var peakMemory: Int?
  }

  public var name: String
  public var old: Side?
  public var new: Side?
  /// How its code or text differs; nil when it does not, or the source of a run is not at hand.
  public var code: TextDifference?
  /// What it printed, said or showed as a value, where that differs.
  public var texts: [TextChange]

  public var standing: Standing {
    guard let old else { return .added }
    guard let new else { return .removed }
    return code == nil && texts.isEmpty && old.status.isSettled == new.status.isSettled ? .same : .changed
  }
}

extension CellRun.Status {
  /// A cell from the cache is as good as one that ran.
  var isSettled: CellRun.Status { self == .cached ? .ok : self }
}

/// Something a cell said before and after.
public struct TextChange: Codable, Sendable, Equatable {
  /// `markdown`, `value`, `stdout`, `stderr`, `headlines`.
  public var kind: String
  public var difference: TextDifference
}
