/// A number worth comparing between runs.
public struct Metric: Codable, Sendable, Equatable {
  /// Which values are better: higher ones, lower ones, or neither.
  public enum Direction: String, Codable, Sendable { case higher, lower, none }

  /// The name by which runs are compared, the same in every run.
  public var name: String
  /// The number; may be infinite or not a number.
  public var value: Double
  /// The unit, as text; nil where there is none.
  public var unit: String?
  /// Which direction is an improvement.
  public var better: Direction
  /// The confidence interval of the value; nil where none was given.
  public var interval: Interval?
  /// The rows that the number sums up, for runs to be compared row by row; nil where they were not kept.
  public var rows: Rows?

  /// A metric; neither direction is an improvement unless one is given.
  public init(
    name: String, value: Double, unit: String? = nil, better: Direction = .none, interval: Interval? = nil,
    rows: Rows? = nil
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.better = better
    self.interval = interval
    self.rows = rows
  }
}

extension Metric {
  /// A range that holds the true value with a given confidence.
  public struct Interval: Codable, Sendable, Equatable {
    /// Where the range starts.
    public var lower: Double
    /// Where the range ends.
    public var upper: Double
    /// How often such a range holds the true value, between 0 and 1.
    public var level: Double

    /// A range with its level.
    public init(lower: Double, upper: Double, level: Double = 0.95) {
      self.lower = lower
      self.upper = upper
      self.level = level
    }
  }

  /// Where the rows of a test are that a metric sums up, and how it does.
  public struct Rows: Codable, Sendable, Equatable {
    /// Only the rows with this value in this column.
    public struct Slice: Codable, Sendable, Equatable {
      /// The column.
      public var column: String
      /// Its value, as text.
      public var value: String

      /// The rows with this value.
      public init(column: String, value: String) {
        self.column = column
        self.value = value
      }
    }

    /// The label of the artifact that holds the rows: CSV packed with gzip.
    public var artifact: String
    /// The column that tells rows apart.
    public var key: String
    /// The column of what several rows share, such as their artist, and are no independent evidence for; nil where each
    /// row stands for itself.
    public var group: String?
    /// The column of the rows' true classes; nil where they have none.
    public var actual: String?
    /// The column of the classes that were predicted; nil where none were.
    public var predicted: String?
    /// The column whose values the metric sums up.
    public var column: String
    /// How it does: `mean`, `rootMean`, `classMean`, `macroF1` or `weightedF1`.
    public var statistic: String
    /// Nil for all rows.
    public var slice: Slice?

    /// Rows of an artifact.
    public init(
      artifact: String, key: String, group: String? = nil, actual: String? = nil, predicted: String? = nil,
      column: String, statistic: String = "mean", slice: Slice? = nil
    ) {
      self.artifact = artifact
      self.key = key
      self.group = group
      self.actual = actual
      self.predicted = predicted
      self.column = column
      self.statistic = statistic
      self.slice = slice
    }
  }
}
