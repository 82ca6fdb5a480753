/// How two values are compared.
enum Comparison: String {
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// True where the comparison holds, missing where an operand is.
  func callAsFunction(_ left: Operand, _ right: Operand) -> Column<Bool> {
    let (left, right) = Comparison.comparable(left, right)
    let rows = Operand.rows(left, right)
    let name = left.isScalar ? right.column.name : left.column.name
    if let one = left.column.wholeNumbers, let other = right.column.wholeNumbers {
      return apply((one, left.isScalar), (other, right.isScalar), name)
    }
    if let one = left.column.numbers, let other = right.column.numbers {
      return apply((one, left.isScalar), (other, right.isScalar), name)
    }
    guard left.column.type == right.column.type else {
      if left.column.missingCount == left.column.count || right.column.missingCount == right.column.count {
        return Column(name: name, contents: repeatElement(Bool?.none, count: rows))
      }
      FrameMistake.stop("There is no \(rawValue) of \(left.words) and \(right.words).")
    }
    switch (left.column, right.column) {
    case (.string(let one), .string(let other)) where right.isScalar: return texts(one, other[0], name)
    case (.string(let one), .string(let other)) where left.isScalar: return mirrored.texts(other, one[0], name)
    case (.date(let one), .date(let other)): return apply((one, left.isScalar), (other, right.isScalar), name)
    case (.timestamp(let one), .timestamp(let other)):
      return apply((one, left.isScalar), (other, right.isScalar), name)
    case (.timeOfDay(let one), .timeOfDay(let other)):
      return apply((one, left.isScalar), (other, right.isScalar), name)
    case (.duration(let one), .duration(let other)):
      return apply((one, left.isScalar), (other, right.isScalar), name)
    default: return ordered(left.column(rows: rows), right.column(rows: rows), name)
    }
  }

  /// A text beside dates, times or durations is read as one.
  private static func comparable(_ left: Operand, _ right: Operand) -> (Operand, Operand) {
    func read(_ text: Operand, like column: AnyColumn) -> Operand {
      guard text.isScalar, case .string(let texts) = text.column, let value = texts[0] else { return text }
      switch column {
      case .date: if let date = CalendarDate(value) { return Operand(date) }
      case .timestamp(let times):
        if let time = Timestamp(value) { return Operand(time) }
        // A day stands for its beginning on the clock of the column.
        if let date = CalendarDate(value) {
          return Operand(Timestamp(date, zone: times.lazy.compactMap { $0 }.first?.zone))
        }
      case .timeOfDay: if let time = TimeOfDay(value) { return Operand(time) }
      case .duration: if let duration = Duration(cellText: value) { return Operand(duration) }
      default: break
      }
      return text
    }
    return (read(left, like: right.column), read(right, like: left.column))
  }

  private var mirrored: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .unequal: self
    }
  }

  @inline(__always)
  private func apply<Value: DenseElement & Comparable>(
    _ left: (column: Column<Value>, isScalar: Bool), _ right: (column: Column<Value>, isScalar: Bool), _ name: String
  ) -> Column<Bool> {
    switch self {
    case .equal: Operand.zip(left, right, name: name) { $0 == $1 }
    case .unequal: Operand.zip(left, right, name: name) { $0 != $1 }
    case .less: Operand.zip(left, right, name: name) { $0 < $1 }
    case .lessOrEqual: Operand.zip(left, right, name: name) { $0 <= $1 }
    case .greater: Operand.zip(left, right, name: name) { $0 > $1 }
    case .greaterOrEqual: Operand.zip(left, right, name: name) { $0 >= $1 }
    }
  }

  private func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// Each distinct text is compared once.
  private func texts(_ column: Column<String>, _ text: String?, _ name: String) -> Column<Bool> {
    guard let text else { return Column(name: name, contents: repeatElement(Bool?.none, count: column.count)) }
    if self == .equal || self == .unequal {
      return column.mapDistinct { self == .equal ? $0 == text : $0 != text }.renamed(name)
    }
    if let order = column.categoryOrder {
      guard let position = order.firstIndex(of: text) else {
        FrameMistake.stop(
          "\"\(text)\" is none of the ordered categories of the column \"\(name)\": \(order.joined(separator: ", ")).")
      }
      let positions = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      return column.mapDistinct { holds(positions[$0] ?? order.count, position) }.renamed(name)
    }
    // By code points, as sorting does.
    let bytes = Array(text.utf8)
    return column.mapDistinct { one in
      let one = Array(one.utf8)
      if one == bytes { return self == .lessOrEqual || self == .greaterOrEqual }
      let isLess = one.lexicographicallyPrecedes(bytes)
      return isLess == (self == .less || self == .lessOrEqual)
    }.renamed(name)
  }

  /// Any two columns of one type.
  private func ordered(_ left: AnyColumn, _ right: AnyColumn, _ name: String) -> Column<Bool> {
    let count = left.count
    let both = left.appending(right)
    let isEquality = self == .equal || self == .unequal
    let keys = isEquality ? RowCodes(both).codes.map { UInt64(truncatingIfNeeded: $0) } : both.orderedKeys()
    return Column(
      name: name,
      contents: (0..<count).map { row -> Bool? in
        left.isNil(at: row) || right.isNil(at: row) ? nil : holds(keys[row], keys[count + row])
      })
  }
}

/// Comparisons row by row, for ``DataFrame/filter(_:)-(Column<Bool>)``: a column of truth values that is missing where
/// an operand is. A text is read as a date or time beside a column of these: `frame["date"] >= "2013-07-01"`.
extension AnyColumn {
  /// Where two columns are equal.
  @_disfavoredOverload
  public static func == (left: AnyColumn, right: some ColumnOperand) -> Column<Bool> {
    Comparison.equal(Operand(left), Operand(right.anyColumn))
  }
  /// Where two columns differ.
  @_disfavoredOverload
  public static func != (left: AnyColumn, right: some ColumnOperand) -> Column<Bool> {
    Comparison.unequal(Operand(left), Operand(right.anyColumn))
  }
  /// Where the left column is less.
  public static func < (left: AnyColumn, right: some ColumnOperand) -> Column<Bool> {
    Comparison.less(Operand(left), Operand(right.anyColumn))
  }
  /// Where the left column is at most as great.
  public static func <= (left: AnyColumn, right: some ColumnOperand) -> Column<Bool> {
    Comparison.lessOrEqual(Operand(left), Operand(right.anyColumn))
  }
  /// Where the left column is greater.
  public static func > (left: AnyColumn, right: some ColumnOperand) -> Column<Bool> {
    Comparison.greater(Operand(left), Operand(right.anyColumn))
  }
  /// Where the left column is at least as great.
  public static func >= (left: AnyColumn, right: some ColumnOperand) -> Column<Bool> {
    Comparison.greaterOrEqual(Operand(left), Operand(right.anyColumn))
  }

  /// Where the column has the value.
  public static func == (left: AnyColumn, right: (some ColumnElement)?) -> Column<Bool> {
    Comparison.equal(Operand(left), Operand(right))
  }
  /// Where the column has another value.
  public static func != (left: AnyColumn, right: (some ColumnElement)?) -> Column<Bool> {
    Comparison.unequal(Operand(left), Operand(right))
  }
  /// Where the column is less than the value.
  public static func < (left: AnyColumn, right: (some ColumnElement)?) -> Column<Bool> {
    Comparison.less(Operand(left), Operand(right))
  }
  /// Where the column is at most the value.
  public static func <= (left: AnyColumn, right: (some ColumnElement)?) -> Column<Bool> {
    Comparison.lessOrEqual(Operand(left), Operand(right))
  }
  /// Where the column is greater than the value.
  public static func > (left: AnyColumn, right: (some ColumnElement)?) -> Column<Bool> {
    Comparison.greater(Operand(left), Operand(right))
  }
  /// Where the column is at least the value.
  public static func >= (left: AnyColumn, right: (some ColumnElement)?) -> Column<Bool> {
    Comparison.greaterOrEqual(Operand(left), Operand(right))
  }

  /// Where the column has no value.
  public var isMissing: Column<Bool> {
    Column(name: name, values: (0..<count).map { isNil(at: $0) })
  }

  /// Where the column has one of these values; missing where it has none.
  public func isContained<Value: ColumnElement>(in values: [Value]) -> Column<Bool> {
    values.map { self == $0 }.reduce(nil as Column<Bool>?) { found, mask in found.map { $0 || mask } ?? mask }
      ?? Column(name: name, contents: (0..<count).map { isNil(at: $0) ? nil : false })
  }

  /// Where the column's value lies in a range, both ends included; missing where it has none.
  public func isContained<Value: ColumnElement & Comparable>(in range: ClosedRange<Value>) -> Column<Bool> {
    self >= range.lowerBound && self <= range.upperBound
  }

  /// Where the column's value lies in a range, its upper end left out; missing where it has none.
  public func isContained<Value: ColumnElement & Comparable>(in range: Range<Value>) -> Column<Bool> {
    self >= range.lowerBound && self < range.upperBound
  }
}

extension Column {
  /// Where two columns are equal.
  @_disfavoredOverload
  public static func == (left: Column, right: Column) -> Column<Bool> {
    Comparison.equal(Operand(left.eraseToAnyColumn()), Operand(right.eraseToAnyColumn()))
  }
  /// Where the column has the value.
  public static func == (left: Column, right: WrappedElement) -> Column<Bool> {
    Comparison.equal(Operand(left.eraseToAnyColumn()), Operand(right))
  }
  /// Where the column has another value.
  public static func != (left: Column, right: WrappedElement) -> Column<Bool> {
    Comparison.unequal(Operand(left.eraseToAnyColumn()), Operand(right))
  }
}

extension Column where WrappedElement: Comparable {
  /// Where the left column is less.
  public static func < (left: Column, right: Column) -> Column<Bool> {
    Comparison.less(Operand(left.eraseToAnyColumn()), Operand(right.eraseToAnyColumn()))
  }
  /// Where the left column is greater.
  public static func > (left: Column, right: Column) -> Column<Bool> {
    Comparison.greater(Operand(left.eraseToAnyColumn()), Operand(right.eraseToAnyColumn()))
  }
  /// Where the column is less than the value.
  public static func < (left: Column, right: WrappedElement) -> Column<Bool> {
    Comparison.less(Operand(left.eraseToAnyColumn()), Operand(right))
  }
  /// Where the column is at most the value.
  public static func <= (left: Column, right: WrappedElement) -> Column<Bool> {
    Comparison.lessOrEqual(Operand(left.eraseToAnyColumn()), Operand(right))
  }
  /// Where the column is greater than the value.
  public static func > (left: Column, right: WrappedElement) -> Column<Bool> {
    Comparison.greater(Operand(left.eraseToAnyColumn()), Operand(right))
  }
  /// Where the column is at least the value.
  public static func >= (left: Column, right: WrappedElement) -> Column<Bool> {
    Comparison.greaterOrEqual(Operand(left.eraseToAnyColumn()), Operand(right))
  }
}
