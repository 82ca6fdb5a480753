/// Arithmetic on whole columns, row by row. A result is missing where an operand is, and has the left column's name.
extension Column where WrappedElement == Double {
  @inline(__always)
  private func combined(
    _ other: Column<Double>, _ operation: (Double, Double) -> Double
  ) -> Column<Double> {
    precondition(count == other.count, "columns of \(count) and \(other.count) rows cannot be combined")
    let (left, right) = (storage.values, other.storage.values)
    let values = [Double](unsafeUninitializedCapacity: left.count) { buffer, initialized in
      for row in left.indices { buffer.initializeElement(at: row, to: operation(left[row], right[row])) }
      initialized = left.count
    }
    var validity = storage.validity
    if other.missingCount > 0 {
      for row in other.storage.validity.missingRows { validity.set(row, missing: true) }
    }
    return Column(name: name, storage: DenseStorage(values: values, validity: validity))
  }

  /// Each value turned into another, missing ones left out.
  public func map(_ transform: (Double) -> Double) -> Column<Double> { converted(transform) }

  /// The sum of two columns, row by row: missing where either is.
  ///
  /// - Precondition: both columns have the same number of rows.
  public static func + (left: Column, right: Column) -> Column { left.combined(right, +) }
  /// The left column less the right one, row by row: missing where either is.
  ///
  /// - Precondition: both columns have the same number of rows.
  public static func - (left: Column, right: Column) -> Column { left.combined(right, -) }
  /// The product of two columns, row by row: missing where either is.
  ///
  /// - Precondition: both columns have the same number of rows.
  public static func * (left: Column, right: Column) -> Column { left.combined(right, *) }
  /// The left column divided by the right one, row by row: missing where either is. Dividing by zero gives an infinity
  /// or NaN.
  ///
  /// - Precondition: both columns have the same number of rows.
  public static func / (left: Column, right: Column) -> Column { left.combined(right, /) }

  /// Adds a number to every value; missing values stay missing.
  public static func + (left: Column, right: Double) -> Column { left.converted { $0 + right } }
  /// Subtracts a number from every value; missing values stay missing.
  public static func - (left: Column, right: Double) -> Column { left.converted { $0 - right } }
  /// Multiplies every value by a number; missing values stay missing.
  public static func * (left: Column, right: Double) -> Column { left.converted { $0 * right } }
  /// Divides every value by a number; missing values stay missing.
  public static func / (left: Column, right: Double) -> Column { left.converted { $0 / right } }

  /// Adds every value to a number; missing values stay missing.
  public static func + (left: Double, right: Column) -> Column { right.converted { left + $0 } }
  /// Subtracts every value from a number; missing values stay missing.
  public static func - (left: Double, right: Column) -> Column { right.converted { left - $0 } }
  /// Multiplies a number by every value; missing values stay missing.
  public static func * (left: Double, right: Column) -> Column { right.converted { left * $0 } }
  /// Divides a number by every value; missing values stay missing.
  public static func / (left: Double, right: Column) -> Column { right.converted { left / $0 } }

  /// Every value with its sign reversed; missing values stay missing.
  public static prefix func - (column: Column) -> Column { column.converted { -$0 } }
}

extension Column where WrappedElement == String {
  /// The distinct texts that rows hold, in the order of their first row.
  public var distinctValues: [String] {
    let pool = storage.pool
    let same = CanonicalTexts.numbers(pool)
    var seen = [Bool](repeating: false, count: pool.count)
    var texts: [String] = []
    for code in storage.codes where code >= 0 {
      let number = Int(same?[Int(code)] ?? code)
      guard !seen[number] else { continue }
      seen[number] = true
      texts.append(pool[Int(code)])
    }
    return texts
  }

  /// Each distinct text is turned once into a value, which then stands in all its rows: far cheaper than going row by
  /// row.
  public func mapDistinct<T: ColumnElement>(_ transform: (String) throws -> T?) rethrows -> Column<T> {
    let pool = storage.pool
    var used = [Bool](repeating: false, count: pool.count)
    for code in storage.codes where code >= 0 { used[Int(code)] = true }
    var column = Column<T>(name: name, capacity: pool.count)
    for number in 0..<pool.count { column.append(used[number] ? try transform(pool[number]) : nil) }
    return Column<T>(name: name, storage: column.storage.gathering(storage.codes))
  }

  /// Calls `body` with the UTF-8 of a row's text, or nil where it is missing, without making a `String`.
  public func withUTF8<Result>(
    at row: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws -> Result
  ) rethrows -> Result {
    let code = storage.codes[row]
    return code < 0 ? try body(nil) : try storage.pool.withUTF8(Int(code)) { try body($0) }
  }

  /// The number of each row's text, -1 where it is missing: rows of the same text have the same number. Nothing is
  /// copied.
  public var categoryCodes: [Int32] { storage.codes }

  /// Text by number: the number of each row's text, -1 where it is missing, and the texts.
  public var categories: (codes: [Int32], texts: [String]) {
    let pool = storage.pool
    return (storage.codes, (0..<pool.count).map { pool[$0] })
  }
}
