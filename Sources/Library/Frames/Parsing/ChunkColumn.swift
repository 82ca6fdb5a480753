/// The values of one column in one chunk of a file, while it is parsed.
struct ChunkColumn {
  enum Kind: UInt8 {
    /// Not wanted.
    case skipped
    case double, integer, boolean, date, text
  }

  /// Changes from integer to double when a number with a fraction comes.
  var kind: Kind
  /// The type was guessed from the first rows: a value that does not fit makes the column text. Otherwise such a value
  /// is missing and reported.
  let isGuessed: Bool
  let name: String

  /// Eight bytes a row for numbers, four for codes of texts and dates, one for booleans: a part of the chunk's memory,
  /// with room for `ParsedChunk.capacity` rows.
  fileprivate(set) var cells: UnsafeMutableRawPointer
  /// Rows of the chunk without a value; text has the code -1 instead.
  var missing: [Int32] = []
  /// Gives the column's texts their codes. Belongs to the chunk's ``ParsedChunk/texts``.
  let texts: UnsafeMutablePointer<TextIndex>
  var pending = PendingTexts()
  /// The last text that was stored.
  var last = LastText()
  /// A value did not fit the guessed type.
  var isMisfit = false

  /// Where a text stands in the chunk, quotes and all. Genres and artists come in runs, of which all texts but the
  /// first need not be looked up.
  struct LastText {
    var start = 0
    /// 0 when there is no text that the next can be compared with.
    var length = 0
    /// Nil while the text is the last of those that are pending.
    var code: Int32? = -1
  }

  /// Gives the pending texts their codes.
  mutating func resolvePending() {
    let cells = cells
    let code = pending.resolve(in: texts) { row, code in
      cells.storeBytes(of: code, toByteOffset: row &* 4, as: Int32.self)
    }
    if last.code == nil { last.code = code }
  }

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
    // Their types follow from their texts.
    case .string, .timestamp, .timeOfDay, .duration: self = .text
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
  /// The texts of this chunk, and of others that the same thread has parsed.
  let texts: ChunkTexts
  fileprivate(set) var capacity: Int
  /// The cells of all columns.
  private var memory: LargeMemory
  var rows = 0
  var blankLines = 0
  /// Line ends in the chunk.
  var lines = 0
  /// In the order of the chunk; lines count from 0 at its start.
  var problems: [CSVReadingReport.Problem] = []
  var problemCounts: [CSVReadingReport.Problem.Kind: Int] = [:]
  /// What stood for a missing value in columns of numbers, see ``ValueRules/missingMark(_:)``.
  var missingMarks: UInt64 = 0
  /// Something stands behind the closing quote of a field.
  var hasDoubtfulQuotes = false
  /// The chunk ends inside a quoted field.
  var endsInQuotes = false
  /// The most fields of a record.
  var mostFields = 0

  init(_ plans: [ColumnPlan], capacity: Int, _ texts: ChunkTexts) {
    // Whole words, so that each column's cells are aligned.
    self.capacity = (max(16, capacity) + 7) & ~7
    self.texts = texts
    memory = LargeMemory(byteCount: self.capacity * plans.reduce(0) { $0 + $1.kind.stride })
    columns = .allocate(capacity: plans.count)
    var cells = memory.base
    for (number, plan) in plans.enumerated() {
      columns.initializeElement(
        at: number,
        to: ChunkColumn(
          kind: plan.kind, isGuessed: plan.isGuessed, name: plan.name, cells: cells,
          texts: texts.columns.baseAddress! + number))
      cells += self.capacity * plan.kind.stride
    }
  }

  deinit {
    memory.deallocate()
    columns.baseAddress?.deinitialize(count: columns.count)
    columns.deallocate()
  }

  /// Makes room for twice as many rows.
  func grow() {
    let larger = LargeMemory(byteCount: capacity * 2 * columns.reduce(0) { $0 + $1.kind.stride })
    var cells = larger.base
    for number in columns.indices {
      let stride = columns[number].kind.stride
      cells.copyMemory(from: columns[number].cells, byteCount: rows * stride)
      columns[number].cells = cells
      cells += capacity * 2 * stride
    }
    memory.deallocate()
    memory = larger
    capacity *= 2
  }

  func add(_ kind: CSVReadingReport.Problem.Kind, _ maximum: Int, _ message: () -> String, line: Int) {
    problemCounts[kind, default: 0] += 1
    if problems.count < maximum { problems.append(.init(kind: kind, line: line, message: message())) }
  }
}
