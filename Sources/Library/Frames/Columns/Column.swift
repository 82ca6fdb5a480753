/// A named column of values of one type, any of which may be missing: a collection of optionals.
///
/// Numbers are kept as one array, so ``Column/doubles`` costs nothing; text is kept once for each distinct value.
public struct Column<WrappedElement: ColumnElement>: Sendable, Equatable {
  /// The column's name.
  public var name: String
  var storage: WrappedElement.Storage

  /// An empty column.
  /// - Parameter capacity: for so many rows memory is had at once.
  public init(name: String, capacity: Int = 0) {
    self.name = name
    storage = WrappedElement.Storage()
    storage.reserveCapacity(capacity)
  }

  /// A column of values, nil where one is missing.
  public init(name: String, contents: some Sequence<WrappedElement?>) {
    self.init(name: name, capacity: contents.underestimatedCount)
    // Of an array the loop over values is made for their type; asking other sequences one by one is slower.
    if let array = contents as? [WrappedElement?] {
      storage.append(each: array)
    } else {
      storage.append(each: Array(contents))
    }
  }

  /// A column of values, none of which is missing.
  public init(name: String, contents: some Sequence<WrappedElement>) {
    self.init(name: name, capacity: contents.underestimatedCount)
    storage.append(each: (contents as? [WrappedElement] ?? Array(contents)).lazy.map { $0 })
  }

  init(name: String, storage: WrappedElement.Storage) {
    self.name = name
    self.storage = storage
  }

  /// How many values are missing.
  public var missingCount: Int { storage.missingCount }
  /// Whether the row's value is missing.
  public func isNil(at row: Int) -> Bool { storage.isMissing(row) }

  /// Adds a row; nil for a missing value.
  public mutating func append(_ value: WrappedElement?) { storage.append(value) }

  /// Adds the rows of another column.
  public mutating func append(contentsOf other: Column<WrappedElement>) { storage.append(contentsOf: other.storage) }

  /// The same column under another name.
  public func renamed(_ name: String) -> Column<WrappedElement> {
    var column = self
    column.name = name
    return column
  }

  /// The column without its type.
  public func eraseToAnyColumn() -> AnyColumn { WrappedElement.erase(self) }

  /// The values of these rows, in this order.
  public func gathering(_ rows: some Sequence<Int>) -> Column<WrappedElement> {
    Column(name: name, storage: storage.gathering(rows.map { Int32($0) }))
  }

  /// Each value turned into another; missing values stay missing.
  @_specialize(where WrappedElement == Double, T == Double)
  @_specialize(where WrappedElement == Double, T == Int)
  @_specialize(where WrappedElement == Double, T == String)
  @_specialize(where WrappedElement == Double, T == Bool)
  @_specialize(where WrappedElement == Int, T == Double)
  @_specialize(where WrappedElement == Int, T == Int)
  @_specialize(where WrappedElement == Int, T == String)
  @_specialize(where WrappedElement == Int, T == Bool)
  @_specialize(where WrappedElement == String, T == Double)
  @_specialize(where WrappedElement == String, T == Int)
  @_specialize(where WrappedElement == String, T == String)
  @_specialize(where WrappedElement == String, T == Bool)
  public func mapNonNil<T: ColumnElement>(_ transform: (WrappedElement) throws -> T?) rethrows -> Column<T> {
    var results = T.Storage()
    results.reserveCapacity(count)
    try storage.forEach { results.append(try $0.flatMap(transform)) }
    return Column<T>(name: name, storage: results)
  }

  /// The column with this value where one is missing.
  public func filled(with value: WrappedElement) -> Column<WrappedElement> {
    guard missingCount > 0 else { return self }
    return Column(name: name, contents: lazy.map { $0 ?? value })
  }

  /// The values that are there, without the missing ones.
  public var values: [WrappedElement] { compactMap { $0 } }
}

extension Column: RandomAccessCollection, MutableCollection {
  /// The number of the first row, always 0.
  public var startIndex: Int { 0 }
  /// One past the number of the last row, which is the number of rows.
  public var endIndex: Int { storage.count }

  /// The values from the first row to the last, nil where one is missing.
  public struct Iterator: IteratorProtocol {
    fileprivate let storage: WrappedElement.Storage
    fileprivate let count: Int
    fileprivate var row = 0

    /// The value of the next row; nil behind the last.
    @_specialize(where WrappedElement == Double)
    @_specialize(where WrappedElement == Int)
    @_specialize(where WrappedElement == Bool)
    @_specialize(where WrappedElement == String)
    public mutating func next() -> WrappedElement?? {
      guard row < count else { return nil }
      defer { row += 1 }
      return .some(storage[row])
    }
  }

  /// An iterator over the values.
  public func makeIterator() -> Iterator { Iterator(storage: storage, count: storage.count) }

  /// The value of a row; nil when it is missing.
  public subscript(position: Int) -> WrappedElement? {
    get { storage[position] }
    set { storage[position] = newValue }
  }
}

extension Column where WrappedElement: DenseElement {
  /// - Parameter values: a value for every row.
  public init(name: String, values: [WrappedElement]) {
    self.init(name: name, storage: DenseStorage(values))
  }

  /// The array behind the column; where a value is missing stands the type's placeholder (NaN, 0, false).
  public var denseValues: [WrappedElement] { storage.values }

  /// The column with another type for every value; `transform` also sees placeholders.
  func converted<T: DenseElement>(_ transform: (WrappedElement) -> T) -> Column<T> {
    var values = storage.values.map(transform)
    for row in storage.validity.missingRows { values[row] = T.placeholder }
    return Column<T>(name: name, storage: DenseStorage(values: values, validity: storage.validity))
  }
}

extension Column where WrappedElement == Double {
  /// The column as one array with NaN where a value is missing; nothing is copied.
  public var doubles: [Double] { storage.values }

  /// - Parameter doubles: NaN stands for a missing value.
  public init(name: String, doubles: [Double]) {
    let missing = doubles.indices.lazy.filter { doubles[$0].isNaN }
    self.init(
      name: name, storage: DenseStorage(values: doubles, validity: Validity(count: doubles.count, missing: missing)))
  }
}

extension Column: CustomStringConvertible {
  /// The name and the first ten values, `nil` where one is missing, and the number of values when there are more.
  public var description: String {
    let shown = prefix(10).map { $0?.cellText ?? "nil" }.joined(separator: ", ")
    return "\(name): [\(shown)\(count > 10 ? ", ... \(count) values" : "")]"
  }
}

/// A column's name together with the type of its values.
public struct ColumnID<T: ColumnElement>: Sendable, Hashable, CustomStringConvertible {
  /// The column's name.
  public var name: String

  /// - Parameters:
  ///   - name: of a column.
  ///   - type: of its values.
  public init(_ name: String, _ type: T.Type) { self.name = name }

  /// The column's name.
  public var description: String { name }
}
