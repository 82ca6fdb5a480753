extension DataFrame {
  /// The rows whose value passes the test. The test sees nil where the value is missing.
  @_specialize(where T == Double)
  @_specialize(where T == Int)
  @_specialize(where T == String)
  public func filter<T: ColumnElement>(
    on name: String, _ type: T.Type, _ isIncluded: (T?) throws -> Bool
  ) rethrows -> DataFrame {
    var rows: [Int32] = []
    var row: Int32 = 0
    try requiredColumn(name, type).storage.forEach { value in
      if try isIncluded(value) { rows.append(row) }
      row += 1
    }
    return gathering(rows)
  }

  /// The rows whose value in a column satisfies a condition.
  public func filter<T: ColumnElement>(
    on id: ColumnID<T>, _ isIncluded: (T?) throws -> Bool
  ) rethrows -> DataFrame {
    try filter(on: id.name, T.self, isIncluded)
  }

  /// The rows that pass the test.
  public func filter(_ isIncluded: (Row) throws -> Bool) rethrows -> DataFrame {
    var included: [Int32] = []
    for row in rows where try isIncluded(row) { included.append(Int32(row.index)) }
    return gathering(included)
  }

  /// The rows where the mask says true.
  public func filter(_ mask: [Bool]) -> DataFrame {
    precondition(mask.count == rowCount, "a mask of \(mask.count) for \(rowCount) rows")
    return gathering(mask.indices.filter { mask[$0] }.map { Int32($0) })
  }

  /// The rows whose number lies in the range, such as `0.5...` or `1960..<1970`. Missing values do not.
  public func filter(on name: String, in range: some RangeExpression<Double>) -> DataFrame {
    let values = doubles(name)
    return gathering(values.indices.filter { range.contains(values[$0]) }.map { Int32($0) })
  }

  /// The rows with this value.
  public func filter<T: ColumnElement>(on name: String, equalTo value: T) -> DataFrame {
    filter(on: name, oneOf: [value])
  }

  /// The rows whose value is one of these.
  public func filter<T: ColumnElement>(on name: String, oneOf values: Set<T>) -> DataFrame {
    if case .string(let column) = self[name], let texts = values as? Set<String> {
      let isMember = column.mapDistinct { texts.contains($0) }
      return filter(isMember.denseValues)
    }
    return filter(on: name, T.self) { $0.map(values.contains) ?? false }
  }

  /// The rows that have a value in all of these columns; in every column when none is named.
  public func droppingMissing(in names: String...) -> DataFrame {
    let checked = (names.isEmpty ? columns : names.map { self[$0] }).filter { $0.missingCount > 0 }
    guard !checked.isEmpty else { return self }
    var rows: [Int32] = []
    for row in 0..<rowCount where !checked.contains(where: { $0.isNil(at: row) }) { rows.append(Int32(row)) }
    return gathering(rows)
  }
}
