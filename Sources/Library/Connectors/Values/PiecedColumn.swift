import Frames
import Statistics

/// What a cell of a column holds while it is read.
enum CellKind {
  case integer, double, boolean, date, text

  /// Bytes of a cell: a number, a ``CalendarDate``, the number of a text.
  var stride: Int {
    switch self {
    case .integer, .double: 8
    case .date, .text: 4
    case .boolean: 1
    }
  }
}

/// What was found while some rows of a column were read into cells.
struct ReadPiece: Sendable {
  /// Rows without a value, ascending, counted from the first of the piece.
  var missing: [Int32] = []
  /// The texts that the cells of text are numbers of. Cells of missing texts are -1.
  var texts = DistinctTexts()
  /// Of a column of lists: whether each entry is the first of its row, and how many steps of the way to its value are
  /// there.
  var beginsRow: [Bool] = []
  var definitions: [UInt8] = []
  /// Dates outside the years 1 to 9999, which are missing.
  var impossibleDates = 0

  /// That all texts are text.
  func checkTexts() throws(TableReadingError) {
    guard let broken = texts.firstBroken else { return }
    throw TableReadingError(
      kind: .unsupported, message: "It holds bytes that are no text (value \(broken + 1) of those that differ).",
      hint: "Name the columns to read with `columns`.")
  }
}

/// A column made of pieces that are read on all cores, each into its place.
struct PiecedColumn {
  let name: String
  let kind: CellKind
  /// The rows of each piece, one behind the other from 0.
  let pieces: [Range<Int>]
  /// Whether the texts are times, which become of the type that delimited files would have them be.
  var areTimes = false
  /// Whether the times are moments.
  var areMoments = false

  /// - Parameter read: reads a piece into cells; called on several threads.
  /// - Returns: the column, and what was found in each piece.
  func column(
    _ read: (_ piece: Int, _ cells: UnsafeMutableRawPointer) throws(TableReadingError) -> ReadPiece
  ) throws(TableReadingError) -> (column: AnyColumn, found: [ReadPiece]) {
    var found: [ReadPiece] = []
    let rows = pieces.last?.upperBound ?? 0
    func values<Value: BitwiseCopyable>(_ type: Value.Type) throws(TableReadingError) -> [Value] {
      var results: [Result<ReadPiece, TableReadingError>] = []
      let values = [Value](unsafeUninitializedCapacity: rows) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        results = self.results(UnsafeMutableRawPointer(base), read)
        // After a failure they are not used.
        count = rows
      }
      for result in results { found.append(try result.get()) }
      return values
    }
    func missing() -> [Int] {
      zip(pieces, found).flatMap { rows, piece in piece.missing.lazy.map { rows.lowerBound + Int($0) } }
    }
    let column: AnyColumn
    switch kind {
    case .integer: column = .integer(Column(name: name, values: try values(Int.self), missingRows: missing()))
    case .double: column = .double(Column(name: name, values: try values(Double.self), missingRows: missing()))
    case .boolean: column = .boolean(Column(name: name, values: try values(Bool.self), missingRows: missing()))
    case .date: column = .date(Column(name: name, values: try values(CalendarDate.self), missingRows: missing()))
    case .text:
      let codes = try values(Int32.self)
      let texts = zip(pieces, found).map { rows, piece in (rows: rows, texts: piece.texts) }
      let texted = Column<String>(name: name, codes: codes, pieces: texts)
      column = areTimes ? texted.asDatesWherePossible(isMoment: areMoments) : .string(texted)
    }
    return (column, found)
  }

  private func results(
    _ cells: UnsafeMutableRawPointer,
    _ read: (_ piece: Int, _ cells: UnsafeMutableRawPointer) throws(TableReadingError) -> ReadPiece
  ) -> [Result<ReadPiece, TableReadingError>] {
    Parallel.map(pieces.count, work: pieces.last?.upperBound ?? 0) { number in
      do throws(TableReadingError) {
        return .success(try read(number, cells + pieces[number].lowerBound * kind.stride))
      } catch {
        var error = error
        error.place = error.place ?? "the column \"\(name)\""
        return .failure(error)
      }
    }
  }
}
