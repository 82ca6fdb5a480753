public import Learning
public import Runs
public import Statistics

/// Records a number worth comparing between runs; it is written to `run.json` and not shown by itself.
///
///     metric("accuracy", 0.648, interval: 0.58...0.71, better: .higher)
///
/// - Parameters:
///   - name: the same in every run.
///   - interval: where the true value lies, for `songbook diff` to tell a change from noise; nil where that is not
///     known.
///   - level: how often such an interval holds the true value, between 0 and 1.
///   - better: which direction is an improvement.
public func metric(
  _ name: String, _ value: Double, interval: ClosedRange<Double>? = nil, level: Double = 0.95, unit: String? = nil,
  better: Metric.Direction = .none
) {
  let interval = interval.map { Metric.Interval(lower: $0.lowerBound, upper: $0.upperBound, level: level) }
  record(Metric(name: name, value: value, unit: unit, better: better, interval: interval))
}

/// Records an estimated measure of a classifier with its interval.
///
/// - Parameters:
///   - name: the same in every run.
///   - outcomes: what became of each row that was tested, for `songbook diff` to compare two runs row by row. They are
///     kept as an artifact.
public func metric(_ name: String, _ estimate: Estimate, in outcomes: RowOutcomes? = nil) {
  var metric = Metric(name: name, value: estimate.value, better: estimate.measure.isLoss ? .lower : .higher)
  metric.interval = Metric.Interval(estimate.interval)
  if let outcomes, let statistic = estimate.measure.rowStatistic,
    outcomes.frame.containsColumn(estimate.measure.outcomeColumn)
  {
    metric.rows = outcomes.rows(column: estimate.measure.outcomeColumn, statistic: statistic)
  }
  record(metric)
}

/// Records the mean of a column over the rows of a test, with its interval, for `songbook diff` to compare two runs row
/// by row.
///
///     metric("recall/pop", meanOf: "Right", in: outcomes, where: ("Class", "pop"), better: .higher)
///
/// - Parameters:
///   - name: the same in every run.
///   - column: numbers or truth values, without missing ones.
///   - outcomes: the rows; they are kept as an artifact.
///   - slice: only the rows with this value in this column; nil for all.
///   - interval: the mean's, where it is known by other means, such as ``GroupedShare``; nil for Student's over groups.
///   - better: which direction is an improvement.
/// - Returns: the mean with its interval.
/// - Throws: what ``RowOutcomes/mean(of:where:level:)`` throws.
@discardableResult
public func metric(
  _ name: String, meanOf column: String, in outcomes: RowOutcomes, where slice: (column: String, value: String)? = nil,
  interval: ConfidenceInterval? = nil, unit: String? = nil, better: Metric.Direction = .none
) throws(LearningError) -> (value: Double, interval: ConfidenceInterval) {
  var mean = try outcomes.mean(of: column, where: slice)
  if let interval { mean.interval = interval }
  record(
    Metric(
      name: name, value: mean.value, unit: unit, better: better, interval: Metric.Interval(mean.interval),
      rows: outcomes.rows(
        column: column, statistic: .mean, slice: slice.map { Metric.Rows.Slice(column: $0.column, value: $0.value) })))
  return mean
}

private func record(_ metric: Metric) { Session.current.send { .metric(cell: $0, metric: metric) } }

extension Metric.Interval {
  /// Nil for an interval that is not known.
  fileprivate init?(_ interval: ConfidenceInterval) {
    guard interval.lower.isFinite, interval.upper.isFinite else { return nil }
    self.init(lower: interval.lower, upper: interval.upper, level: interval.level)
  }
}

extension RowOutcomes {
  /// Where a metric's rows are, once they are written.
  fileprivate func rows(
    column: String, statistic: RowStatistic, slice: Metric.Rows.Slice? = nil
  ) -> Metric.Rows? {
    Session.current.attach(self).map { artifact in
      Metric.Rows(
        artifact: artifact, key: key, group: group, actual: actual, predicted: predicted, column: column,
        statistic: statistic.rawValue, slice: slice)
    }
  }
}

/// Shows the reader a warning about something that did not stop the run.
///
/// - Parameter hint: what can be done about it.
public func warn(_ message: String, code: String = "analysis", hint: String? = nil) {
  guard Session.current.isSupervised else { return print("warning: \(message)") }
  let warning = Diagnostic(warning: code, message: message, hint: hint)
  Session.current.send { .warning(cell: $0, warning: warning) }
}
