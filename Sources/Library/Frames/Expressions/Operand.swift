/// What stands on the right of a calculation with a column: another column. Lists of literals, which can be columns too,
/// are not meant, so that `[1] + [2]` stays a list.
public protocol ColumnOperand: Sendable {
  /// The column itself.
  var anyColumn: AnyColumn { get }
}

extension AnyColumn: ColumnOperand {
  /// The column itself.
  public var anyColumn: AnyColumn { self }
}

/// One side of a calculation with columns: a column, or one value for all rows.
struct Operand {
  var column: AnyColumn
  var isScalar = false

  init(_ column: AnyColumn) { self.column = column }

  /// One value for all rows; nil makes every result missing.
  init<Value: ColumnElement>(_ value: Value?) {
    column = Column<Value>(name: "", contents: [value]).eraseToAnyColumn()
    isScalar = true
  }

  /// What messages call it.
  var words: String {
    if isScalar { return column.text(at: 0).map { "the \(column.type) \($0)" } ?? "a missing value" }
    return "the column \"\(column.name)\" of type \(column.type)"
  }

  /// The value as a column of so many rows.
  func column(rows: Int) -> AnyColumn {
    isScalar ? column.gathering([Int32](repeating: 0, count: rows)) : column
  }

  /// How many rows a result of two has.
  /// - Precondition: columns have the same number of rows.
  static func rows(_ left: Operand, _ right: Operand) -> Int {
    if left.isScalar { return right.column.count }
    guard right.isScalar || left.column.count == right.column.count else {
      FrameMistake.stop(
        "The columns \"\(left.column.name)\" and \"\(right.column.name)\" have \(left.column.count) and "
          + "\(right.column.count) rows and cannot be combined.")
    }
    return left.column.count
  }

  /// Row by row what `body` makes of two values; missing where either is.
  @inline(__always)
  static func zip<A: DenseElement, B: DenseElement, Result: DenseElement>(
    _ left: (column: Column<A>, isScalar: Bool), _ right: (column: Column<B>, isScalar: Bool), name: String,
    _ body: (A, B) -> Result
  ) -> Column<Result> {
    let rows = left.isScalar ? right.column.count : left.column.count
    let (one, other) = (left.column.storage.values, right.column.storage.values)
    var validity = Validity(count: rows)
    for side in [(left.column.storage.validity, left.isScalar), (right.column.storage.validity, right.isScalar)] {
      if side.0.missingCount == 0 { continue }
      if side.1 { return Column(name: name, contents: repeatElement(Result?.none, count: rows)) }
      if validity.missingCount == 0 {
        validity = side.0
      } else {
        for row in side.0.missingRows { validity.set(row, missing: true) }
      }
    }
    var values = [Result](unsafeUninitializedCapacity: rows) { buffer, count in
      switch (left.isScalar, right.isScalar) {
      case (false, false): for row in 0..<rows { buffer.initializeElement(at: row, to: body(one[row], other[row])) }
      case (false, true):
        let value = other[0]
        for row in 0..<rows { buffer.initializeElement(at: row, to: body(one[row], value)) }
      case (true, _):
        let value = one[0]
        for row in 0..<rows { buffer.initializeElement(at: row, to: body(value, other[row])) }
      }
      count = rows
    }
    for row in validity.missingRows { values[row] = Result.placeholder }
    return Column(name: name, storage: DenseStorage(values: values, validity: validity))
  }
}

extension AnyColumn {
  /// The column as whole numbers, `true` as 1; nil when it holds others.
  var wholeNumbers: Column<Int>? {
    switch self {
    case .integer(let column): column
    case .boolean(let column): column.converted { $0 ? 1 : 0 }
    default: nil
    }
  }

  /// The column as numbers, `true` as 1; nil when it holds others.
  var numbers: Column<Double>? {
    switch self {
    case .double(let column): column
    case .integer(let column): column.asDoubles
    case .boolean(let column): column.converted { $0 ? 1 : 0 }
    default: nil
    }
  }
}
