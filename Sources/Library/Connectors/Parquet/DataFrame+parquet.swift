public import Frames
import Glibc
import Statistics

extension DataFrame {
  /// Reads a Parquet file.
  ///
  /// Only the columns that are asked for are read from disk, and of the groups of rows only those that hold rows that
  /// are asked for. Whole numbers, `DECIMAL`s with a fraction as `Double`, truth values, dates and text become columns
  /// of these types; times and moments are read as a delimited file's with the same texts in ISO 8601, moments of UTC
  /// with a `Z`. Members of structures are columns with names such as `user.name`. Lists become text as in JSON
  /// (`[1,2]`), and so do, digit by digit, whole numbers of 64 bits some of which have no place in an `Int`; the reading
  /// report says so.
  /// - Parameters:
  ///   - columns: read these only, in this order; all when nil.
  ///   - rows: read these only, counted from 0; all when nil.
  ///   - limits: read only the rows whose number in a column lies within a range, given by the column's name. Groups of
  ///     rows that have none, as the file itself tells, are not read.
  ///   - types: of columns by name; names that the file does not have are ignored.
  /// - Throws: ``TableReadingError`` when the file is damaged, or a column that is asked for holds lists of lists.
  public init(
    contentsOfParquetFile path: String, columns: [String]? = nil, rows: Range<Int>? = nil,
    limits: [String: ClosedRange<Double>] = [:], types: [String: CSVType] = [:]
  ) throws(TableReadingError) {
    self = try TableFile.reading(path) { () throws(TableReadingError) in
      let file: FileBytes
      do throws(UnreadableFile) { file = try FileBytes(path: path, isPadded: false) } catch {
        throw TableReadingError(kind: .file, message: error.message + ".")
      }
      defer { withExtendedLifetime(file) {} }
      let reader = try ParquetReader(file.rawBuffer)
      let frame = try reader.frame(columns: columns, rows: rows, limits: limits)
      return (try TableFile.choosing(nil, types, of: frame), file.count)
    }
  }
}

/// Reads columns of a Parquet file into a frame.
struct ParquetReader {
  private let file: UnsafeRawBufferPointer
  private let metadata: ParquetMetadata
  private let names: [String]

  init(_ file: UnsafeRawBufferPointer) throws(TableReadingError) {
    self.file = file
    metadata = try ParquetMetadata(file)
    names = TableFile.distinctNames(metadata.columns.map(\.name))
  }

  /// A group of rows that is read, and where its rows go.
  private struct Part {
    var group: Int
    var start: Int
    var rows: Int
  }

  func frame(
    columns wanted: [String]?, rows: Range<Int>?, limits: [String: ClosedRange<Double>]
  ) throws(TableReadingError) -> DataFrame {
    try TableFile.check(wanted, among: names)
    try TableFile.check(limits.keys.sorted(), among: names)
    let chosen = wanted.map { wanted in wanted.map { names.firstIndex(of: $0)! } } ?? Array(names.indices)
    let limiting = limits.keys.sorted().map { names.firstIndex(of: $0)! }.filter { !chosen.contains($0) }
    var (parts, first, count, next) = ([Part](), 0, 0, 0)
    for (number, group) in metadata.groups.enumerated() where group.rows > 0 {
      let range = next..<next + group.rows
      next = range.upperBound
      if let rows, !rows.overlaps(range) { continue }
      if limits.contains(where: { excludes(number, $0.key, $0.value) }) { continue }
      if parts.isEmpty { first = range.lowerBound }
      parts.append(Part(group: number, start: count, rows: group.rows))
      count += group.rows
    }
    try checkSize(rows: count, chosen + limiting)
    let results = Parallel.map(chosen.count + limiting.count, work: count * chosen.count) { place in
      Result { () throws(TableReadingError) in
        try column(place < chosen.count ? chosen[place] : limiting[place - chosen.count], parts, rows: count)
      }
    }
    var read: [AnyColumn] = []
    var remarks: [String] = []
    for result in results {
      let (column, found) = try result.get()
      read.append(column)
      remarks += found
    }
    var frame = DataFrame(columns: read, rows: count)
    if let rows { frame = frame[rows: max(0, rows.lowerBound - first)..<max(0, rows.upperBound - first)] }
    if !limits.isEmpty {
      var columns: [([Double], ClosedRange<Double>)] = []
      for (name, limit) in limits { columns.append((try numbers(frame, name), limit)) }
      let kept = (0..<frame.rowCount).filter { row in columns.allSatisfy { $0.1.contains($0.0[row]) } }
      frame = frame.gathering(kept)
      if !limiting.isEmpty { frame = frame.selecting(columnNames: chosen.map { names[$0] }) }
    }
    frame.note(CSVReadingReport(rows: frame.rowCount, remarks: remarks))
    return frame
  }

  private func numbers(_ frame: DataFrame, _ name: String) throws(TableReadingError) -> [Double] {
    guard let numbers = frame[name].doubles else {
      throw TableReadingError(
        kind: .option, message: "The column \"\(name)\" holds no numbers, so that `limits` cannot choose by them.")
    }
    return numbers
  }

  /// Whether the file tells that no number of a group lies within a range.
  private func excludes(_ group: Int, _ name: String, _ limit: ClosedRange<Double>) -> Bool {
    let number = names.firstIndex(of: name)!
    let (column, chunk) = (metadata.columns[number], metadata.groups[group].chunks[number])
    guard let minimum = column.bound(chunk.minimum), let maximum = column.bound(chunk.maximum), minimum <= maximum
    else {
      return false
    }
    return maximum < limit.lowerBound || minimum > limit.upperBound
  }

  /// That the columns have room in memory: a forged file may tell any number of rows.
  private func checkSize(rows: Int, _ numbers: [Int]) throws(TableReadingError) {
    guard rows <= Int(Int32.max) else {
      throw TableReadingError(
        kind: .option, message: "The file holds \(rows) rows, and a frame has room for \(Int32.max).",
        hint: "Read a part of them with `rows`.")
    }
    let memory = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
    let size = rows * numbers.reduce(0) { $0 + metadata.columns[$1].cell.stride }
    guard size <= memory else {
      throw TableReadingError(
        kind: .option, message: "The columns would need \(size >> 30) GB of memory, and there are \(memory >> 30).",
        hint: "Read fewer columns with `columns`, or fewer rows with `rows`.")
    }
  }

  /// A column, and what has to be said of it.
  private func column(_ number: Int, _ parts: [Part], rows: Int) throws(TableReadingError) -> (AnyColumn, [String]) {
    let (column, name) = (metadata.columns[number], names[number])
    guard column.listDepth < 2 else {
      throw TableReadingError(
        kind: .unsupported, place: "the column \"\(name)\"", message: "It holds lists of lists, which a column cannot.",
        hint: "Name the columns to read with `columns`: \(flatNames).")
    }
    do { return try self.column(column, number, parts, rows: rows) } catch {
      guard error.message == ParquetChunkReader.tooLarge.message else { throw error }
      var digits = column
      digits.meaning = .digits
      var (read, remarks) = try self.column(digits, number, parts, rows: rows)
      remarks.append("\"\(name)\" holds whole numbers beyond \(Int.max) and is text.")
      return (read, remarks)
    }
  }

  private func column(
    _ column: ParquetColumn, _ number: Int, _ parts: [Part], rows: Int
  ) throws(TableReadingError) -> (AnyColumn, [String]) {
    var ranges: [Range<Int>] = []
    for part in parts {
      let count = column.isRepeated ? metadata.groups[part.group].chunks[number].valueCount : part.rows
      let start = ranges.last?.upperBound ?? 0
      guard count >= part.rows, count <= Int(Int32.max) - start else {
        throw .damaged("The lists of a column do not fit its rows.")
      }
      ranges.append(start..<start + count)
    }
    let pieces = PiecedColumn(
      name: names[number], kind: column.cell, pieces: ranges, areTimes: column.areTimes, areMoments: column.areMoments)
    var (read, found) = try pieces.column { (piece, cells) throws(TableReadingError) in
      try readPart(column, number, parts[piece].group, ranges[piece].count, into: cells)
    }
    var remarks: [String] = []
    if column.isRepeated {
      let lists = ParquetLists(column: column, entries: read, pieces: found)
      read = AnyColumn.string(try lists.texts(rows: rows).renamed(names[number]))
      remarks.append("\"\(names[number])\" holds lists, which are text such as [1,2].")
    }
    let impossible = found.reduce(0) { $0 + $1.impossibleDates }
    if impossible > 0 {
      remarks.append("\(impossible) dates of \"\(names[number])\" lie outside the years 1 to 9999 and are missing.")
    }
    return (read, remarks)
  }

  private var flatNames: String {
    let flat = zip(metadata.columns, names).filter { $0.0.listDepth < 2 }.map { "\"\($0.1)\"" }
    return flat.prefix(30).joined(separator: ", ") + (flat.count > 30 ? ", ..." : "")
  }

  private func readPart(
    _ column: ParquetColumn, _ number: Int, _ group: Int, _ rows: Int, into cells: UnsafeMutableRawPointer
  ) throws(TableReadingError) -> ReadPiece {
    let chunk = metadata.groups[group].chunks[number]
    guard !chunk.isEncrypted else { throw TableReadingError(kind: .unsupported, message: "It is encrypted.") }
    guard !chunk.isElsewhere else {
      throw TableReadingError(kind: .unsupported, message: "Its values are in another file.")
    }
    guard chunk.isKnownCodec else {
      throw TableReadingError(kind: .unsupported, message: "It is packed in a way that is not known.")
    }
    var reader = ParquetChunkReader(column)
    let bytes = UnsafeRawBufferPointer(rebasing: file[chunk.start..<chunk.start + chunk.size])
    try reader.read(ParquetPages(bytes, chunk.codec), rows: rows, into: cells)
    return reader.piece
  }
}

extension ParquetColumn {
  /// The smallest or the largest value of a column of numbers, as its bytes are stored.
  fileprivate func bound(_ bytes: [UInt8]?) -> Double? {
    guard let bytes else { return nil }
    return bytes.withUnsafeBytes { bytes -> Double? in
      func number<Number: BitwiseCopyable>(_ type: Number.Type) -> Number? {
        bytes.count == MemoryLayout<Number>.size ? bytes.loadUnaligned(as: type) : nil
      }
      switch (physical, meaning) {
      case (.int32, .integer(isSigned: true)): return number(Int32.self).map(Double.init)
      case (.int64, .integer(isSigned: true)): return number(Int64.self).map(Double.init)
      case (.int32, .integer(isSigned: false)): return number(UInt32.self).map(Double.init)
      case (.float, .number): return number(Float.self).map(Double.init)
      case (.double, .number): return number(Double.self)
      default: return nil
      }
    }
  }
}
