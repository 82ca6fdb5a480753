import Frames
import Summaries

/// A filter as a condition of ClickHouse; missing is NULL there too, and not known.
struct FilterText {
  private let types: [String: CSVType]

  init(_ types: [(name: String, type: CSVType)]) {
    self.types = Dictionary(types.map { ($0.name, $0.type) }) { one, _ in one }
  }

  /// A number as it is, with NaN where it is missing.
  func number(_ name: String) throws(DataSourceError) -> String {
    switch types[name] {
    case .integer, .double, .boolean: return "ifNull(toFloat64(\(ClickHouseText.name(name))), nan)"
    default:
      throw DataSourceError(
        kind: .unsupported, place: "the column \"\(name)\"",
        message: "It holds \(types[name]?.rawValue ?? "nothing known"), which is no number on the server.",
        hint: "A view can make a number of it, such as toYear of a date.")
    }
  }

  /// Whether a row has a value.
  func isPresent(_ name: String) -> String {
    types[name] == .double
      ? "ifNull(\(ClickHouseText.name(name)) = \(ClickHouseText.name(name)), 0)"
      : "isNotNull(\(ClickHouseText.name(name)))"
  }

  /// A key to group by: zeros are one, and NaN is missing.
  func key(_ name: String) -> String {
    let column = ClickHouseText.name(name)
    return types[name] == .double ? "if(isNaN(\(column)), NULL, \(column) + 0.)" : column
  }

  /// Where a filter holds.
  func condition(_ filter: RowFilter) throws(DataSourceError) -> String { try outcomes(filter).holds }

  /// Where a filter holds and where it does not; it is not known where neither is so. Versions differ in what they make
  /// of NULL in conditions, so that there is none in these.
  private func outcomes(_ filter: RowFilter) throws(DataSourceError) -> (holds: String, fails: String) {
    func joined(_ filters: [RowFilter], _ word: String, _ none: (String, String)) throws(DataSourceError) -> (
      String, String
    ) {
      if filters.isEmpty { return none }
      var parts: [(holds: String, fails: String)] = []
      for filter in filters { parts.append(try outcomes(filter)) }
      let opposite = word == "AND" ? " OR " : " AND "
      return (
        "(" + parts.map(\.holds).joined(separator: " \(word) ") + ")",
        "(" + parts.map(\.fails).joined(separator: opposite) + ")"
      )
    }
    func comparison(_ value: String, _ isPresent: String, _ comparison: RowFilter.Comparison, _ other: String) -> (
      String, String
    ) {
      let condition = "\(value) \(Self.sign(comparison)) \(other)"
      return ("(\(isPresent) AND \(condition))", "(\(isPresent) AND NOT (\(condition)))")
    }
    switch filter {
    case .all(let filters): return try joined(filters, "AND", ("1", "0"))
    case .any(let filters): return try joined(filters, "OR", ("0", "1"))
    case .not(let filter):
      let (holds, fails) = try outcomes(filter)
      return (fails, holds)
    case .isMissing(let name): return ("NOT (\(isPresent(name)))", isPresent(name))
    case .contains(let name, let part):
      if part.isEmpty { return (isPresent(name), "0") }
      return comparison("position(\(text(name)), \(ClickHouseText.text(part)))", isPresent(name), .greater, "0")
    case .compared(let name, let sign, .number(let number)):
      return comparison(try self.number(name), isPresent(name), sign, ClickHouseText.number(number))
    case .compared(let name, let sign, .text(let text)):
      return comparison(self.text(name), isPresent(name), sign, ClickHouseText.text(text))
    case .isOneOf(let name, let values):
      return try joined(values.map { .compared(name, .equal, $0) }, "OR", ("0", "1"))
    }
  }

  private func text(_ name: String) -> String {
    let column = ClickHouseText.name(name)
    return types[name] == .string ? "ifNull(\(column), '')" : "ifNull(toString(\(column)), '')"
  }

  private static func sign(_ comparison: RowFilter.Comparison) -> String {
    switch comparison {
    case .equal: "="
    case .different: "!="
    case .less: "<"
    case .atMost: "<="
    case .greater: ">"
    case .atLeast: ">="
    }
  }
}
