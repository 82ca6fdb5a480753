public import Frames

extension DataFrame {
  /// Reads a table from a file of any kind, or from several files.
  ///
  /// What the file is, is told by its contents: CSV and its relatives, JSON and JSON lines, Parquet, Arrow, Excel;
  /// all but Parquet, Arrow and Excel also packed. The path `-` is standard input.
  ///
  ///     let trips = try DataFrame(contentsOf: "data/trips-2024-*.parquet", columns: ["start", "distance"])
  ///
  /// - Parameters:
  ///   - path: of a file, or a pattern: `*`, `?` and `[a-z]` stand for characters of names, `**` for folders at any
  ///     depth. Files are put below each other in the order of their paths by the names of their columns; a column that
  ///     a file lacks is missing in its rows.
  ///   - columns: read these only, in this order; all when nil.
  ///   - rows: read these only, counted from 0; all when nil.
  ///   - types: of columns by name; names that the file does not have are ignored.
  ///   - fileColumn: the name of a further column with the path of each row's file; none when nil.
  ///   - options: how delimited files are read.
  /// - Throws: ``TableReadingError`` with the file and the place in it.
  public init(
    contentsOf path: String, columns: [String]? = nil, rows: Range<Int>? = nil, types: [String: CSVType] = [:],
    fileColumn: String? = nil, options: CSVReadingOptions = CSVReadingOptions()
  ) throws(TableReadingError) {
    if path == "-" {
      let input = try StandardInput()
      self = try DataFrame.read(input.path, columns, rows, types, options)
      return
    }
    guard FilePattern.isPattern(path) || fileColumn != nil else {
      self = try DataFrame.read(path, columns, rows, types, options)
      return
    }
    let paths = FilePattern.isPattern(path) ? try FilePattern(text: path).paths() : [path]
    try self.init(
      contentsOf: paths, columns: columns, rows: rows, types: types, fileColumn: fileColumn, options: options)
  }

  /// Reads several files, as ``init(contentsOf:columns:rows:types:fileColumn:options:)-(String,_,_,_,_,_)`` reads those
  /// of a pattern, in the given order.
  public init(
    contentsOf paths: [String], columns: [String]? = nil, rows: Range<Int>? = nil, types: [String: CSVType] = [:],
    fileColumn: String? = nil, options: CSVReadingOptions = CSVReadingOptions()
  ) throws(TableReadingError) {
    var frames: [DataFrame] = []
    var left = rows.map(\.upperBound) ?? Int.max
    for path in paths where left > 0 {
      var frame = try DataFrame.read(path, columns, left == Int.max ? nil : 0..<left, types, options)
      left -= frame.rowCount
      if let fileColumn {
        guard !frame.containsColumn(fileColumn) else {
          throw TableReadingError(
            kind: .option, path: path, message: "The file has a column \"\(fileColumn)\" already.",
            hint: "Let `fileColumn` be another name.")
        }
        var texts = DistinctTexts()
        let codes = [Int32](repeating: texts.code(of: path), count: frame.rowCount)
        frame.append(column: Column<String>(name: fileColumn, codes: codes, pieces: [(0..<codes.count, texts)]))
      }
      frames.append(frame)
    }
    if frames.isEmpty { self.init(); return }
    let union = FrameUnion(frames, names: paths)
    let remarks = union.remarks + Set(frames.flatMap { $0.readingReport?.remarks ?? [] }).sorted()
    self = union.frame
    if let rows { self = self[rows: rows] }
    var report = CSVReadingReport(rows: rowCount, remarks: remarks)
    for (path, found) in zip(paths, frames.map(\.readingReport)) {
      guard let found else { continue }
      report.bytes += found.bytes
      report.blankLines += found.blankLines
      report.problemCounts.merge(found.problemCounts, uniquingKeysWith: +)
      report.problems += found.problems.prefix(options.maximumProblems - report.problems.count).map {
        .init(kind: $0.kind, line: $0.line, message: "\(path): \($0.message)")
      }
    }
    note(report)
  }

  private static func read(
    _ path: String, _ columns: [String]?, _ rows: Range<Int>?, _ types: [String: CSVType], _ options: CSVReadingOptions
  ) throws(TableReadingError) -> DataFrame {
    func cut(_ frame: DataFrame) -> DataFrame { rows.map { frame[rows: $0] } ?? frame }
    switch TableKind(ofFile: path) {
    case .delimited:
      do {
        return try DataFrame(
          contentsOfCSVFile: path, columns: columns, rows: rows, types: types, options: options)
      } catch { throw TableReadingError(error) }
    case .json: return cut(try DataFrame(contentsOfJSONFile: path, columns: columns, types: types))
    case .parquet:
      return try DataFrame(contentsOfParquetFile: path, columns: columns, rows: rows, types: types)
    case .arrow: return try DataFrame(contentsOfArrowFile: path, columns: columns, rows: rows, types: types)
    case .excel: return cut(try DataFrame(contentsOfExcelFile: path, columns: columns, types: types))
    }
  }
}
