public import Frames

extension DataFrame {
  /// Reads a sheet of an Excel workbook (`.xlsx`).
  ///
  /// The first row that holds something names the columns. A cell's value is that which the workbook shows last: the
  /// result of a formula, a number, a date by its format. Dates with a time of day become text in ISO 8601. A column
  /// whose cells are of different types is text; cells of merged ranges but the first, and errors such as `#DIV/0!`, are
  /// missing.
  /// - Parameters:
  ///   - sheet: its name; the first one that is not hidden when nil.
  ///   - columns: read these only, in this order; all when nil.
  ///   - skippedRows: rows at the top that belong to no table; when nil, those with a single cell above wider ones, which
  ///     the report names.
  ///   - hasHeader: false where the first row is a row of the table; the columns are then called as in the sheet, `A`, `B`
  ///     and so on.
  ///   - types: of columns by name; names that the sheet does not have are ignored.
  /// - Throws: ``TableReadingError`` when the workbook is damaged or has no such sheet.
  public init(
    contentsOfExcelFile path: String, sheet: String? = nil, columns: [String]? = nil, skippedRows: Int? = nil,
    hasHeader: Bool = true, types: [String: CSVType] = [:]
  ) throws(TableReadingError) {
    self = try TableFile.reading(path) { () throws(TableReadingError) in
      let workbook = try Workbook(path: path)
      let (chosen, remark) = try workbook.choose(sheet)
      let cells = try SheetCells(workbook, chosen)
      var frame = SheetTable(cells, workbook, skippedRows: skippedRows, hasHeader: hasHeader).frame
      if let remark { frame.note(frame.readingReport!.adding(remark)) }
      return (try TableFile.choosing(columns, types, of: frame), PackedFiles.size(of: path))
    }
  }
}

extension Workbook {
  /// The sheet of a name, or the first that is seen, and what is to be said about the others.
  fileprivate func choose(_ wanted: String?) throws(TableReadingError) -> (Sheet, String?) {
    let names = sheets.map { "\"\($0.name)\"" }.joined(separator: ", ")
    if let wanted {
      guard let found = sheets.first(where: { $0.name == wanted }) else {
        throw TableReadingError(
          kind: .option, message: "The workbook has no sheet \"\(wanted)\".", hint: "Its sheets are: \(names).")
      }
      return (found, nil)
    }
    let first = sheets.first { !$0.isHidden } ?? sheets[0]
    return (first, sheets.count > 1 ? "The sheet \"\(first.name)\" was read; the sheets are: \(names)." : nil)
  }
}

extension CSVReadingReport {
  fileprivate func adding(_ remark: String) -> CSVReadingReport {
    var report = self
    report.remarks.append(remark)
    return report
  }
}

/// Cells put together into a frame.
private struct SheetTable {
  private(set) var frame: DataFrame

  init(_ cells: SheetCells, _ workbook: Workbook, skippedRows: Int?, hasHeader: Bool) {
    var time = SheetTime(startsIn1904: workbook.startsIn1904)
    var report = CSVReadingReport()
    var rows = cells.rows[...]
    if let skippedRows {
      rows = rows.drop { $0.number <= skippedRows }
    } else if rows.prefix(30).contains(where: { $0.cells.count > 1 }) {
      let titles = rows.prefix { $0.cells.count == 1 }
      rows = rows.dropFirst(titles.count)
      if !titles.isEmpty {
        let texts = titles.compactMap { time.text($0.cells[0]) }.map { "\"\($0.prefix(60))\"" }.joined(separator: ", ")
        report.remarks.append("Above the table stands \(texts).")
      }
    }
    let head = hasHeader ? rows.first : nil
    let body = hasHeader ? rows.dropFirst() : rows
    let width = (rows.lazy.flatMap { $0.cells.lazy.map(\.column) }.max() ?? -1) + 1
    var names = (0..<width).map { head == nil ? SheetPlace.letters($0) : "" }
    for cell in head?.cells ?? [] { names[cell.column] = time.text(cell) ?? "" }
    let columns = TableFile.distinctNames(names).map { MixedColumn(name: $0) }
    for (row, (number, cells)) in body.enumerated() {
      for cell in cells where columns[cell.column].count <= row {
        switch (cell.value, cell.style) {
        case (.number(let value), .number):
          if let whole = Int(exactly: value), whole.magnitude <= 1 << 53 {
            columns[cell.column].set(row, .integer, Int64(whole))
          } else {
            columns[cell.column].set(row, .number, Int64(bitPattern: value.bitPattern))
          }
        case (.boolean(let value), _): columns[cell.column].set(row, .boolean, value ? 1 : 0)
        case (.error(let text), _):
          let place = SheetPlace.letters(cell.column) + String(number)
          report.problemCounts[.unreadableValue, default: 0] += 1
          if report.problems.count < 20 {
            report.problems.append(.init(kind: .unreadableValue, line: number, message: "\(place) shows \(text)."))
          }
        default:
          var text = time.text(cell) ?? ""
          text.withUTF8 { columns[cell.column].set(row, .text, $0) }
        }
      }
    }
    let rowCount = body.count
    // Columns without a name and without a value are only formatted.
    let used = columns.indices.filter { !names[$0].isEmpty || columns[$0].count > 0 }
    frame = DataFrame(columns: used.map { columns[$0].column(rows: rowCount, infersDates: true) }, rows: rowCount)
    report.rows = rowCount
    report.blankLines = zip(rows, rows.dropFirst()).reduce(0) { $0 + $1.1.number - $1.0.number - 1 }
    if cells.formulasWithoutResult > 0 {
      report.remarks.append(
        "\(cells.formulasWithoutResult) formulas have no result in the file and are missing; open it in a spreadsheet and save it."
      )
    }
    frame.note(report)
  }
}

/// Values of cells as text, dates and times as their formats tell.
private struct SheetTime {
  let startsIn1904: Bool
  private var text = TimeText()

  init(startsIn1904: Bool) { self.startsIn1904 = startsIn1904 }

  mutating func text(_ cell: SheetCells.Cell) -> String? {
    switch cell.value {
    case .text(let text): return text
    case .boolean(let value): return value ? "true" : "false"
    case .error: return nil
    case .number(let value):
      let milliseconds = SheetDay.milliseconds(value, from1904: startsIn1904)
      switch cell.style {
      case .date:
        guard let milliseconds else { return value.description }
        text.setMoment(milliseconds, .milliseconds, isMoment: false)
        // A day when it has no time of day.
        let written = String(decoding: text.bytes, as: UTF8.self)
        return value == value.rounded() ? String(written.prefix(10)) : written
      case .time:
        guard value.isFinite, abs(value) < 1e6 else { return value.description }
        text.setTime(Int((value * 86_400_000).rounded()), .milliseconds)
        return String(decoding: text.bytes, as: UTF8.self)
      case .number: return Int(exactly: value).map(String.init) ?? value.description
      }
    }
  }
}
