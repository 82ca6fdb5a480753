/// How strongly each two columns go together.
public struct CorrelationMatrix: Sendable, Equatable, Codable {
  public enum Method: String, Sendable, Equatable, Codable, CaseIterable {
    /// Of the values: 1 for a rising straight line.
    case pearson
    /// Of the ranks, ties at their average rank: 1 for any rising curve.
    case spearman
  }

  public var names: [String]
  public var method: Method
  /// Row by row, from -1 to 1; NaN where a column is constant or fewer than two rows have both values.
  public var coefficients: [Double]
  /// How many rows have both values, row by row.
  public var counts: [Int]

  public init(names: [String], method: Method, coefficients: [Double], counts: [Int]) {
    precondition(coefficients.count == names.count * names.count && counts.count == coefficients.count)
    self.names = names
    self.method = method
    self.coefficients = coefficients
    self.counts = counts
  }

  public subscript(row: Int, column: Int) -> Double { coefficients[row * names.count + column] }

  /// Nil when a name is not among the columns.
  public subscript(row: String, column: String) -> Double? {
    guard let row = names.firstIndex(of: row), let column = names.firstIndex(of: column) else { return nil }
    return self[row, column]
  }

  /// The matrix as a frame: the column `column` with the names, then one column for each.
  public var frame: DataFrame {
    var frame = DataFrame(columns: [.string(Column(name: "column", contents: names))])
    for (position, name) in names.enumerated() {
      let values = names.indices.map { self[$0, position] }
      frame.append(column: Column(name: name == "column" ? "column " : name, doubles: values))
    }
    return frame
  }
}
