public import Frames
import Statistics

extension DataFrame {
  /// Reads a file of Arrow's IPC format: a file, a stream, or Feather's second version; also packed with LZ4 or zstd.
  ///
  /// Types become those of columns as with Parquet, see ``init(contentsOfParquetFile:columns:rows:limits:types:)``;
  /// durations become seconds.
  /// - Parameters:
  ///   - columns: read these only, in this order; all when nil.
  ///   - rows: read these only, counted from 0; all when nil.
  ///   - types: of columns by name; names that the file does not have are ignored.
  /// - Throws: ``TableReadingError`` when the file is damaged, or a column that is asked for holds lists.
  public init(
    contentsOfArrowFile path: String, columns: [String]? = nil, rows: Range<Int>? = nil, types: [String: CSVType] = [:]
  ) throws(TableReadingError) {
    self = try TableFile.reading(path) { () throws(TableReadingError) in
      let file: FileBytes
      do throws(UnreadableFile) { file = try FileBytes(path: path, isPadded: false) } catch {
        throw TableReadingError(kind: .file, message: error.message + ".")
      }
      defer { withExtendedLifetime(file) {} }
      let frame = try ArrowReader(file.rawBuffer).frame(columns: columns)
      return (try TableFile.choosing(nil, types, of: rows.map { frame[rows: $0] } ?? frame), file.count)
    }
  }
}

/// Reads columns of an Arrow file into a frame.
private struct ArrowReader {
  private let messages: ArrowMessages
  /// The fields that are columns, members of structures by their own.
  private let leaves: [(name: String, field: ArrowField, isList: Bool)]
  private let names: [String]

  init(_ file: UnsafeRawBufferPointer) throws(TableReadingError) {
    messages = try ArrowMessages(file)
    var leaves: [(String, ArrowField, Bool)] = []
    func visit(_ field: ArrowField, _ prefix: String) {
      if field.dictionary == nil, field.kind == .structure {
        for child in field.children { visit(child, prefix + field.name + ".") }
      } else {
        leaves.append((prefix + field.name, field, field.dictionary == nil && field.cell == nil))
      }
    }
    for field in messages.fields { visit(field, "") }
    self.leaves = leaves
    names = TableFile.distinctNames(leaves.map(\.0))
  }

  func frame(columns wanted: [String]?) throws(TableReadingError) -> DataFrame {
    try TableFile.check(wanted, among: names)
    let chosen = wanted.map { wanted in wanted.map { names.firstIndex(of: $0)! } } ?? Array(names.indices)
    if let list = chosen.first(where: { leaves[$0].isList }) {
      let flat = names.indices.filter { !leaves[$0].isList }.map { "\"\(names[$0])\"" }.joined(separator: ", ")
      throw TableReadingError(
        kind: .unsupported, place: "the column \"\(names[list])\"", message: "It holds lists, which a column cannot.",
        hint: "Name the columns to read with `columns`: \(flat).")
    }
    var pieces: [Range<Int>] = []
    var places: [[ArrowWalk.Place?]] = []
    for batch in messages.batches {
      let start = pieces.last?.upperBound ?? 0
      guard start + batch.rows <= Int(Int32.max) else { throw .damaged("The file holds too many rows.") }
      pieces.append(start..<start + batch.rows)
      places.append(try leafPlaces(batch))
    }
    let rows = pieces.last?.upperBound ?? 0
    let results = Parallel.map(chosen.count, work: rows * chosen.count) { number in
      Result { () throws(TableReadingError) in
        let leaf = chosen[number]
        return try column(leaf, pieces, places.map { $0[leaf] })
      }
    }
    var (columns, remarks) = ([AnyColumn](), [String]())
    for result in results {
      let (column, impossible) = try result.get()
      columns.append(column)
      if impossible > 0 {
        remarks.append("\(impossible) dates of \"\(column.name)\" lie outside the years 1 to 9999 and are missing.")
      }
    }
    var frame = DataFrame(columns: columns, rows: rows)
    frame.note(CSVReadingReport(rows: rows, remarks: remarks))
    return frame
  }

  /// Where the values of each leaf lie in a batch; nil for lists.
  private func leafPlaces(_ batch: ArrowMessages.Batch) throws(TableReadingError) -> [ArrowWalk.Place?] {
    var walk = ArrowWalk(batch)
    var places: [ArrowWalk.Place?] = []
    func visit(_ field: ArrowField) -> [Bool] {
      if field.dictionary == nil, field.kind == .structure { return field.children.flatMap(visit) }
      return [field.dictionary != nil || field.cell != nil]
    }
    for field in messages.fields {
      var found: [ArrowWalk.Place] = []
      try walk.places(field) { found.append($0) }
      var next = found.makeIterator()
      for isColumn in visit(field) {
        let place = isColumn ? next.next() : nil
        if let place, place.rows != batch.rows { throw .damaged("The columns of a batch have different lengths.") }
        places.append(place)
      }
    }
    guard places.count == leaves.count else { throw .damaged("A batch lacks columns.") }
    return places
  }

  private func column(
    _ leaf: Int, _ pieces: [Range<Int>], _ places: [ArrowWalk.Place?]
  ) throws(TableReadingError) -> (AnyColumn, Int) {
    let (field, name) = (leaves[leaf].field, names[leaf])
    if let coding = field.dictionary {
      return (try codedColumn(name, coding, pieces, places), 0)
    }
    guard let cell = field.cell else { throw .damaged("A column has values of the wrong kind.") }
    let (column, found) = try PiecedColumn(
      name: name, kind: cell, pieces: pieces, areTimes: field.areTimes, areMoments: field.areMoments
    ).column {
      (number, cells) throws(TableReadingError) in
      guard let place = places[number] else { throw .damaged("A batch lacks columns.") }
      return try ArrowWalk(messages.batches[number]).values(place).read(field.kind, into: cells)
    }
    return (column, found.reduce(0) { $0 + $1.impossibleDates })
  }

  /// A column whose values are named by their numbers in a dictionary.
  private func codedColumn(
    _ name: String, _ coding: (id: Int, bytes: Int, isSigned: Bool), _ pieces: [Range<Int>],
    _ places: [ArrowWalk.Place?]
  ) throws(TableReadingError) -> AnyColumn {
    guard let field = messages.field(ofDictionary: coding.id) else { throw .damaged("A dictionary is not there.") }
    var parts: [DataFrame] = []
    var known: DataFrame?
    var read = 0
    for (number, batch) in messages.batches.enumerated() {
      for dictionary in messages.dictionaries[read..<max(read, batch.dictionaries)] where dictionary.id == coding.id {
        let values = DataFrame(columns: [try values(of: dictionary, field)])
        known = dictionary.isFurther ? known?.appending(values) ?? values : values
      }
      read = max(read, batch.dictionaries)
      guard let place = places[number], let values = known else { throw .damaged("A dictionary is not there.") }
      let indices = try ArrowWalk(batch).values(place)
      let missing = Set(try indices.missing())
      let rows = batch.rows
      var numbers = [Int64](repeating: 0, count: rows)
      var failure: TableReadingError?
      numbers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        do throws(TableReadingError) {
          try indices.integers(coding.bytes, coding.isSigned, into: base, except: missing.sorted())
        } catch { failure = error }
      }
      if let failure { throw failure }
      for row in 0..<rows {
        if missing.contains(Int32(row)) {
          numbers[row] = -1
        } else if numbers[row] < 0 || numbers[row] >= values.rowCount {
          throw .damaged("A value is not in the dictionary.")
        }
      }
      parts.append(values.gathering(numbers.lazy.map { Int($0) }))
    }
    guard !parts.isEmpty else { return Column<String>(name: name).eraseToAnyColumn() }
    return FrameUnion(parts).frame.columns[0].renamed(name)
  }

  private func values(
    of dictionary: ArrowMessages.Dictionary, _ field: ArrowField
  ) throws(TableReadingError) -> AnyColumn {
    var plain = field
    plain.dictionary = nil
    guard let cell = plain.cell else {
      throw TableReadingError(
        kind: .unsupported, place: "the column \"\(field.name)\"", message: "Its dictionary holds lists.")
    }
    var walk = ArrowWalk(dictionary.batch)
    var place: ArrowWalk.Place?
    try walk.places(plain) { place = $0 }
    guard let place, place.rows == dictionary.batch.rows else { throw .damaged("A dictionary has no values.") }
    return try PiecedColumn(
      name: "values", kind: cell, pieces: [0..<place.rows], areTimes: plain.areTimes, areMoments: plain.areMoments
    ).column {
      (_, cells) throws(TableReadingError) in
      try ArrowWalk(dictionary.batch).values(place).read(plain.kind, into: cells)
    }.column
  }
}
