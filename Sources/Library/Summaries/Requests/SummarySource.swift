public import Frames

/// Rows that can be summarised, wherever they are.
public protocol SummarySource: Sendable {
  /// The columns with the types that their values have in a frame.
  var columnTypes: [(name: String, type: CSVType)] { get }

  /// Evaluates several summaries together, which may need fewer passes over the rows than one by one.
  /// - Returns: a result for each summary, in their order.
  func evaluate(_ summaries: [Summary]) throws(DataSourceError) -> [SummaryResult]
}

extension SummarySource {
  /// Evaluates one summary.
  public func evaluate(_ summary: Summary) throws(DataSourceError) -> SummaryResult {
    try evaluate([summary])[0]
  }

  /// Evaluates a quantity of the rows that a filter lets through.
  public func evaluate(
    _ quantity: Summary.Quantity, where filter: RowFilter? = nil
  ) throws(DataSourceError) -> SummaryResult {
    try evaluate(Summary(quantity, where: filter))
  }

  /// The columns that hold numbers.
  package var numericNames: [String] {
    columnTypes.filter { $0.type == .double || $0.type == .integer }.map(\.name)
  }
}
