extension DataFrame {
  /// The column of this name.
  /// - Throws: ``FrameMistake`` when there is none.
  public func column(_ name: String) throws(FrameMistake) -> AnyColumn {
    guard let index = indexOfColumn(name) else { throw FrameMistake(description: missing(name)) }
    return columns[index]
  }

  /// The column of this name as values of a type.
  /// - Throws: ``FrameMistake`` when there is none, or when it holds another type.
  public func column<T: ColumnElement>(_ name: String, as type: T.Type) throws(FrameMistake) -> Column<T> {
    let column = try column(name)
    if let typed = column.assumingType(type) { return typed }
    throw FrameMistake(description: mismatch(column, type))
  }

  /// The column of this name. Setting replaces it, or adds it at the right.
  public subscript(name: String) -> AnyColumn {
    get { columns[requiredIndex(name)] }
    set { setColumn(name, to: newValue) }
  }

  /// The column of this name as values of this type. Setting replaces it, or adds it at the right, under this name.
  public subscript<T: ColumnElement>(name: String, type: T.Type) -> Column<T> {
    get { requiredColumn(name, type) }
    set { setColumn(name, to: newValue.eraseToAnyColumn()) }
  }

  /// The column of this name and type.
  /// - Precondition: there is one.
  public subscript<T: ColumnElement>(id: ColumnID<T>) -> Column<T> {
    get { requiredColumn(id.name, T.self) }
    set { setColumn(id.name, to: newValue.eraseToAnyColumn()) }
  }

  /// The column at a position, from 0.
  public subscript(column index: Int) -> AnyColumn { columns[index] }

  /// These columns only, in this order.
  public subscript(names: [String]) -> DataFrame { selecting(columnNames: names) }

  /// These columns only, in this order.
  public func selecting(columnNames: String...) -> DataFrame { selecting(columnNames: columnNames) }

  /// These columns only, in this order.
  public func selecting(columnNames: [String]) -> DataFrame {
    DataFrame(columns: columnNames.map { self[$0] }, rowCount: rowCount)
  }

  /// All columns but these.
  public func removing(columnNames: String...) -> DataFrame { removing(columnNames: columnNames) }

  /// All columns but these.
  public func removing(columnNames names: [String]) -> DataFrame {
    for name in names { _ = requiredIndex(name) }
    let gone = Set(names)
    return DataFrame(columns: columns.filter { !gone.contains($0.name) }, rowCount: rowCount)
  }

  /// The frame with one more column, or with another in its place.
  public func with(_ column: AnyColumn) -> DataFrame {
    var frame = self
    frame[column.name] = column
    return frame
  }

  /// The frame with a column more, or with another one in place of the one of that name.
  public func with<T>(_ column: Column<T>) -> DataFrame { with(column.eraseToAnyColumn()) }

  /// The numbers of a column as one array with NaN where a value is missing.
  public func doubles(_ name: String) -> [Double] {
    let column = self[name]
    guard let values = column.doubles else { stop("The column \"\(name)\" holds text, not numbers.") }
    return values
  }

  /// The names of the columns that hold `Double` or `Int`.
  public var numericColumnNames: [String] { columns.filter(\.isNumeric).map(\.name) }

  /// Each value of a column turned into another; missing values stay missing.
  public mutating func transformColumn<From: ColumnElement, To: ColumnElement>(
    _ name: String, _ transform: (From) throws -> To?
  ) rethrows {
    let column = try requiredColumn(name, From.self).mapNonNil(transform)
    setColumn(name, to: column.eraseToAnyColumn())
  }

  /// A new column made from two; a value is missing where one of the two is.
  public mutating func combineColumns<A: ColumnElement, B: ColumnElement, T: ColumnElement>(
    _ first: String, _ second: String, into name: String, transform: (A, B) throws -> T?
  ) rethrows {
    let (one, other) = (requiredColumn(first, A.self), requiredColumn(second, B.self))
    var result = Column<T>(name: name, capacity: rowCount)
    for row in 0..<rowCount {
      if let a = one[row], let b = other[row] { result.append(try transform(a, b)) } else { result.append(nil) }
    }
    setColumn(name, to: result.eraseToAnyColumn())
  }
}
