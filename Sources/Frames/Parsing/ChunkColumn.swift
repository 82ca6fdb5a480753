/// The values of one column in one chunk of a file, while it is parsed.
struct ChunkColumn {
  enum Kind: UInt8 {
    /// Not wanted.
    case skipped
    case double, integer, boolean, date, text
  }

  /// Changes from integer to double when a number with a fraction comes.
  var kind: Kind
  /// The type was guessed from the first rows: a value that does not fit makes the column text. Otherwise such a value is missing and reported.
  let isGuessed: Bool
  let name: String

  /// Eight bytes a row for numbers, four for codes of texts and dates, one for booleans. Room for `ParsedChunk.capacity` rows.
  private(set) var cells: UnsafeMutableRawPointer
  /// Rows of the chunk without a value; text has the code -1 instead.
  var missing: [Int32] = []
  var texts = TextIndex()
  /// A value did not fit the guessed type.
  var isMisfit = false

  init(kind: Kind, isGuessed: Bool, name: String, capacity: Int) {
    self.kind = kind
    self.isGuessed = isGuessed
    self.name = name
    cells = UnsafeMutableRawPointer.allocate(byteCount: max(1, capacity * kind.stride), alignment: 8)
  }

  mutating func grow(from rows: Int, to capacity: Int) {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: max(1, capacity * kind.stride), alignment: 8)
    larger.copyMemory(from: cells, byteCount: rows * kind.stride)
    cells.deallocate()
    cells = larger
  }

  func free() { cells.deallocate() }

  @inline(__always)
  func setDouble(_ row: Int, _ value: Double) { cells.storeBytes(of: value, toByteOffset: row &* 8, as: Double.self) }
  @inline(__always)
  func setInteger(_ row: Int, _ value: Int) { cells.storeBytes(of: value, toByteOffset: row &* 8, as: Int.self) }
  func setBoolean(_ row: Int, _ value: Bool) { cells.storeBytes(of: value, toByteOffset: row, as: Bool.self) }
  func setDate(_ row: Int, _ value: CalendarDate) {
    cells.storeBytes(of: value, toByteOffset: row &* 4, as: CalendarDate.self)
  }
  @inline(__always)
  func setCode(_ row: Int, _ code: Int32) { cells.storeBytes(of: code, toByteOffset: row &* 4, as: Int32.self) }

  mutating func setMissing(_ row: Int) {
    switch kind {
    case .skipped: return
    case .text:
      setCode(row, -1)
      return
    case .double: setDouble(row, .nan)
    case .integer: setInteger(row, 0)
    case .boolean: setBoolean(row, false)
    case .date: setDate(row, CalendarDate.placeholder)
    }
    missing.append(Int32(row))
  }

  /// Turns the integers of the rows so far into doubles: each rounded as its digits would have been.
  mutating func becomeDouble(rows: Int) {
    for row in 0..<rows { setDouble(row, Double(cells.load(fromByteOffset: row * 8, as: Int.self))) }
    for row in missing { setDouble(Int(row), .nan) }
    kind = .double
  }
}

extension ChunkColumn.Kind {
  init(_ type: CSVType) {
    switch type {
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .double: self = .double
    case .date: self = .date
    case .string: self = .text
    }
  }

  var stride: Int {
    switch self {
    case .skipped: 0
    case .double, .integer: 8
    case .date, .text: 4
    case .boolean: 1
    }
  }
}

/// A column as it is to be read.
struct ColumnPlan: Sendable {
  var name: String
  var kind: ChunkColumn.Kind
  var isGuessed: Bool
}

/// What a chunk of a file held.
///
/// @unchecked: one thread parses a chunk; afterwards it is only read.
final class ParsedChunk: @unchecked Sendable {
  let columns: UnsafeMutableBufferPointer<ChunkColumn>
  fileprivate(set) var capacity: Int
  var rows = 0
  var blankLines = 0
  /// Line ends in the chunk.
  var lines = 0
  /// In the order of the chunk; lines count from 0 at its start.
  var problems: [CSVReadingReport.Problem] = []
  var problemCounts: [CSVReadingReport.Problem.Kind: Int] = [:]
  /// The chunk ends inside a quoted field.
  var endsInQuotes = false
  /// The most fields of a record.
  var mostFields = 0

  init(_ plans: [ColumnPlan], capacity: Int) {
    self.capacity = max(16, capacity)
    columns = .allocate(capacity: plans.count)
    for (number, plan) in plans.enumerated() {
      columns.initializeElement(
        at: number,
        to: ChunkColumn(kind: plan.kind, isGuessed: plan.isGuessed, name: plan.name, capacity: self.capacity))
    }
  }

  deinit {
    for column in columns { column.free() }
    columns.baseAddress?.deinitialize(count: columns.count)
    columns.deallocate()
  }

  func grow(to capacity: Int) {
    for number in columns.indices { columns[number].grow(from: rows, to: capacity) }
    self.capacity = capacity
  }

  func add(_ kind: CSVReadingReport.Problem.Kind, _ maximum: Int, _ message: () -> String, line: Int) {
    problemCounts[kind, default: 0] += 1
    if problems.count < maximum { problems.append(.init(kind: kind, line: line, message: message())) }
  }
}
