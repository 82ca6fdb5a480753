/// RFC 4180: fields that hold delimiters, quotes or line ends are quoted, quotes in them doubled. An empty text is
/// `""`, a missing value is nothing, so that the two stay different.
public struct CSVFormat: TableFormat {
  /// One ASCII character, which no number holds.
  public var delimiter: Character
  /// What ends a record.
  public var lineEnd: CSVDialect.LineEnd
  /// Whether the first record names the columns.
  public var writesHeader: Bool
  /// Whether texts that a spreadsheet would take for formulas get an apostrophe in front: those that begin with `=`,
  /// `@`, a tab or a carriage return, or with `+` or `-` and are no numbers.
  public var escapesFormulas: Bool

  /// - Parameters:
  ///   - delimiter: one ASCII character.
  ///   - escapesFormulas: whether texts that a spreadsheet would take for formulas get an apostrophe in front.
  public init(
    delimiter: Character = ",", lineEnd: CSVDialect.LineEnd = .lf, writesHeader: Bool = true,
    escapesFormulas: Bool = false
  ) {
    precondition(delimiter.isASCII && delimiter != "\"" && !delimiter.isNewline, "no delimiter: \(delimiter)")
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.writesHeader = writesHeader
    self.escapesFormulas = escapesFormulas
  }

  /// `tsv` when the delimiter is a tab, else `csv`.
  public var pathExtension: String { delimiter == "\t" ? "tsv" : "csv" }

  /// Writes the record of column names; nothing when ``writesHeader`` is false or there are no columns.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) {
    guard writesHeader, !frame.columns.isEmpty else { return }
    for (position, var name) in frame.columnNames.enumerated() {
      if position > 0 { output.write(delimiter.asciiValue!) }
      name.withUTF8 { writeText($0, to: &output) }
    }
    writeLineEnd(to: &output)
  }

  /// Writes one record for each row; a missing value is an empty field without quotes.
  ///
  /// - Parameter firstRow: is not used.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    let separator = delimiter.asciiValue!
    for row in 0..<frame.rowCount {
      for (position, column) in frame.columns.enumerated() {
        if position > 0 { output.write(separator) }
        switch column {
        case .string(let column):
          column.withUTF8(at: row) { text in if let text { writeText(text, to: &output) } }
        case .double(let column):
          if let value = column[row] { output.write(value.description) }
        case .integer(let column):
          if let value = column[row] { output.write(value.description) }
        case .boolean, .date, .timestamp, .timeOfDay, .duration:
          if let text = column.text(at: row) { output.write(text) }
        }
      }
      writeLineEnd(to: &output)
    }
  }

  /// Writes nothing: the last record ends the file.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) {}

  private func writeLineEnd(to output: inout TextBuffer) {
    if lineEnd != .lf { output.write(13) }
    if lineEnd != .cr { output.write(10) }
  }

  /// Whether a spreadsheet would run the text.
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 9, 13: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): Double(String(decoding: text, as: UTF8.self)) == nil
    default: false
    }
  }

  private func writeText(_ text: UnsafeBufferPointer<UInt8>, to output: inout TextBuffer) {
    if escapesFormulas, Self.isFormula(text) {
      var escaped = "'" + String(decoding: text, as: UTF8.self)
      return escaped.withUTF8 { writeText($0, to: &output) }
    }
    let separator = delimiter.asciiValue!
    let needsQuotes =
      text.isEmpty || text.contains { $0 == separator || $0 == 34 || $0 == 10 || $0 == 13 }
      // A first field that starts like a byte order mark would lose it.
      || text[0] == 0xEF
    guard needsQuotes else {
      output.bytes.append(contentsOf: text)
      return
    }
    output.write(34)
    for byte in text {
      if byte == 34 { output.write(34) }
      output.write(byte)
    }
    output.write(34)
  }
}

extension TableFormat where Self == CSVFormat {
  /// RFC 4180, or with another delimiter.
  public static func csv(delimiter: Character = ",", lineEnd: CSVDialect.LineEnd = .lf) -> CSVFormat {
    CSVFormat(delimiter: delimiter, lineEnd: lineEnd)
  }
}
