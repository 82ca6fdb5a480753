/// How strongly each two columns go together.
public struct CorrelationMatrix: Sendable, Hashable, Codable {
  /// What is correlated.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Of the values: 1 for a rising straight line.
    case pearson
    /// Of the ranks, ties at their average rank: 1 for any rising curve.
    case spearman
  }

  /// Of the columns.
  public var names: [String]
  /// What was correlated: values or ranks.
  public var method: Method
  /// Row by row, from -1 to 1; NaN where a column is constant or fewer than two rows have both values.
  public var coefficients: [Double]
  /// How many rows have both values, row by row.
  public var counts: [Int]

  /// Coefficients that were computed elsewhere.
  /// - Precondition: as many coefficients, and as many counts, as pairs of names.
  public init(names: [String], method: Method, coefficients: [Double], counts: [Int]) {
    precondition(
      coefficients.count == names.count * names.count && counts.count == coefficients.count,
      "\(names.count) columns have \(names.count * names.count) coefficients and as many counts")
    self.names = names
    self.method = method
    self.coefficients = coefficients
    self.counts = counts
  }

  /// The coefficient of two columns, by their indices.
  public subscript(row: Int, column: Int) -> Double { coefficients[row * names.count + column] }

  /// The coefficient of two columns; nil when a name is not among the columns.
  public subscript(row: String, column: String) -> Double? {
    guard let row = names.firstIndex(of: row), let column = names.firstIndex(of: column) else { return nil }
    return self[row, column]
  }
}
