/// A value that can stand in an array of values some of which are missing.
public protocol DenseValue: Sendable, Hashable, Codable, BitwiseCopyable {
  /// What stands in the array where a value is missing: NaN for `Double`, so that the array is the column with NaN for
  /// missing.
  static var placeholder: Self { get }
}

/// One array of values and which of them are there.
public struct DenseStorage<Value: DenseValue>: ColumnStorage {
  /// The value of each row, the element's placeholder where it is missing.
  private(set) var values: [Value]
  private(set) var validity: Validity

  /// Storage without rows.
  public init() {
    values = []
    validity = Validity()
  }

  /// - Parameter values: with the placeholder where `validity` says missing.
  init(values: [Value], validity: Validity) {
    precondition(values.count == validity.count, "as many values as rows")
    self.values = values
    self.validity = validity
  }

  init(_ values: [Value]) { self.init(values: values, validity: Validity(count: values.count)) }

  /// The number of rows, missing values included.
  public var count: Int { values.count }
  /// The number of rows whose value is missing.
  public var missingCount: Int { validity.missingCount }
  /// Whether the value of a row is missing.
  public func isMissing(_ row: Int) -> Bool { validity.isMissing(row) }

  /// The value of a row, from 0; nil when it is missing. Setting nil makes it missing.
  public subscript(row: Int) -> Value? {
    get { validity.isMissing(row) ? nil : values[row] }
    set {
      values[row] = newValue ?? Value.placeholder
      validity.set(row, missing: newValue == nil)
    }
  }

  /// Adds a row at the end; nil for a missing value.
  public mutating func append(_ value: Value?) {
    values.append(value ?? Value.placeholder)
    validity.append(missing: value == nil)
  }

  /// Adds a row for each value; nil for a missing value.
  @_specialize(where Value == Double, Values == [Double?])
  @_specialize(where Value == Double, Values == LazyMapSequence<[Double], Double?>)
  @_specialize(where Value == Int, Values == [Int?])
  @_specialize(where Value == Int, Values == LazyMapSequence<[Int], Int?>)
  @_specialize(where Value == Bool, Values == [Bool?])
  @_specialize(where Value == Bool, Values == LazyMapSequence<[Bool], Bool?>)
  public mutating func append<Values: Sequence<Value?>>(each added: Values) {
    var missing: [Int] = []
    let start = values.count
    for value in added {
      if let value {
        values.append(value)
      } else {
        missing.append(values.count - start)
        values.append(Value.placeholder)
      }
    }
    validity.append(contentsOf: Validity(count: values.count - start, missing: missing))
  }

  /// Calls `body` with the value of each row in turn, nil where it is missing.
  public func forEach(_ body: (Value?) throws -> Void) rethrows {
    if validity.missingCount == 0 {
      for value in values { try body(value) }
    } else {
      for row in values.indices { try body(validity.isMissing(row) ? nil : values[row]) }
    }
  }

  /// Adds the rows of other storage at the end, in order; missing values stay missing.
  public mutating func append(contentsOf other: DenseStorage<Value>) {
    values.append(contentsOf: other.values)
    validity.append(contentsOf: other.validity)
  }

  /// Makes room for this many rows in all, so that appending them does not copy.
  public mutating func reserveCapacity(_ rows: Int) { values.reserveCapacity(rows) }

  /// The values of these rows in this order; a row of -1 gives a missing value.
  public func gathering(_ rows: [Int32]) -> DenseStorage<Value> {
    let gathered = [Value](unsafeUninitializedCapacity: rows.count) { buffer, count in
      for (position, row) in rows.enumerated() {
        buffer.initializeElement(at: position, to: row < 0 ? Value.placeholder : values[Int(row)])
      }
      count = rows.count
    }
    return DenseStorage(values: gathered, validity: validity.gathering(rows))
  }

  /// Equal where both are missing or both hold the same value; two NaN values count as the same.
  public static func == (left: DenseStorage<Value>, right: DenseStorage<Value>) -> Bool {
    guard left.validity == right.validity else { return false }
    for row in left.values.indices where !left.validity.isMissing(row) {
      let (one, other) = (left.values[row], right.values[row])
      if one != other && !(one != one && other != other) { return false }
    }
    return true
  }
}
