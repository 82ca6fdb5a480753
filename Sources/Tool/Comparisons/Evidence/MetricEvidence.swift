public import Runs

/// What is known of how far a metric would move by chance alone.
public struct MetricEvidence: Codable, Sendable, Equatable {
  /// What the evidence rests on.
  public enum Method: String, Codable, Sendable {
    /// Both models were tested on the same rows, and are compared on each.
    case paired
    /// Both metrics have an interval, and that is all: models tested on the same rows may differ clearly by less.
    case unpaired
  }

  /// What the evidence rests on.
  public var method: Method
  /// Where the true difference lies, new less old.
  public var interval: Metric.Interval
  /// How likely a difference so large would be, either way, if there were none.
  public var pValue: Double
  /// The same, adjusted for the number of metrics that were compared (Benjamini and Hochberg).
  public var adjustedPValue: Double
  /// How many rows were compared; nil for unpaired intervals.
  public var rows: Int?
  /// How many groups of rows that belong together; nil where each row stands for itself.
  public var groups: Int?
  /// What the groups are: `Artist`.
  public var group: String?

  /// Whether the difference is more than noise: its interval excludes 0, and it stays clear when all metrics compared
  /// are taken into account.
  public var isClear: Bool {
    (interval.lower > 0 || interval.upper < 0) && adjustedPValue <= 1 - interval.level + 1e-12
  }
}

/// Why no evidence says better or worse of a metric.
public enum Incomparability: Sendable, Equatable {
  /// The runs read files with other contents, and no rows say that the same was tested.
  case otherInputs
  /// The runs tested other rows, or rows of other classes.
  case otherRows(shared: Int, old: Int, new: Int)

  /// `other test rows: 3,100 of 15,302 are in both`.
  public var summary: String {
    switch self {
    case .otherInputs: "the runs read other inputs"
    case .otherRows(let shared, let old, let new):
      "other test rows: \(RowTable.shares(shared, old, new))"
    }
  }
}
