/// Which rows of a table count: a condition that a frame and a database understand alike.
///
/// A comparison with a missing value is not known, as in SQL: such rows do not pass, and neither do they pass its negation.
public indirect enum RowFilter: Hashable, Sendable, Codable {
  /// How a value is compared.
  public enum Comparison: String, Hashable, Sendable, Codable {
    case equal, different, less, atMost, greater, atLeast
  }

  /// What a column's values are compared with.
  public enum Value: Hashable, Sendable, Codable {
    case number(Double)
    case text(String)
  }

  /// The column's values are as the comparison says: `.compared("Year", .atLeast, 1960)`.
  case compared(String, Comparison, Value)
  /// The column's value is one of these.
  case isOneOf(String, [Value])
  /// The column has no value.
  case isMissing(String)
  /// The column's text holds another.
  case contains(String, String)
  /// All conditions hold.
  case all([RowFilter])
  /// One condition holds at least.
  case any([RowFilter])
  /// The condition does not hold.
  case not(RowFilter)

  /// The columns that the filter looks at.
  var columnNames: [String] {
    switch self {
    case .compared(let name, _, _), .isOneOf(let name, _), .isMissing(let name), .contains(let name, _): [name]
    case .all(let filters), .any(let filters): filters.flatMap(\.columnNames)
    case .not(let filter): filter.columnNames
    }
  }
}

extension RowFilter.Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
}
