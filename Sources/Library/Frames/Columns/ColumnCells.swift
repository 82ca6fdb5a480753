/// Where the values of a column lie in memory, so that they can be had one by one without counting references.
///
/// What keeps these must keep the column too, unchanged: only then do its arrays stay at the same addresses.
public struct ColumnCells: @unchecked Sendable {
  let type: CSVType
  /// The dense values, or the numbers of the texts.
  private let values: UnsafeRawPointer?
  private let missing: UnsafePointer<UInt64>?
  private let missingWords: Int
  private let texts: UnsafePointer<UInt8>?
  private let offsets: UnsafePointer<Int>?

  init(_ column: AnyColumn) {
    switch column {
    case .double(let column): self.init(column)
    case .integer(let column): self.init(column)
    case .boolean(let column): self.init(column)
    case .date(let column): self.init(column)
    case .timestamp(let column): self.init(column)
    case .timeOfDay(let column): self.init(column)
    case .duration(let column): self.init(column)
    case .string(let column): self.init(texts: column.storage)
    }
  }

  private init<T: DenseElement>(_ column: Column<T>) {
    type = T.columnType
    values = column.storage.values.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    (missing, missingWords) = column.storage.validity.withMissingBits { ($0.baseAddress, $0.count) }
    (texts, offsets) = (nil, nil)
  }

  private init(texts storage: TextStorage) {
    type = .string
    values = storage.codes.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    (missing, missingWords) = (nil, 0)
    let pool = storage.pool
    texts = pool.bytes.withUnsafeBufferPointer { $0.baseAddress }
    offsets = pool.offsets.withUnsafeBufferPointer { $0.baseAddress }
  }

  @inline(__always)
  func isMissing(_ row: Int) -> Bool {
    if type == .string { return values.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)[row] < 0 }
    let word = row >> 6
    return word < missingWords && missing.unsafelyUnwrapped[word] & (1 << UInt64(row & 63)) != 0
  }

  @inline(__always)
  func dense<T: DenseElement>(_ row: Int, _ type: T.Type) -> T? {
    let word = row >> 6
    if word < missingWords, missing.unsafelyUnwrapped[word] & (1 << UInt64(row & 63)) != 0 { return nil }
    return values.unsafelyUnwrapped.assumingMemoryBound(to: T.self)[row]
  }

  @inline(__always)
  func text(_ row: Int) -> String? {
    let code = Int(values.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)[row])
    if code < 0 { return nil }
    let (offsets, texts) = (offsets.unsafelyUnwrapped, texts)
    let bytes = UnsafeBufferPointer(start: texts.map { $0 + offsets[code] }, count: offsets[code + 1] - offsets[code])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value of a row, nil where it is missing.
  subscript(row: Int) -> (any ColumnElement)? {
    switch type {
    case .double: dense(row, Double.self)
    case .integer: dense(row, Int.self)
    case .boolean: dense(row, Bool.self)
    case .string: text(row)
    case .date: dense(row, CalendarDate.self)
    case .timestamp: dense(row, Timestamp.self)
    case .timeOfDay: dense(row, TimeOfDay.self)
    case .duration: dense(row, Duration.self)
    }
  }
}
