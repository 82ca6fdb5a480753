/// Truth values combined row by row. Missing is "not known", as in SQL, polars and dplyr: `missing && false` is false,
/// `missing || true` is true, all else with a missing side is missing. Filters leave out rows whose mask is missing.
extension Column where WrappedElement == Bool {
  /// Where both are true.
  public static func && (left: Column, right: Column) -> Column {
    left.combined(right, { $0 && $1 }) { $0 == false || $1 == false ? false : $0 == nil || $1 == nil ? nil : true }
  }

  /// Where one at least is true.
  public static func || (left: Column, right: Column) -> Column {
    left.combined(right, { $0 || $1 }) { $0 == true || $1 == true ? true : $0 == nil || $1 == nil ? nil : false }
  }

  /// True where the column is false.
  public static prefix func ! (column: Column) -> Column { column.converted { !$0 } }

  /// - Parameters:
  ///   - operation: for rows where both have a value.
  ///   - uncertain: for rows where one is missing.
  @inline(__always)
  private func combined(
    _ other: Column, _ operation: (Bool, Bool) -> Bool, _ uncertain: (Bool?, Bool?) -> Bool?
  ) -> Column {
    guard count == other.count else {
      FrameMistake.stop("Columns of \(count) and \(other.count) rows cannot be combined.")
    }
    let (one, two) = (denseValues, other.denseValues)
    var values = [Bool](unsafeUninitializedCapacity: count) { buffer, filled in
      for row in 0..<one.count { buffer.initializeElement(at: row, to: operation(one[row], two[row])) }
      filled = one.count
    }
    var validity = Validity(count: count)
    for row in storage.validity.missingRows + other.storage.validity.missingRows {
      let value = uncertain(self[row], other[row])
      values[row] = value ?? false
      validity.set(row, missing: value == nil)
    }
    return Column(name: name, storage: DenseStorage(values: values, validity: validity))
  }

  /// The rows where the column is true, ascending.
  var trueRows: [Int32] {
    let values = denseValues
    // Each row is written, and stays written where it counts: a branch for each would be guessed wrongly half the time.
    return [Int32](unsafeUninitializedCapacity: values.count + 1) { rows, filled in
      for row in 0..<values.count {
        rows[filled] = Int32(truncatingIfNeeded: row)
        filled &+= values[row] ? 1 : 0
      }
    }
  }

  /// In how many rows the column is true.
  public var trueCount: Int { denseValues.count { $0 } }

  /// How often the column is true among the rows that have a value; nil without any.
  public func mean() -> Double? { count > missingCount ? Double(trueCount) / Double(count - missingCount) : nil }

  /// The one column's value where the mask is true, the other's where it is false; missing where the mask is.
  ///
  /// - Precondition: both have as many rows as the mask.
  public func choose(_ column: AnyColumn, otherwise: AnyColumn) -> AnyColumn {
    _ = Operand.rows(Operand(eraseToAnyColumn()), Operand(column))
    _ = Operand.rows(Operand(eraseToAnyColumn()), Operand(otherwise))
    let rows = indices.map { row in self[row].map { Int32($0 ? row : count + row) } ?? -1 }
    return column.appending(otherwise).gathering(rows).renamed(column.name)
  }

  /// The one value where the mask is true, the other where it is false; missing where the mask is.
  public func choose<Value: ColumnElement>(_ value: Value?, otherwise: Value?) -> AnyColumn {
    let values = Column<Value>(name: name, contents: [value, otherwise])
    return values.eraseToAnyColumn().gathering(indices.map { row in self[row].map { $0 ? 0 : 1 } ?? -1 })
  }
}

extension AnyColumn {
  /// The other column's value where this one's is missing.
  public func filled(from other: AnyColumn) -> AnyColumn {
    _ = Operand.rows(Operand(self), Operand(other))
    guard missingCount > 0 else { return self }
    let both = appending(other)
    return both.gathering((0..<Int32(count)).map { isNil(at: Int($0)) ? $0 + Int32(count) : $0 }).renamed(name)
  }

  /// This value where one is missing. A whole number beside numbers with fractions is a number like them.
  public func filled(with value: some ColumnElement) -> AnyColumn {
    filled(from: Operand(value).column(rows: count))
  }
}

extension DataFrame {
  /// The rows where the mask is true; not those where it is false or missing.
  public func filter(_ mask: Column<Bool>) -> DataFrame {
    guard mask.count == rowCount else {
      stop("A mask of \(mask.count) rows does not fit the frame's \(rowCount) rows.")
    }
    return gathering(mask.trueRows)
  }

  /// The rows where a condition on the frame's columns holds: `frame.filter { $0["sex"] == "male" && $0["mass"] > 4000 }`.
  ///
  /// The condition is evaluated once, for whole columns. Rows where it is missing are left out.
  public func filter(_ condition: (DataFrame) throws -> Column<Bool>) rethrows -> DataFrame {
    filter(try condition(self))
  }

  /// The rows where the mask is true: `frame[frame["mass"] > 4000]`.
  public subscript(mask: Column<Bool>) -> DataFrame { filter(mask) }

  /// The frame with a column more, or with another in place of the one of that name, calculated from its columns:
  /// `frame.with("kg") { $0["mass"] / 1000 }`.
  public func with(_ name: String, _ make: (DataFrame) throws -> AnyColumn) rethrows -> DataFrame {
    var frame = self
    frame.setColumn(name, to: try make(self))
    return frame
  }

  /// The frame with a column more, or with another in place of the one of that name, calculated from its columns.
  public func with<T>(_ name: String, _ make: (DataFrame) throws -> Column<T>) rethrows -> DataFrame {
    var frame = self
    frame.setColumn(name, to: try make(self).eraseToAnyColumn())
    return frame
  }

  /// The column of this name as one of the type that is asked for. Setting replaces it, or adds it at the right.
  @_disfavoredOverload
  public subscript<T: ColumnElement>(name: String) -> Column<T> {
    get { requiredColumn(name, T.self) }
    set { setColumn(name, to: newValue.eraseToAnyColumn()) }
  }
}
