import Statistics

/// A table of named columns of equal length, each of one type, with missing values.
///
/// Names follow Apple's TabularData. Asking for a column that is not there, or as a type that it has not, is a
/// ``FrameMistake`` whose message names the columns there are: ``column(_:)`` throws it, a subscript ends the program (in
/// a notebook its cell). ``indexOfColumn(_:)`` only asks.
public struct DataFrame: Sendable {
  /// In order; all have as many rows.
  public private(set) var columns: [AnyColumn]
  /// How many rows there are, also when there is no column.
  public private(set) var rowCount: Int
  /// What was found when the frame was read from a file; nil for frames made otherwise.
  public internal(set) var readingReport: CSVReadingReport?
  /// Whether each row has units of its own, as a summary of columns has: its numbers are then written for themselves.
  public internal(set) var rowsHaveOwnUnits = false
  private var positions: [String: Int]

  /// No columns and no rows.
  public init() {
    columns = []
    rowCount = 0
    positions = [:]
  }

  /// - Parameter columns: of equal length and with different names.
  public init(columns: [AnyColumn]) {
    self.init()
    self.columns.reserveCapacity(columns.count)
    positions.reserveCapacity(columns.count)
    rowCount = columns.first?.count ?? 0
    for column in columns {
      check(column)
      positions[column.name] = self.columns.count
      self.columns.append(column)
    }
  }

  /// As many rows as columns tell, or this many when there is no column.
  init(columns: [AnyColumn], rowCount: Int) {
    self.init(columns: columns)
    if columns.isEmpty { self.rowCount = rowCount }
  }

  /// In the order of the columns.
  public var columnNames: [String] { columns.map(\.name) }
  /// How many rows and columns there are.
  public var shape: (rows: Int, columns: Int) { (rowCount, columns.count) }
  /// Whether there is no row or no column.
  public var isEmpty: Bool { rowCount == 0 || columns.isEmpty }

  /// The position of a column, from 0; nil when there is none of this name.
  public func indexOfColumn(_ name: String) -> Int? { positions[name] }
  /// Whether there is a column of this name.
  public func containsColumn(_ name: String) -> Bool { positions[name] != nil }

  /// Adds a column at the right.
  public mutating func append(column: AnyColumn) { insert(column: column, at: columns.count) }
  /// Adds a column at the end.
  /// - Precondition: it has as many rows as the others, and another name.
  public mutating func append<T>(column: Column<T>) { append(column: column.eraseToAnyColumn()) }

  /// Adds a column at a position.
  /// - Precondition: it has as many rows as the others, and another name.
  public mutating func insert(column: AnyColumn, at index: Int) {
    if columns.isEmpty { rowCount = column.count }
    check(column)
    columns.insert(column, at: index)
    if index == columns.count - 1 { positions[column.name] = index } else { renumber() }
  }

  /// Stops unless the column fits beside the others.
  private func check(_ column: AnyColumn) {
    guard column.count == rowCount else {
      stop("The column \"\(column.name)\" has \(column.count) rows and the frame has \(rowCount).")
    }
    guard positions[column.name] == nil else { stop("There is already a column \"\(column.name)\".") }
  }

  /// Adds a column at a position.
  /// - Precondition: it has as many rows as the others, and another name.
  public mutating func insert<T>(column: Column<T>, at index: Int) {
    insert(column: column.eraseToAnyColumn(), at: index)
  }

  /// Takes a column out.
  /// - Precondition: there is one of this name.
  @discardableResult
  public mutating func removeColumn(_ name: String) -> AnyColumn {
    let column = columns.remove(at: requiredIndex(name))
    renumber()
    return column
  }

  /// Gives a column another name.
  /// - Precondition: there is one of this name, and none of the new one.
  public mutating func renameColumn(_ name: String, to newName: String) {
    let index = requiredIndex(name)
    guard newName != name else { return }
    guard positions[newName] == nil else { stop("There is already a column \"\(newName)\".") }
    columns[index].name = newName
    renumber()
  }

  private mutating func renumber() {
    positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
  }

  /// Puts the column in the place of the one of this name, or at the right. It takes this name.
  mutating func setColumn(_ name: String, to column: AnyColumn) {
    let column = column.renamed(name)
    guard let index = positions[name] else { return append(column: column) }
    guard column.count == rowCount || columns.count == 1 else {
      stop("The column \"\(name)\" has \(column.count) rows and the frame has \(rowCount).")
    }
    columns[index] = column
    rowCount = column.count
  }

  func requiredIndex(_ name: String) -> Int {
    if let index = positions[name] { return index }
    stop(missing(name))
  }

  /// What is said of a column that is not there.
  func missing(_ name: String) -> String {
    let near = NearestName.of(name, among: columnNames).map { " Did you mean \"\($0)\"?" } ?? ""
    let names = columnNames.prefix(30).joined(separator: ", ") + (columns.count > 30 ? ", ..." : "")
    return "There is no column \"\(name)\".\(near) The columns are: \(names)."
  }

  func requiredColumn<T: ColumnElement>(_ name: String, _ type: T.Type) -> Column<T> {
    let column = columns[requiredIndex(name)]
    if let typed = column.assumingType(type) { return typed }
    stop(mismatch(column, type))
  }

  /// What is said of a column that holds another type than is asked for.
  func mismatch<T: ColumnElement>(_ column: AnyColumn, _ type: T.Type) -> String {
    "The column \"\(column.name)\" holds \(column.type) values, not \(type): ask for \(column.type.swiftType).self."
  }

  /// A mistake in the author's code.
  func stop(_ message: String) -> Never { FrameMistake.stop(message) }
}

extension DataFrame: Equatable {
  /// Equal when names, types and values are; where the frames came from does not matter.
  public static func == (left: DataFrame, right: DataFrame) -> Bool {
    left.rowCount == right.rowCount && left.columns == right.columns
  }
}

extension DataFrame: ExpressibleByDictionaryLiteral {
  /// `["Genre": ["rap", nil], "Songs": [3, 4]]`
  public init(dictionaryLiteral elements: (String, AnyColumn)...) {
    self.init(columns: elements.map { $1.renamed($0) })
  }
}
