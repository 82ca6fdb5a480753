/// A type whose values stand in a column: `Double`, `Int`, `Bool`, `String`, ``CalendarDate``, ``Timestamp``,
/// ``TimeOfDay`` or `Duration`.
public protocol ColumnElement: Sendable, Hashable {
  associatedtype Storage: ColumnStorage<Self>
  /// The type's name among the types of a CSV column.
  static var columnType: CSVType { get }
  /// The column with its type known, nil when it holds another type. A column of `Int` is also one of `Double`.
  static func column(_ column: AnyColumn) -> Column<Self>?
  static func erase(_ column: Column<Self>) -> AnyColumn
  /// The value of a row of a column's cells; nil when the column holds another type.
  static func value(_ cells: ColumnCells, at row: Int) -> Self??
  /// The value as text that reads back to the same value: the shortest digits for numbers.
  var cellText: String { get }
}

/// How a column keeps its values. Each element type has one way.
public protocol ColumnStorage<Value>: Sendable, Equatable, Codable {
  associatedtype Value
  init()
  var count: Int { get }
  /// Values that are missing.
  var missingCount: Int { get }
  subscript(row: Int) -> Value? { get set }
  func isMissing(_ row: Int) -> Bool
  mutating func append(_ value: Value?)
  mutating func append(contentsOf other: Self)
  /// Adds a row for each value: one call, so that the loop knows the type of the values.
  mutating func append<Values: Sequence<Value?>>(each values: Values)
  /// Calls `body` with the value of each row in turn.
  func forEach(_ body: (Value?) throws -> Void) rethrows
  mutating func reserveCapacity(_ rows: Int)
  /// The values of these rows in this order; a row of -1 gives a missing value.
  func gathering(_ rows: [Int32]) -> Self
}

/// An element kept as one array of values, with something harmless standing where a value is missing.
public protocol DenseElement: ColumnElement, DenseValue where Storage == DenseStorage<Self> {}

extension DenseElement {
  /// The value of a row; nil when the column holds another type.
  public static func value(_ cells: ColumnCells, at row: Int) -> Self?? {
    cells.type == columnType ? .some(cells.dense(row, Self.self)) : nil
  }
}

extension Double: DenseElement {
  /// What stands in the array where a value is missing: NaN.
  public static var placeholder: Double { .nan }
  /// The type of a column of `Double`: ``CSVType/double``.
  public static var columnType: CSVType { .double }
  /// The column as one of `Double`, integers converted; nil when its values are not numbers.
  public static func column(_ column: AnyColumn) -> Column<Double>? {
    switch column {
    case .double(let column): column
    case .integer(let column): column.converted { Double($0) }
    default: nil
    }
  }
  /// Wraps a column of `Double` as a column of any type.
  public static func erase(_ column: Column<Double>) -> AnyColumn { .double(column) }
  /// The value of a row; nil when the column holds no numbers.
  public static func value(_ cells: ColumnCells, at row: Int) -> Double?? {
    switch cells.type {
    case .double: .some(cells.dense(row, Double.self))
    case .integer: .some(cells.dense(row, Int.self).map { Double($0) })
    default: nil
    }
  }
  /// The shortest decimal digits that read back to the same number.
  public var cellText: String { description }
}

extension Int: DenseElement {
  /// What stands in the array where a value is missing: 0.
  public static var placeholder: Int { 0 }
  /// The type of a column of `Int`: ``CSVType/integer``.
  public static var columnType: CSVType { .integer }
  /// The column as one of `Int`; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<Int>? {
    if case .integer(let column) = column { column } else { nil }
  }
  /// Wraps a column of `Int` as a column of any type.
  public static func erase(_ column: Column<Int>) -> AnyColumn { .integer(column) }
  /// The number in decimal digits.
  public var cellText: String { description }
}

extension Bool: DenseElement {
  /// What stands in the array where a value is missing: `false`.
  public static var placeholder: Bool { false }
  /// The type of a column of `Bool`: ``CSVType/boolean``.
  public static var columnType: CSVType { .boolean }
  /// The column as one of `Bool`; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<Bool>? {
    if case .boolean(let column) = column { column } else { nil }
  }
  /// Wraps a column of `Bool` as a column of any type.
  public static func erase(_ column: Column<Bool>) -> AnyColumn { .boolean(column) }
  /// `true` or `false`.
  public var cellText: String { self ? "true" : "false" }
}

extension CalendarDate: DenseElement {
  /// What stands in the array where a value is missing: the year 1.
  public static var placeholder: CalendarDate { CalendarDate(year: 1) }
  /// The type of a column of ``CalendarDate``: ``CSVType/date``.
  public static var columnType: CSVType { .date }
  /// The column as one of ``CalendarDate``; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<CalendarDate>? {
    if case .date(let column) = column { column } else { nil }
  }
  /// Wraps a column of ``CalendarDate`` as a column of any type.
  public static func erase(_ column: Column<CalendarDate>) -> AnyColumn { .date(column) }
  /// The date in ISO 8601: `1999-05-17`, `1999-05` or `1999`.
  public var cellText: String { description }
}

extension Timestamp: DenseElement {
  /// What stands in the array where a value is missing: 1970-01-01T00:00:00.
  public static var placeholder: Timestamp { Timestamp(unchecked: 0, 0, .none) }
  /// The type of a column of ``Timestamp``: ``CSVType/timestamp``.
  public static var columnType: CSVType { .timestamp }
  /// The column as one of ``Timestamp``; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<Timestamp>? {
    if case .timestamp(let column) = column { column } else { nil }
  }
  /// Wraps a column of ``Timestamp`` as a column of any type.
  public static func erase(_ column: Column<Timestamp>) -> AnyColumn { .timestamp(column) }
  /// The timestamp in ISO 8601, see ``Timestamp/description``.
  public var cellText: String { description }
}

extension TimeOfDay: DenseElement {
  /// What stands in the array where a value is missing: midnight.
  public static var placeholder: TimeOfDay { TimeOfDay(nanoseconds: 0) }
  /// The type of a column of ``TimeOfDay``: ``CSVType/timeOfDay``.
  public static var columnType: CSVType { .timeOfDay }
  /// The column as one of ``TimeOfDay``; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<TimeOfDay>? {
    if case .timeOfDay(let column) = column { column } else { nil }
  }
  /// Wraps a column of ``TimeOfDay`` as a column of any type.
  public static func erase(_ column: Column<TimeOfDay>) -> AnyColumn { .timeOfDay(column) }
  /// The time as `HH:MM:SS`.
  public var cellText: String { description }
}

extension Duration: DenseElement {
  /// What stands in the array where a value is missing: no time.
  public static var placeholder: Duration { .zero }
  /// The type of a column of `Duration`: ``CSVType/duration``.
  public static var columnType: CSVType { .duration }
  /// The column as one of `Duration`; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<Duration>? {
    if case .duration(let column) = column { column } else { nil }
  }
  /// Wraps a column of `Duration` as a column of any type.
  public static func erase(_ column: Column<Duration>) -> AnyColumn { .duration(column) }
}

extension String: ColumnElement {
  /// Text is kept by number, each distinct text once.
  public typealias Storage = TextStorage
  /// The type of a column of `String`: ``CSVType/string``.
  public static var columnType: CSVType { .string }
  /// The column as one of `String`; nil when it holds another type.
  public static func column(_ column: AnyColumn) -> Column<String>? {
    if case .string(let column) = column { column } else { nil }
  }
  /// Wraps a column of `String` as a column of any type.
  public static func erase(_ column: Column<String>) -> AnyColumn { .string(column) }
  /// The value of a row; nil when the column holds another type.
  public static func value(_ cells: ColumnCells, at row: Int) -> String?? {
    cells.type == .string ? .some(cells.text(row)) : nil
  }
  /// The text itself.
  public var cellText: String { self }
}

/// The types that a column of a delimited file can have.
public enum CSVType: String, Sendable, Hashable, Codable, CaseIterable, CustomStringConvertible {
  /// `Bool`: `true`, `false` and their other spellings, see ``CSVReadingOptions``.
  case boolean
  /// `Int`
  case integer
  /// `Double`
  case double
  /// `String`
  case string
  /// ``CalendarDate``: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY/M/D`.
  case date
  /// ``Timestamp``: a date with a time in ISO 8601; the date may be `YYYY/M/D`.
  case timestamp
  /// ``TimeOfDay``: `HH:MM` or `HH:MM:SS`.
  case timeOfDay
  /// `Duration`: `H:MM:SS` or `D d HH:MM:SS`.
  case duration

  /// The type of Swift, such as `Int`.
  var swiftType: String {
    switch self {
    case .boolean: "Bool"
    case .integer: "Int"
    case .double: "Double"
    case .string: "String"
    case .date: "CalendarDate"
    case .timestamp: "Timestamp"
    case .timeOfDay: "TimeOfDay"
    case .duration: "Duration"
    }
  }

  /// The type's name, such as `integer`.
  public var description: String { rawValue }
}
