public import Statistics

/// How near predicted numbers came to what was.
public struct RegressionEvaluation: Sendable, Equatable, Codable {
  /// What was, row by row.
  public let actual: [Double]
  /// What was predicted, row by row.
  public let predicted: [Double]

  /// - Throws: ``LearningError/emptyTestSet``, ``LearningError/differentRowCounts(expected:found:)``,
  ///   ``LearningError/nonFinite(column:row:value:)``.
  public init(actual: [Double], predicted: [Double]) throws(LearningError) {
    guard !actual.isEmpty else { throw .emptyTestSet }
    guard predicted.count == actual.count else {
      throw .differentRowCounts(expected: actual.count, found: predicted.count)
    }
    for (name, values) in [("actual", actual), ("predicted", predicted)] {
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        throw .nonFinite(column: name, row: row, value: values[row])
      }
    }
    self.actual = actual
    self.predicted = predicted
  }

  /// The mean size of the errors, in the values' unit.
  public var meanAbsoluteError: Double {
    zip(actual, predicted).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(actual.count)
  }

  /// The square root of the mean squared error, in the values' unit.
  public var rootMeanSquaredError: Double { (squares / Double(actual.count)).squareRoot() }

  /// The share of the variance that is explained: 1 at best, 0 for naming the mean of all rows, below 0 for worse; NaN
  /// where all values are the same.
  public var rSquared: Double {
    let mean = actual.reduce(0, +) / Double(actual.count)
    let spread = actual.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return spread > 0 ? 1 - squares / spread : .nan
  }

  /// Where the root mean squared error of all rows there are lies.
  /// - Parameter groups: rows that are no independent evidence, such as those of one artist; nil for none.
  public func rootMeanSquaredErrorInterval(groups: RowGroups? = nil, level: Double = 0.95) -> ConfidenceInterval {
    interval(.rootMean, zip(actual, predicted).map { ($0 - $1) * ($0 - $1) }, groups, level)
  }

  /// Where the mean absolute error of all rows there are lies.
  /// - Parameter groups: rows that are no independent evidence, such as those of one artist; nil for none.
  public func meanAbsoluteErrorInterval(groups: RowGroups? = nil, level: Double = 0.95) -> ConfidenceInterval {
    interval(.mean, zip(actual, predicted).map { abs($0 - $1) }, groups, level)
  }

  private func interval(
    _ statistic: RowStatistic, _ values: [Double], _ groups: RowGroups?, _ level: Double
  ) -> ConfidenceInterval {
    RowMeasure(statistic, of: values).interval(groups: groups?.codes, level: level)
  }

  private var squares: Double { zip(actual, predicted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
}
