public import Frames
public import Statistics

/// What to compute of the rows of a table, apart from where the rows are.
///
/// A ``SummarySource`` evaluates it: a frame in memory, a table on a server where its rows are, a file that is larger than
/// memory. All give the same values:
///
///     let request = Summary(.histograms(of: ["Energy", "Tempo"]), where: .compared("Year", .atLeast, 1960))
///     let histograms = try songs.evaluate(request).histograms
///
/// Missing and infinite values are treated as in ``Moments``.
public struct Summary: Hashable, Sendable, Codable {
  /// What is computed.
  public enum Quantity: Hashable, Sendable, Codable {
    /// Rows, missing values and distinct values of each column.
    case columns([String])
    /// Counts, extremes, sums, means and standard deviations.
    case moments(of: [String])
    /// Moments with the quartiles.
    case numbers(of: [String])
    /// Values between two others by linear interpolation (type 7 of Hyndman and Fan).
    case quantiles(of: [String], probabilities: [Double])
    /// The most frequent values of a column, as text, with their numbers of rows; of equally frequent ones the lesser
    /// first.
    case valueCounts(of: String, limit: Int)
    /// The rows of each two values of two columns.
    case pairCounts(of: String, by: String)
    /// Bins with their counts.
    case histograms(of: [String], bins: BinRule = .automatic, maximumBins: Int = 200)
    /// Points in the cells of a honeycomb.
    case hexagons(x: String, y: String, columns: Int, rows: Int)
    /// What a box plot draws, for each value of another column, or once for all rows.
    case boxes(of: String, by: String?, outlierLimit: Int = 200)
    /// Coefficients of each two columns.
    case correlations(of: [String], method: CorrelationMatrix.Method = .pearson)
    /// A row for each group, as grouping a frame gives.
    case aggregates([Aggregate], by: [String])
    /// A typical value with a band at each x, for each of the columns y.
    case trends(x: String, y: [String], band: Trend.Band = .confidence(0.95), minimumCount: Int = 1)
    /// A typical value with a band at each x, for each value of another column.
    case groupedTrends(
      x: String, y: String, by: String, band: Trend.Band = .confidence(0.95), minimumCount: Int = 1)
    /// A straight line by least squares, for each value of another column, or once for all rows.
    case fits(x: String, y: String, by: String?)
    /// In how many rows a text holds each of these words, in any case.
    case keywords([String], in: String)
  }

  /// What is computed.
  public var quantity: Quantity
  /// Of which rows; nil for all.
  public var filter: RowFilter?

  /// A quantity of the rows that a filter lets through.
  public init(_ quantity: Quantity, where filter: RowFilter? = nil) {
    self.quantity = quantity
    self.filter = filter
  }
}

extension Summary {
  /// Columns whose numbers are asked for, and all others that are named.
  var names: (numbers: [String], others: [String]) {
    let filtered = filter?.columnNames ?? []
    switch quantity {
    case .columns(let names): return ([], names + filtered)
    case .moments(let names), .numbers(let names), .quantiles(let names, _), .histograms(let names, _, _),
      .correlations(let names, _):
      return (names, filtered)
    case .valueCounts(let name, _): return ([], [name] + filtered)
    case .pairCounts(let name, let group): return ([], [name, group] + filtered)
    case .hexagons(let x, let y, _, _): return ([x, y], filtered)
    case .boxes(let name, let group, _): return ([name], [group].compactMap { $0 } + filtered)
    case .aggregates(let aggregates, let keys):
      let numbers = aggregates.filter {
        switch $0.function {
        case .sum, .mean, .standardDeviation, .variance, .median, .quantile: true
        case .count, .missingCount, .distinctCount, .minimum, .maximum, .first, .last: false
        }
      }
      return (numbers.map(\.column), aggregates.map(\.column) + keys + filtered)
    case .trends(let x, let y, _, _): return ([x] + y, filtered)
    case .groupedTrends(let x, let y, let group, _, _): return ([x, y], [group] + filtered)
    case .fits(let x, let y, let group): return ([x, y], [group].compactMap { $0 } + filtered)
    case .keywords(_, let name): return ([], [name] + filtered)
    }
  }

  /// That a table has the columns that are named, of the types that are asked for.
  package func check(against columns: [(name: String, type: CSVType)]) throws(DataSourceError) {
    let (numbers, others) = names
    for name in numbers + others where !columns.contains(where: { $0.name == name }) {
      throw .noColumn(name, among: columns.map(\.name))
    }
    for name in numbers {
      guard let column = columns.first(where: { $0.name == name }) else { continue }
      guard column.type == .string else { continue }
      throw DataSourceError(
        kind: .column, place: "the column \"\(name)\"", message: "It holds text, and numbers are asked for.",
        hint: "Its values are counted with `valueCounts`.")
    }
    if case .keywords(_, let name) = quantity, let column = columns.first(where: { $0.name == name }),
      column.type != .string
    {
      throw DataSourceError(
        kind: .column, place: "the column \"\(name)\"", message: "It holds no text to look for words in.")
    }
    for probability in probabilities where !(0...1).contains(probability) {
      throw DataSourceError(
        kind: .column, message: "A quantile's probability is from 0 to 1, not \(probability).")
    }
  }

  private var probabilities: [Double] {
    switch quantity {
    case .quantiles(_, let probabilities): probabilities
    case .aggregates(let aggregates, _):
      aggregates.compactMap { if case .quantile(let probability) = $0.function { probability } else { nil } }
    default: []
    }
  }
}
