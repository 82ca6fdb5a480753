/// A column whose element type is one of five.
public enum AnyColumn: Sendable, Equatable {
  case double(Column<Double>)
  case integer(Column<Int>)
  case boolean(Column<Bool>)
  case string(Column<String>)
  case date(Column<CalendarDate>)

  /// The type of the values.
  public var type: CSVType {
    switch self {
    case .double: .double
    case .integer: .integer
    case .boolean: .boolean
    case .string: .string
    case .date: .date
    }
  }

  /// The column's name.
  public var name: String {
    get {
      switch self {
      case .double(let column): column.name
      case .integer(let column): column.name
      case .boolean(let column): column.name
      case .string(let column): column.name
      case .date(let column): column.name
      }
    }
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
    }
  }

  /// How many values are missing.
  public var missingCount: Int {
    switch self {
    case .double(let column): column.missingCount
    case .integer(let column): column.missingCount
    case .boolean(let column): column.missingCount
    case .string(let column): column.missingCount
    case .date(let column): column.missingCount
    }
  }

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
    }
  }

  /// A row's value as text that reads back to the same value, nil where it is missing.
  public func text(at row: Int) -> String? {
    switch self {
    case .double(let column): column[row]?.cellText
    case .integer(let column): column[row]?.cellText
    case .boolean(let column): column[row]?.cellText
    case .string(let column): column[row]
    case .date(let column): column[row]?.cellText
    }
  }

  /// The column with its type known, nil when it holds another type. A column of `Int` is also one of `Double`.
  public func assumingType<T: ColumnElement>(_ type: T.Type) -> Column<T>? { T.column(self) }

  /// Numbers as one array with NaN where a value is missing: integers converted, `true` as 1, dates as years with
  /// fractions. Nil for text.
  public var doubles: [Double]? {
    switch self {
    case .double(let column): column.doubles
    case .integer(let column): column.converted { Double($0) }.doubles
    case .boolean(let column): column.converted { $0 ? 1 : 0 }.doubles
    case .date(let column): column.converted(\.fractionalYear).doubles
    case .string: nil
    }
  }

  /// Every value as text; missing values stay missing.
  public var texts: Column<String> {
    switch self {
    case .double(let column): column.mapNonNil(\.cellText)
    case .integer(let column): column.mapNonNil(\.cellText)
    case .boolean(let column): column.mapNonNil(\.cellText)
    case .string(let column): column
    case .date(let column): column.mapNonNil(\.cellText)
    }
  }

  /// The same values under another name.
  public func renamed(_ name: String) -> AnyColumn {
    switch self {
    case .double(let column): .double(column.renamed(name))
    case .integer(let column): .integer(column.renamed(name))
    case .boolean(let column): .boolean(column.renamed(name))
    case .string(let column): .string(column.renamed(name))
    case .date(let column): .date(column.renamed(name))
    }
  }

  /// The values of these rows in this order; a row of -1 gives a missing value.
  func gathering(_ rows: [Int32]) -> AnyColumn {
    switch self {
    case .double(let column): .double(Column(name: column.name, storage: column.storage.gathering(rows)))
    case .integer(let column): .integer(Column(name: column.name, storage: column.storage.gathering(rows)))
    case .boolean(let column): .boolean(Column(name: column.name, storage: column.storage.gathering(rows)))
    case .string(let column): .string(Column(name: column.name, storage: column.storage.gathering(rows)))
    case .date(let column): .date(Column(name: column.name, storage: column.storage.gathering(rows)))
    }
  }

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
    default:
      if let one = assumingType(Double.self), let other = other.assumingType(Double.self) {
        return .double(joined(one, other))
      }
      return .string(joined(texts, other.texts))
    }
  }
}

extension CalendarDate {
  /// The year with the part of it that is over, such as 1999.5; 1999 for a date known to the year.
  public var fractionalYear: Double {
    guard let month else { return Double(year) }
    let daysOfYear = CalendarDate.days(inMonth: 2, of: year) == 29 ? 366.0 : 365
    let daysBefore = (1..<month).reduce(0) { $0 + CalendarDate.days(inMonth: $1, of: year) } + (day ?? 1) - 1
    return Double(year) + Double(daysBefore) / daysOfYear
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
      ?? column { $0 as? CalendarDate } ?? .string(Column(name: "", contents: elements.map { $0?.cellText }))
  }
}
