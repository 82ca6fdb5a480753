import Frames
import Statistics

/// What reading files of all kinds has in common.
enum TableFile {
  /// Reads a file: an error gets its path, and the report of the run learns of it as an input.
  static func reading(
    _ path: String, _ body: () throws(TableReadingError) -> (frame: DataFrame, bytes: Int)
  ) throws(TableReadingError) -> DataFrame {
    do {
      var (frame, bytes) = try body()
      var report = frame.readingReport ?? CSVReadingReport()
      report.path = path
      report.bytes = bytes
      report.rows = frame.rowCount
      frame.note(report)
      FileReads.report(FileRead(path: path, bytes: bytes, rows: frame.rowCount, report: report))
      return frame
    } catch {
      var error = error
      error.path = error.path ?? path
      throw error
    }
  }

  /// That a file has columns of these names, each named once.
  static func check(_ wanted: [String]?, among names: [String]) throws(TableReadingError) {
    guard let wanted else { return }
    for name in wanted where !names.contains(name) {
      let near = NearestName.of(name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
      throw TableReadingError(
        kind: .option, message: "There is no column \"\(name)\".",
        hint: "\(near)The columns are: \(names.prefix(30).joined(separator: ", "))\(names.count > 30 ? ", ..." : "").")
    }
    if Set(wanted).count < wanted.count {
      throw TableReadingError(kind: .option, message: "A column is asked for twice.")
    }
  }

  /// These columns of a frame, those that are given a type as that type.
  static func choosing(
    _ wanted: [String]?, _ types: [String: CSVType], of frame: DataFrame
  ) throws(TableReadingError) -> DataFrame {
    try check(wanted, among: frame.columnNames)
    if wanted == nil, types.isEmpty { return frame }
    var columns: [AnyColumn] = []
    for name in wanted ?? frame.columnNames {
      let column = frame[name]
      guard let type = types[name] else {
        columns.append(column)
        continue
      }
      columns.append(try column.converted(to: type))
    }
    var result = DataFrame(columns: columns, rows: frame.rowCount)
    if let report = frame.readingReport { result.note(report) }
    return result
  }

  /// Names for columns: those that have none or another one's are given one.
  static func distinctNames(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.enumerated().map { number, name in
      let wanted = name.isEmpty ? "Column \(number + 1)" : name
      var result = wanted
      var copy = 2
      while !taken.insert(result).inserted {
        result = "\(wanted) \(copy)"
        copy += 1
      }
      return result
    }
  }
}

extension AnyColumn {
  /// The column as one of another type.
  /// - Throws: when a value has no place in the type.
  func converted(to type: CSVType) throws(TableReadingError) -> AnyColumn {
    if self.type == type { return self }
    if type == .string { return texts.eraseToAnyColumn() }
    if type == .double, let numbers = assumingType(Double.self) { return numbers.eraseToAnyColumn() }
    // As the text of each value would be read.
    let csv = DataFrame(columns: [texts.renamed("value").eraseToAnyColumn()]).csvRepresentation()
    let options = CSVReadingOptions(delimiter: ",", quote: "\"", headerRows: 1, isStrict: true)
    do {
      return try DataFrame(csvData: csv, types: ["value": type], options: options).columns[0].renamed(name)
    } catch {
      throw TableReadingError(
        kind: .option, place: "the column \"\(name)\"", message: error.message,
        hint: "It was read as \(self.type); ask for that type, or for text.")
    }
  }
}
