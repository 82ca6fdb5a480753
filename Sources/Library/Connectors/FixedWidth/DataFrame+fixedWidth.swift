public import Frames

extension DataFrame {
  /// Reads a text file whose columns stand at the same places on every line, plain or packed.
  ///
  /// Blanks around values do not count; lines with nothing on them are left out. Types are found out as for CSV.
  /// - Parameters:
  ///   - widths: of the columns, in characters; the last one goes on to the end of the line. When nil, columns are what
  ///     is set apart by places that are blank on every line.
  ///   - names: of the columns; when nil, the first line names them.
  ///   - skippedLines: lines at the top that belong to no table.
  ///   - types: of columns by name.
  ///   - encoding: how characters are written as bytes; found out when nil.
  /// - Throws: ``TableReadingError`` when there is nothing to read, or the names are not as many as the columns.
  public init(
    contentsOfFixedWidthFile path: String, widths: [Int]? = nil, names: [String]? = nil, skippedLines: Int = 0,
    types: [String: CSVType] = [:], encoding: CSVDialect.Encoding? = nil
  ) throws(TableReadingError) {
    self = try TableFile.reading(path) { () throws(TableReadingError) in
      let (file, bytes): (FileBytes, Int)
      let text: (text: FileBytes, start: Int, encoding: CSVDialect.Encoding)
      do throws(CSVReadingError) {
        (file, bytes) = try PackedFiles.contents(of: path)
        text = try UnicodeText.text(file, encoding: encoding)
      } catch { throw TableReadingError(error) }
      let string = String(decoding: text.text.rawBuffer.dropFirst(text.start), as: UTF8.self)
      let frame = try DataFrame.fixedWidth(string, widths, names, skippedLines, types)
      withExtendedLifetime(text.text) {}
      return (frame, bytes)
    }
  }

  private static func fixedWidth(
    _ text: String, _ widths: [Int]?, _ names: [String]?, _ skipped: Int, _ types: [String: CSVType]
  ) throws(TableReadingError) -> DataFrame {
    guard widths?.allSatisfy({ $0 > 0 }) ?? true, widths?.isEmpty != true, skipped >= 0 else {
      throw TableReadingError(kind: .option, message: "Widths of columns are 1 or more, lines to skip 0 or more.")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let body = lines.enumerated().dropFirst(skipped).filter { $0.element.contains { $0 != " " } }
    guard !body.isEmpty else {
      throw TableReadingError(kind: .delimited(.empty), message: "There is nothing to read.")
    }
    let layout = widths.map(FixedWidthLayout.init(widths:)) ?? FixedWidthLayout(lines: body.map(\.element))
    if let names, names.count != layout.columns.count {
      throw TableReadingError(
        kind: .option, message: "\(names.count) names are given, and the lines have \(layout.columns.count) columns.")
    }
    let heads = names ?? layout.fields(of: body[0].element).map(String.init)
    let titles = TableFile.distinctNames(heads)
    var csv: [UInt8] = []
    func append(_ fields: [Substring]) {
      for (number, field) in fields.enumerated() {
        if number > 0 { csv.append(44) }
        let needsQuotes = field.utf8.contains { $0 == 44 || $0 == 34 }
        if needsQuotes { csv.append(34) }
        for byte in field.utf8 {
          if byte == 34 { csv.append(34) }
          csv.append(byte)
        }
        if needsQuotes { csv.append(34) }
      }
      csv.append(10)
    }
    append(titles.map { Substring($0) })
    for (_, line) in names == nil ? body.dropFirst() : body[...] {
      append(layout.fields(of: line))
    }
    let options = CSVReadingOptions(
      delimiter: ",", quote: "\"", lineEnd: .lf, encoding: .utf8, skippedLines: 0, headerRows: 1)
    do {
      var frame = try DataFrame(csvData: csv, types: types, options: options)
      frame.note(CSVReadingReport(rows: frame.rowCount))
      return frame
    } catch { throw TableReadingError(error) }
  }
}
