/// A column whose element type is one of eight.
public enum AnyColumn: Sendable, Equatable {
  case double(Column<Double>)
  case integer(Column<Int>)
  case boolean(Column<Bool>)
  case string(Column<String>)
  case date(Column<CalendarDate>)
  case timestamp(Column<Timestamp>)
  case timeOfDay(Column<TimeOfDay>)
  case duration(Column<Duration>)

  /// The column with its type, as far as no type needs to be named.
  var typed: any TypedColumn {
    switch self {
    case .double(let column): column
    case .integer(let column): column
    case .boolean(let column): column
    case .string(let column): column
    case .date(let column): column
    case .timestamp(let column): column
    case .timeOfDay(let column): column
    case .duration(let column): column
    }
  }

  /// The type of the values.
  public var type: CSVType {
    switch self {
    case .double: .double
    case .integer: .integer
    case .boolean: .boolean
    case .string: .string
    case .date: .date
    case .timestamp: .timestamp
    case .timeOfDay: .timeOfDay
    case .duration: .duration
    }
  }

  /// The column's name.
  public var name: String {
    get { typed.name }
    set { self = renamed(newValue) }
  }

  /// Rows, those with missing values too.
  public var count: Int {
    switch self {
    case .double(let column): column.count
    case .integer(let column): column.count
    case .boolean(let column): column.count
    case .string(let column): column.count
    case .date(let column): column.count
    case .timestamp(let column): column.count
    case .timeOfDay(let column): column.count
    case .duration(let column): column.count
    }
  }

  /// How many values are missing.
  public var missingCount: Int { typed.missingCount }

  /// Whether the column holds `Double` or `Int`.
  public var isNumeric: Bool { type == .double || type == .integer }

  /// The value of a row, nil where it is missing.
  public subscript(row: Int) -> (any ColumnElement)? {
    switch self {
    case .double(let column): column[row]
    case .integer(let column): column[row]
    case .boolean(let column): column[row]
    case .string(let column): column[row]
    case .date(let column): column[row]
    case .timestamp(let column): column[row]
    case .timeOfDay(let column): column[row]
    case .duration(let column): column[row]
    }
  }

  /// Whether the row's value is missing.
  public func isNil(at row: Int) -> Bool {
    switch self {
    case .double(let column): column.isNil(at: row)
    case .integer(let column): column.isNil(at: row)
    case .boolean(let column): column.isNil(at: row)
    case .string(let column): column.isNil(at: row)
    case .date(let column): column.isNil(at: row)
    case .timestamp(let column): column.isNil(at: row)
    case .timeOfDay(let column): column.isNil(at: row)
    case .duration(let column): column.isNil(at: row)
    }
  }

  /// A row's value as text that reads back to the same value, nil where it is missing.
  public func text(at row: Int) -> String? {
    switch self {
    case .double(let column): column[row]?.cellText
    case .integer(let column): column[row]?.cellText
    case .boolean(let column): column[row]?.cellText
    case .string(let column): column[row]?.cellText
    case .date(let column): column[row]?.cellText
    case .timestamp(let column): column[row]?.cellText
    case .timeOfDay(let column): column[row]?.cellText
    case .duration(let column): column[row]?.cellText
    }
  }

  /// The column with its type known, nil when it holds another type. A column of `Int` is also one of `Double`.
  public func assumingType<T: ColumnElement>(_ type: T.Type) -> Column<T>? { T.column(self) }

  /// Numbers as one array with NaN where a value is missing: integers converted, `true` as 1, dates and timestamps as
  /// years with fractions, times of day as hours, durations as seconds. Nil for text.
  public var doubles: [Double]? {
    switch self {
    case .double(let column): column.doubles
    case .integer(let column): column.converted { Double($0) }.doubles
    case .boolean(let column): column.converted { $0 ? 1 : 0 }.doubles
    case .date(let column): column.converted(\.fractionalYear).doubles
    case .timestamp(let column): column.converted(\.fractionalYear).doubles
    case .timeOfDay(let column): column.converted(\.hours).doubles
    case .duration(let column): column.converted(\.inSeconds).doubles
    case .string: nil
    }
  }

  /// Points in time in seconds since 1970, NaN where one is missing: dates and timestamps. Nil for other types.
  public var secondsSince1970: [Double]? {
    switch self {
    case .date(let column): column.converted { Double($0.daysSince1970) * 86_400 }.doubles
    case .timestamp(let column): column.converted(\.timeIntervalSince1970).doubles
    default: nil
    }
  }

  /// Every value as text; missing values stay missing.
  public var texts: Column<String> { typed.texts }

  /// The same values under another name.
  public func renamed(_ name: String) -> AnyColumn { typed.erased(name) }

  /// The values of these rows in this order; a row of -1 gives a missing value.
  func gathering(_ rows: [Int32]) -> AnyColumn { typed.gatheringAny(rows) }

  /// Both columns' rows, of one type: numbers become `Double` where one side is, any other pair of types becomes text.
  func appending(_ other: AnyColumn) -> AnyColumn {
    func joined<T>(_ one: Column<T>, _ other: Column<T>) -> Column<T> {
      var result = one
      result.append(contentsOf: other)
      return result
    }
    switch (self, other) {
    case (.double(let one), .double(let other)): return .double(joined(one, other))
    case (.integer(let one), .integer(let other)): return .integer(joined(one, other))
    case (.boolean(let one), .boolean(let other)): return .boolean(joined(one, other))
    case (.string(let one), .string(let other)): return .string(joined(one, other))
    case (.date(let one), .date(let other)): return .date(joined(one, other))
    case (.timestamp(let one), .timestamp(let other)): return .timestamp(joined(one, other))
    case (.timeOfDay(let one), .timeOfDay(let other)): return .timeOfDay(joined(one, other))
    case (.duration(let one), .duration(let other)): return .duration(joined(one, other))
    default:
      if let one = assumingType(Double.self), let other = other.assumingType(Double.self) {
        return .double(joined(one, other))
      }
      return .string(joined(texts, other.texts))
    }
  }
}

extension AnyColumn: ExpressibleByArrayLiteral {
  /// `["rap", nil]`, `[3, 4.5]`: a column without a name, of the type of its values. Whole numbers among others are
  /// numbers like them; values of different kinds are text, and of no value at all nothing is known but that they are
  /// missing.
  public init(arrayLiteral elements: (any ColumnElement)?...) {
    func column<T: ColumnElement>(_ value: (any ColumnElement) -> T?) -> AnyColumn? {
      var contents: [T?] = []
      for element in elements {
        let converted = element.flatMap(value)
        if element != nil, converted == nil { return nil }
        contents.append(converted)
      }
      return Column<T>(name: "", contents: contents).eraseToAnyColumn()
    }
    self =
      column { $0 as? Int } ?? column { $0 as? Double ?? ($0 as? Int).map(Double.init) } ?? column { $0 as? Bool }
      ?? column { $0 as? CalendarDate } ?? column { $0 as? Timestamp } ?? column { $0 as? TimeOfDay }
      ?? column { $0 as? Duration } ?? .string(Column(name: "", contents: elements.map { $0?.cellText }))
  }
}

/// A column of some type, behind ``AnyColumn``.
protocol TypedColumn: Sendable {
  var name: String { get }
  var missingCount: Int { get }
  var texts: Column<String> { get }
  func erased(_ name: String) -> AnyColumn
  func gatheringAny(_ rows: [Int32]) -> AnyColumn
  /// The rows of other columns of the same type below those of this one.
  func appendingAll(_ others: ArraySlice<AnyColumn>) -> AnyColumn
}

extension Column: TypedColumn {
  var texts: Column<String> { self as? Column<String> ?? mapNonNil(\.cellText) }
  func erased(_ name: String) -> AnyColumn { renamed(name).eraseToAnyColumn() }
  func gatheringAny(_ rows: [Int32]) -> AnyColumn {
    Column(name: name, storage: storage.gathering(rows)).eraseToAnyColumn()
  }
  func appendingAll(_ others: ArraySlice<AnyColumn>) -> AnyColumn {
    var all = Column(name: name, capacity: others.reduce(count) { $0 + $1.count })
    all.append(contentsOf: self)
    for other in others { other.assumingType(WrappedElement.self).map { all.append(contentsOf: $0) } }
    return all.eraseToAnyColumn()
  }
}
