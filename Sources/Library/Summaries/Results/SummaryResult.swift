public import Frames
public import Statistics

/// The values of a ``Summary``.
///
/// Each kind of result has an accessor that stops the program when the summary was of another kind.
public enum SummaryResult: Sendable, Equatable, Codable {
  case columns([ColumnCounts])
  case moments([Moments])
  case numbers([NumericSummary])
  /// For each column one value for each probability.
  case quantiles([[Double]])
  case valueCounts(ValueCounts)
  case pairCounts(PairedValueCounts)
  case histograms([Histogram])
  case hexagons(HexagonBins)
  /// Sorted by name.
  case boxes([GroupBox])
  case correlations(CorrelationMatrix)
  case frame(DataFrame)
  case trends(TrendSet)
  case fits([GroupFit])
  /// The rows of each word.
  case keywords([Int])
}

/// How many rows, missing values and distinct values a column has.
public struct ColumnCounts: Hashable, Sendable, Codable {
  /// The column's name.
  public var name: String
  /// Rows, those with missing values too.
  public var rows: Int
  /// Missing values.
  public var missing: Int
  /// Different values; missing is none.
  public var distinct: Int

  /// Counts of a column.
  public init(name: String, rows: Int, missing: Int, distinct: Int) {
    self.name = name
    self.rows = rows
    self.missing = missing
    self.distinct = distinct
  }
}

/// The most frequent values of a column.
public struct ValueCounts: Hashable, Sendable, Codable {
  /// A value with its number of rows.
  public struct Entry: Hashable, Sendable, Codable {
    /// The value as text.
    public var value: String
    /// Rows that have it.
    public var count: Int

    /// A value with its number of rows.
    public init(value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// The most frequent first; of equally frequent ones the lesser first.
  public var entries: [Entry]
  /// Different values, in ``entries`` or not.
  public var distinct: Int
  /// Rows with a value.
  public var total: Int
  /// Rows without one.
  public var missing: Int
  /// Values that are not in ``entries`` and as frequent as the last one that is.
  public var tied: Int

  /// Rows whose value is not among the entries.
  public var otherCount: Int { total - entries.reduce(0) { $0 + $1.count } }

  /// Counts that were made somewhere.
  public init(entries: [Entry], distinct: Int, total: Int, missing: Int, tied: Int) {
    self.entries = entries
    self.distinct = distinct
    self.total = total
    self.missing = missing
    self.tied = tied
  }
}

/// The rows of each two values of two columns, sorted by both.
public struct PairedValueCounts: Hashable, Sendable, Codable {
  /// Two values with their number of rows.
  public struct Entry: Hashable, Sendable, Codable {
    /// The value of the first column as text.
    public var name: String
    /// The value of the second.
    public var group: String
    /// Rows that have both.
    public var count: Int

    /// Two values with their number of rows.
    public init(name: String, group: String, count: Int) {
      self.name = name
      self.group = group
      self.count = count
    }
  }

  /// Sorted by name and group.
  public var entries: [Entry]
  /// Rows that lack one of both.
  public var missing: Int

  /// Counts that were made somewhere.
  public init(entries: [Entry], missing: Int) {
    self.entries = entries
    self.missing = missing
  }
}

/// The box of a group.
public struct GroupBox: Hashable, Sendable, Codable {
  /// The group's name; nil for all rows.
  public var name: String?
  /// Nil where no value is finite.
  public var box: BoxSummary?
  /// Rows of the group, those with missing values too.
  public var rows: Int

  /// A group with its box.
  public init(name: String?, box: BoxSummary?, rows: Int) {
    self.name = name
    self.box = box
    self.rows = rows
  }
}

/// The line through the points of a group.
public struct GroupFit: Hashable, Sendable, Codable {
  /// The group's name; nil for all rows.
  public var name: String?
  /// Nil where no line goes through the points, or many do.
  public var fit: LinearFit?

  /// A group with its line.
  public init(name: String?, fit: LinearFit?) {
    self.name = name
    self.fit = fit
  }
}

/// Trends along the same x.
public struct TrendSet: Hashable, Sendable, Codable {
  /// The names of the lines, columns or groups.
  public var names: [String]
  /// A trend for each name.
  public var trends: [Trend]
  /// Rows that are in no line, or that one of the lines lacks.
  public var missing: Int

  /// Trends with their names.
  public init(names: [String], trends: [Trend], missing: Int) {
    self.names = names
    self.trends = trends
    self.missing = missing
  }
}
