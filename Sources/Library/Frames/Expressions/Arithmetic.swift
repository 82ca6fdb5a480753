/// What is calculated from two columns, or a column and a value, row by row.
enum Arithmetic: String {
  case adding = "+"
  case subtracting = "-"
  case multiplying = "*"
  case dividing = "/"
  case remainder = "%"

  /// - Returns: under the name of the first operand that is a column.
  func callAsFunction(_ left: Operand, _ right: Operand) -> AnyColumn {
    _ = Operand.rows(left, right)
    let name = left.isScalar ? right.column.name : left.column.name
    if self != .dividing, let one = left.column.wholeNumbers, let other = right.column.wholeNumbers {
      return .integer(integers((one, left.isScalar), (other, right.isScalar), name))
    }
    if let one = left.column.numbers, let other = right.column.numbers {
      return .double(doubles((one, left.isScalar), (other, right.isScalar), name))
    }
    if let result = times(left, right, name) { return result }
    if self == .adding, left.column.type == .string || right.column.type == .string {
      return .string(texts(left, right, name))
    }
    FrameMistake.stop("There is no \(rawValue) of \(left.words) and \(right.words).")
  }

  private typealias Side<Value: ColumnElement> = (column: Column<Value>, isScalar: Bool)

  private func doubles(_ left: Side<Double>, _ right: Side<Double>, _ name: String) -> Column<Double> {
    switch self {
    case .adding: Operand.zip(left, right, name: name) { $0 + $1 }
    case .subtracting: Operand.zip(left, right, name: name) { $0 - $1 }
    case .multiplying: Operand.zip(left, right, name: name) { $0 * $1 }
    case .dividing: Operand.zip(left, right, name: name) { $0 / $1 }
    case .remainder: Operand.zip(left, right, name: name) { $0.truncatingRemainder(dividingBy: $1) }
    }
  }

  private func integers(_ left: Side<Int>, _ right: Side<Int>, _ name: String) -> Column<Int> {
    var overflows = false
    let result: Column<Int>
    switch self {
    case .adding:
      result = Operand.zip(left, right, name: name) {
        let (value, isOver) = $0.addingReportingOverflow($1)
        if isOver { overflows = true }
        return value
      }
    case .subtracting:
      result = Operand.zip(left, right, name: name) {
        let (value, isOver) = $0.subtractingReportingOverflow($1)
        if isOver { overflows = true }
        return value
      }
    case .multiplying:
      result = Operand.zip(left, right, name: name) {
        let (value, isOver) = $0.multipliedReportingOverflow(by: $1)
        if isOver { overflows = true }
        return value
      }
    case .dividing, .remainder:
      let values = Operand.zip(left, right, name: name) {
        $1 == 0 ? 0 : $0.remainderReportingOverflow(dividingBy: $1).0
      }
      let isZero = Operand.zip(left, right, name: name) { $1 == 0 }
      // There is no remainder by zero.
      var validity = values.storage.validity
      for row in isZero.denseValues.indices where isZero.denseValues[row] { validity.set(row, missing: true) }
      result = Column(name: name, storage: DenseStorage(values: values.denseValues, validity: validity))
    }
    if overflows {
      FrameMistake.stop(
        "The \(rawValue) of whole numbers of the column \"\(name)\" overflows: a result is beyond what Int holds. "
          + "Calculate with `asDoubles` instead.")
    }
    return result
  }

  /// Differences of dates in days and of timestamps in durations; a date and days, a timestamp and a duration;
  /// durations among themselves and with numbers.
  private func times(_ left: Operand, _ right: Operand, _ name: String) -> AnyColumn? {
    let scalars = (left.isScalar, right.isScalar)
    switch (self, left.column, right.column) {
    case (.subtracting, .date(let one), .date(let other)):
      return .integer(
        Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0.daysSince1970 - $1.daysSince1970 })
    case (.subtracting, .timestamp(let one), .timestamp(let other)):
      return .duration(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0 - $1 })
    case (.adding, .date(let one), .integer(let other)):
      return .date(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0.adding($1, .day) })
    case (.adding, .integer(let one), .date(let other)):
      return .date(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $1.adding($0, .day) })
    case (.subtracting, .date(let one), .integer(let other)):
      return .date(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0.adding(-$1, .day) })
    case (.adding, .date(let one), .timeOfDay(let other)):
      return .timestamp(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { Timestamp($0, $1) })
    case (.adding, .timestamp(let one), .duration(let other)):
      return .timestamp(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0 + $1 })
    case (.adding, .duration(let one), .timestamp(let other)):
      return .timestamp(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $1 + $0 })
    case (.subtracting, .timestamp(let one), .duration(let other)):
      return .timestamp(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0 - $1 })
    case (.subtracting, .timeOfDay(let one), .timeOfDay(let other)):
      return .duration(
        Operand.zip((one, scalars.0), (other, scalars.1), name: name) { .nanoseconds($0.nanoseconds - $1.nanoseconds) })
    case (.adding, .duration(let one), .duration(let other)):
      return .duration(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0 + $1 })
    case (.subtracting, .duration(let one), .duration(let other)):
      return .duration(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0 - $1 })
    case (.dividing, .duration(let one), .duration(let other)):
      return .double(Operand.zip((one, scalars.0), (other, scalars.1), name: name) { $0 / $1 })
    case (.multiplying, .duration(let one), let other):
      guard let numbers = other.numbers else { return nil }
      return .duration(Operand.zip((one, scalars.0), (numbers, scalars.1), name: name) { $0 * $1 })
    case (.dividing, .duration(let one), let other):
      guard let numbers = other.numbers else { return nil }
      return .duration(Operand.zip((one, scalars.0), (numbers, scalars.1), name: name) { $0 / $1 })
    default: return nil
    }
  }

  private func texts(_ left: Operand, _ right: Operand, _ name: String) -> Column<String> {
    if right.isScalar, case .string(let column) = left.column {
      guard let text = right.column.text(at: 0) else { return Column(name: name, contents: column.map { _ in nil }) }
      return column.mapDistinct { $0 + text }
    }
    if left.isScalar, case .string(let column) = right.column {
      guard let text = left.column.text(at: 0) else { return Column(name: name, contents: column.map { _ in nil }) }
      return column.mapDistinct { text + $0 }
    }
    let rows = Operand.rows(left, right)
    let (one, other) = (left.column(rows: rows).texts, right.column(rows: rows).texts)
    return Column(
      name: name, contents: (0..<rows).map { row in one[row].flatMap { text in other[row].map { text + $0 } } })
  }
}

/// Calculations with columns whose types are not named, row by row: numbers, dates, timestamps, durations, and `+` of
/// texts. A result is missing where an operand is, and has the name of the left column.
///
/// Whole numbers stay whole, but for `/`, which divides as numbers do. Differences of dates are days, those of
/// timestamps durations. What has no sum or product, such as text times 2, stops the program in words.
extension AnyColumn {
  /// The sum of two columns; texts one behind the other.
  public static func + (left: AnyColumn, right: some ColumnOperand) -> AnyColumn {
    Arithmetic.adding(Operand(left), Operand(right.anyColumn))
  }
  /// A value added to each row.
  public static func + (left: AnyColumn, right: (some ColumnElement)?) -> AnyColumn {
    Arithmetic.adding(Operand(left), Operand(right))
  }
  /// Each row added to a value.
  public static func + (left: (some ColumnElement)?, right: AnyColumn) -> AnyColumn {
    Arithmetic.adding(Operand(left), Operand(right))
  }
  /// The left column less the right one.
  public static func - (left: AnyColumn, right: some ColumnOperand) -> AnyColumn {
    Arithmetic.subtracting(Operand(left), Operand(right.anyColumn))
  }
  /// Each row less a value.
  public static func - (left: AnyColumn, right: (some ColumnElement)?) -> AnyColumn {
    Arithmetic.subtracting(Operand(left), Operand(right))
  }
  /// A value less each row.
  public static func - (left: (some ColumnElement)?, right: AnyColumn) -> AnyColumn {
    Arithmetic.subtracting(Operand(left), Operand(right))
  }
  /// The product of two columns.
  public static func * (left: AnyColumn, right: some ColumnOperand) -> AnyColumn {
    Arithmetic.multiplying(Operand(left), Operand(right.anyColumn))
  }
  /// Each row times a value.
  public static func * (left: AnyColumn, right: (some ColumnElement)?) -> AnyColumn {
    Arithmetic.multiplying(Operand(left), Operand(right))
  }
  /// A value times each row.
  public static func * (left: (some ColumnElement)?, right: AnyColumn) -> AnyColumn {
    Arithmetic.multiplying(Operand(left), Operand(right))
  }
  /// The left column divided by the right one, also of whole numbers: `7 / 2` is 3.5.
  public static func / (left: AnyColumn, right: some ColumnOperand) -> AnyColumn {
    Arithmetic.dividing(Operand(left), Operand(right.anyColumn))
  }
  /// Each row divided by a value, also of whole numbers: `7 / 2` is 3.5.
  public static func / (left: AnyColumn, right: (some ColumnElement)?) -> AnyColumn {
    Arithmetic.dividing(Operand(left), Operand(right))
  }
  /// A value divided by each row.
  public static func / (left: (some ColumnElement)?, right: AnyColumn) -> AnyColumn {
    Arithmetic.dividing(Operand(left), Operand(right))
  }
  /// What is left when each row is divided by a value; of the row's sign, as in Swift.
  public static func % (left: AnyColumn, right: (some ColumnElement)?) -> AnyColumn {
    Arithmetic.remainder(Operand(left), Operand(right))
  }
  /// Each row with the other sign.
  public static prefix func - (column: AnyColumn) -> AnyColumn {
    Arithmetic.subtracting(Operand(0), Operand(column))
  }

  /// What `transform` makes of each number; missing values stay missing.
  /// - Precondition: the column holds numbers.
  public func map(_ transform: (Double) throws -> Double) rethrows -> AnyColumn {
    guard let numbers else { FrameMistake.stop("The column \"\(name)\" holds \(type) values, not numbers.") }
    var values = numbers.denseValues
    for row in values.indices where !numbers.isNil(at: row) { values[row] = try transform(values[row]) }
    return .double(Column(name: name, storage: DenseStorage(values: values, validity: numbers.storage.validity)))
  }

  /// Each number rounded to so many decimals, of two equally near ones to the even one. Whole numbers stay as they are.
  public func rounded(decimals: Int = 0) -> AnyColumn {
    if case .integer = self { return self }
    let factor = (0..<abs(decimals)).reduce(1.0) { factor, _ in factor * 10 }
    if decimals < 0 { return map { ($0 / factor).rounded(.toNearestOrEven) * factor } }
    return map { ($0 * factor).rounded(.toNearestOrEven) / factor }
  }
}

/// Calculations with columns of whole numbers, row by row: missing where an operand is. A result beyond `Int` stops the
/// program in words.
extension Column where WrappedElement == Int {
  private static func column(_ column: AnyColumn) -> Column<Int> {
    guard case .integer(let column) = column else { FrameMistake.stop("Whole numbers stay whole.") }
    return column
  }

  /// The sum of two columns.
  public static func + (left: Column, right: Column) -> Column {
    column(Arithmetic.adding(Operand(.integer(left)), Operand(.integer(right))))
  }
  /// The left column less the right one.
  public static func - (left: Column, right: Column) -> Column {
    column(Arithmetic.subtracting(Operand(.integer(left)), Operand(.integer(right))))
  }
  /// The product of two columns.
  public static func * (left: Column, right: Column) -> Column {
    column(Arithmetic.multiplying(Operand(.integer(left)), Operand(.integer(right))))
  }
  /// A number added to each row.
  public static func + (left: Column, right: Int) -> Column {
    column(Arithmetic.adding(Operand(.integer(left)), Operand(right)))
  }
  /// A number taken from each row.
  public static func - (left: Column, right: Int) -> Column {
    column(Arithmetic.subtracting(Operand(.integer(left)), Operand(right)))
  }
  /// Each row times a number.
  public static func * (left: Column, right: Int) -> Column {
    column(Arithmetic.multiplying(Operand(.integer(left)), Operand(right)))
  }
}
