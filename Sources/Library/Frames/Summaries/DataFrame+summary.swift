import Statistics

extension DataFrame {
  /// A row for each column: its type, how many values are there, missing and distinct, the numbers of
  /// ``NumericSummary`` for numeric columns (SD is the standard deviation, Q1 and Q3 are the first and third quartile),
  /// and the most frequent value with its number of rows (the least of equally frequent ones).
  public func summary() -> DataFrame {
    let rows = Parallel.map(columns.count, work: rowCount * columns.count) { ColumnSummary(columns[$0]) }
    func numbers(_ name: String, _ value: (NumericSummary) -> Double) -> AnyColumn {
      .double(Column(name: name, contents: rows.map { $0.numbers.flatMap { value($0).ifNumber } }))
    }
    var summary = DataFrame(columns: [
      .string(Column(name: "column", contents: columnNames)),
      .string(Column(name: "type", contents: columns.map { $0.type.rawValue })),
      .integer(Column(name: "count", contents: rows.map(\.count))),
      .integer(Column(name: "missing", contents: rows.map(\.missing))),
      .integer(Column(name: "distinct", contents: rows.map(\.distinct))),
      numbers("mean", \.mean), numbers("SD", \.standardDeviation), numbers("min", \.min),
      numbers("Q1", \.firstQuartile), numbers("median", \.median), numbers("Q3", \.thirdQuartile),
      numbers("max", \.max), .string(Column(name: "most frequent", contents: rows.map(\.mostFrequent))),
      .integer(Column(name: "frequency", contents: rows.map(\.frequency))),
    ])
    summary.rowsHaveOwnUnits = true
    return summary
  }

  /// The summary of these columns only.
  public func summary(of names: String...) -> DataFrame { selecting(columnNames: names).summary() }

  /// Each distinct value of a column with its number of rows in the column `count`, the most frequent first.
  /// Missing values are left out.
  public func valueCounts(of name: String) -> DataFrame { self[name].valueCounts() }

  /// Quantiles of a numeric column; NaN when it has no values.
  public func quantiles(of name: String, _ probabilities: [Double]) -> [Double] {
    Quantile.of(doubles(name), probabilities)
  }

  /// The rows that equal an earlier row in all columns, or in these.
  public func duplicateRows(on names: [String]? = nil) -> [Int] {
    let columns = names.map { $0.map { self[$0] } } ?? self.columns
    guard !columns.isEmpty else { return [] }
    let codes = RowCodes(columns)
    return codes.codes.indices.filter { codes.firstRows[Int(codes.codes[$0])] != Int32($0) }
  }
}

private struct ColumnSummary {
  var count: Int
  var missing: Int
  var distinct: Int
  var numbers: NumericSummary?
  var mostFrequent: String?
  var frequency: Int?

  init(_ column: AnyColumn) {
    missing = column.missingCount
    count = column.count - missing
    numbers = column.numericSummary()
    let codes = RowCodes(column)
    var sizes = [Int](repeating: 0, count: codes.count)
    for code in codes.codes { sizes[Int(code)] += 1 }
    distinct = codes.count - (missing > 0 ? 1 : 0)
    let present = sizes.indices.filter { !column.isNil(at: Int(codes.firstRows[$0])) }
    frequency = present.map { sizes[$0] }.max()
    let modes = present.filter { sizes[$0] == frequency }.map { codes.firstRows[$0] }
    mostFrequent = column.sorting(modes, .ascending).first.flatMap { column.text(at: Int($0)) }
  }
}
