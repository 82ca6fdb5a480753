/// One number, or one value, for each group: what of which column, and the name of the column it gives.
///
/// Missing values (and NaN) are left out of all of them. A group without values gives a missing value, except for
/// counts and sums.
public struct Aggregate: Sendable, Hashable, Codable {
  /// What is made of a group's values.
  public enum Function: Sendable, Hashable, Codable {
    /// How many values are there.
    case count
    case missingCount
    case distinctCount
    /// Of `Int`: an `Int`, exact.
    case sum
    case mean
    /// Of a sample: divided by one less than the number of values; missing for a single value.
    case standardDeviation
    case variance
    case minimum
    case maximum
    case median
    /// From 0 to 1; between two values by linear interpolation (type 7 of Hyndman and Fan, as NumPy does).
    case quantile(Double)
    /// The value of the group's first row that has one.
    case first
    case last
  }

  /// Of which column.
  public var column: String
  /// What is made of the values.
  public var function: Function
  /// The name of the resulting column, such as `mean(Energy)`.
  public var name: String

  /// - Parameters:
  ///   - function: what is made of the values.
  ///   - column: of which column.
  ///   - name: of the resulting column; when nil the function's with the column's in parentheses.
  public init(_ function: Function, of column: String, as name: String? = nil) {
    self.column = column
    self.function = function
    self.name = name ?? "\(Aggregate.word(function))(\(column))"
  }

  private static func word(_ function: Function) -> String {
    switch function {
    case .count: "count"
    case .missingCount: "missing"
    case .distinctCount: "distinct"
    case .sum: "sum"
    case .mean: "mean"
    case .standardDeviation: "standardDeviation"
    case .variance: "variance"
    case .minimum: "min"
    case .maximum: "max"
    case .median: "median"
    case .quantile(let probability): "quantile[\(probability)]"
    case .first: "first"
    case .last: "last"
    }
  }

  /// How many values are there.
  public static func count(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.count, of: column, as: name)
  }
  /// The sum; 0 without values.
  public static func sum(_ column: String, as name: String? = nil) -> Aggregate { .init(.sum, of: column, as: name) }
  /// The mean.
  public static func mean(_ column: String, as name: String? = nil) -> Aggregate { .init(.mean, of: column, as: name) }
  /// The median.
  public static func median(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.median, of: column, as: name)
  }
  /// The standard deviation of a sample.
  public static func standardDeviation(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.standardDeviation, of: column, as: name)
  }
  /// The least value.
  public static func minimum(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.minimum, of: column, as: name)
  }
  /// The greatest value.
  public static func maximum(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.maximum, of: column, as: name)
  }
  /// The value of the group's first row that has one.
  public static func first(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.first, of: column, as: name)
  }
  /// The value of the group's last row that has one.
  public static func last(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.last, of: column, as: name)
  }
  /// How many different values there are; missing is none.
  public static func distinctCount(_ column: String, as name: String? = nil) -> Aggregate {
    .init(.distinctCount, of: column, as: name)
  }
  /// A quantile.
  /// - Parameter probability: from 0 to 1.
  public static func quantile(_ column: String, _ probability: Double, as name: String? = nil) -> Aggregate {
    .init(.quantile(probability), of: column, as: name)
  }
}
