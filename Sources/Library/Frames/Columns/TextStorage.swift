/// Text by number: each distinct text is kept once, a row holds its number.
///
/// Genres, artists and even names repeat; grouping, sorting, joining and filtering work on the numbers.
public struct TextStorage: ColumnStorage {
  /// The number of each row's text in the pool, -1 where it is missing.
  private(set) var codes: [Int32]
  /// The distinct texts, while nothing is being appended.
  private var settledPool: TextPool
  /// The number of rows whose text is missing.
  public private(set) var missingCount: Int
  /// How many of the pool's first texts are categories in their order; texts behind them are in the order of texts. 0
  /// for texts without an order of their own.
  private(set) var orderedCount = 0
  /// Holds the texts from the first append on; never part of the value.
  private var index: TextIndex?

  /// The distinct texts. Texts that no row uses any longer may be among them.
  var pool: TextPool { index?.pool ?? settledPool }

  /// Storage without rows.
  public init() {
    codes = []
    settledPool = TextPool()
    missingCount = 0
  }

  init(codes: [Int32], pool: TextPool, orderedCount: Int = 0) {
    self.codes = codes
    settledPool = pool
    self.orderedCount = orderedCount
    missingCount = codes.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
  }

  /// The number of rows, missing texts included.
  public var count: Int { codes.count }
  /// Whether the text of a row is missing. An empty text is not.
  public func isMissing(_ row: Int) -> Bool { codes[row] < 0 }

  /// The text of a row, from 0; nil when it is missing. Setting nil makes it missing.
  public subscript(row: Int) -> String? {
    get { codes[row] < 0 ? nil : pool[Int(codes[row])] }
    set {
      if codes[row] < 0 { missingCount -= 1 }
      codes[row] = code(for: newValue)
      if newValue == nil { missingCount += 1 }
    }
  }

  /// Adds a row at the end; nil for a missing text.
  public mutating func append(_ value: String?) {
    codes.append(code(for: value))
    if value == nil { missingCount += 1 }
  }

  /// Adds a row for each text; nil for a missing text.
  @_specialize(where Values == [String?])
  @_specialize(where Values == LazyMapSequence<[String], String?>)
  public mutating func append<Values: Sequence<String?>>(each values: Values) {
    for value in values { append(value) }
  }

  /// Calls `body` with the text of each row in turn, nil where it is missing.
  public func forEach(_ body: (String?) throws -> Void) rethrows {
    let pool = self.pool
    for code in codes { try body(code < 0 ? nil : pool[Int(code)]) }
  }

  private mutating func code(for value: String?) -> Int32 {
    guard var value else { return -1 }
    if index == nil {
      index = TextIndex(settledPool)
      settledPool = TextPool()
    }
    return value.withUTF8 { index!.insert($0) }
  }

  /// Adds the rows of other storage at the end, in order; missing texts stay missing.
  public mutating func append(contentsOf other: TextStorage) {
    if pool.count == 0 { orderedCount = other.orderedCount }
    if other.pool == pool {
      codes.append(contentsOf: other.codes)
    } else {
      var index = TextIndex(pool)
      let translated = (0..<other.pool.count).map { number in other.pool.withUTF8(number) { index.insert($0) } }
      settledPool = index.pool
      self.index = nil
      codes.append(contentsOf: other.codes.lazy.map { $0 < 0 ? -1 : translated[Int($0)] })
    }
    missingCount += other.missingCount
  }

  /// Makes room for this many rows in all. Distinct texts take their own room.
  public mutating func reserveCapacity(_ rows: Int) { codes.reserveCapacity(rows) }

  /// The texts of these rows in this order; a row of -1 gives a missing text. All distinct texts are kept.
  public func gathering(_ rows: [Int32]) -> TextStorage {
    TextStorage(codes: rows.map { $0 < 0 ? -1 : codes[Int($0)] }, pool: pool, orderedCount: orderedCount)
  }

  /// Equal when every row holds the same text, however the texts are numbered.
  public static func == (left: TextStorage, right: TextStorage) -> Bool {
    guard left.count == right.count, left.missingCount == right.missingCount else { return false }
    if left.pool == right.pool { return left.codes == right.codes }
    let index = TextIndex(left.pool)
    let translated = (0..<right.pool.count).map { number in right.pool.withUTF8(number) { index.number(of: $0) } ?? -2 }
    return zip(left.codes, right.codes).allSatisfy { $0 == ($1 < 0 ? -1 : translated[Int($1)]) }
  }
}
