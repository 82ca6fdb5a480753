public import Charts
public import Frames
import Runs
public import Statistics

/// A data frame as a table of the report.
///
///     Table(genres).formatted("Share", as: .percent).bars("Share").caption("Half of the \(count) genres are small.")
public struct Table: Displayable, Sendable {
  /// The rows and columns of the table.
  public var frame: DataFrame
  private var formats: [String: NumberFormat] = [:]
  private var barColumns: Set<String> = []
  private var captionText: Markdown?
  private var shownRows: Int?

  /// All columns of the frame, their numbers rounded to digits that suit each column.
  ///
  /// Thousands are parted from 1,000 on, but not in columns of years.
  public init(_ frame: DataFrame) { self.frame = frame }

  /// How these columns write their numbers.
  public func formatted(_ columns: String..., as format: NumberFormat) -> Table {
    var table = self
    for column in columns { table.formats[require(column)] = format }
    return table
  }

  /// Draws a bar beside each number of these columns, as long as the number is large.
  public func bars(_ columns: String...) -> Table {
    var table = self
    for column in columns { table.barColumns.insert(require(column)) }
    return table
  }

  /// Wins over the cell's `tbl-cap`; Markdown that may hold computed numbers.
  public func caption(_ caption: Markdown) -> Table {
    var table = self
    table.captionText = caption
    return table
  }

  /// Shows so many rows at most; the table's CSV has all of them.
  public func rows(_ count: Int) -> Table {
    var table = self
    table.shownRows = count
    return table
  }

  private func require(_ column: String) -> String {
    guard frame.containsColumn(column) else {
      fatalError("There is no column \"\(column)\". The columns are: \(frame.columnNames.joined(separator: ", ")).")
    }
    return column
  }

  /// Shows the first rows, and writes all of them as CSV.
  public func show(on page: Page) {
    guard page.session.isSupervised else { return print(frame) }
    let (label, stem, isFirst) = page.name(for: .table, in: "tables")
    let file = "tables/\(stem).csv"
    let format = CSVFormat(escapesFormulas: page.session.cell?.escapesFormulas ?? false)
    page.session.write(format.bytes(of: frame), to: file)
    let output = Output(
      kind: .table, label: label, caption: captionText?.source ?? (isFirst ? page.session.cell?.tableCaption : nil),
      representations: [Representation(mediaType: "text/csv", file: file)],
      table: content(rows: shownRows ?? page.session.settings?.maximumTableRows ?? 50))
    page.session.show(output)
  }

  func content(rows limit: Int) -> TableContent {
    let shown = min(max(limit, 0), frame.rowCount)
    let cells = frame.columns.map { column($0, rows: shown) }
    let rows = (0..<shown).map { row in cells.map { $0[row] } }
    let columns = frame.columns.map { column in
      let kind: TableContent.Column.Kind = barColumns.contains(column.name) ? .bar : column.isNumeric ? .number : .text
      return TableContent.Column(name: column.name, kind: kind)
    }
    return TableContent(columns: columns, rows: rows, totalRows: frame.rowCount)
  }

  private func column(_ column: AnyColumn, rows: Int) -> [TableContent.Cell] {
    guard column.isNumeric, let all = column.doubles else {
      return (0..<rows).map { TableContent.Cell(text: column.text(at: $0)) }
    }
    let numbers = Array(all.prefix(rows))
    let texts = texts(numbers, of: column)
    // A bar's number is its length, from 0 to 1: shares as they are, larger numbers as parts of the largest.
    let largest = all.lazy.filter(\.isFinite).max() ?? 1
    let scale = barColumns.contains(column.name) && largest > 1 ? largest : 1
    return zip(numbers, texts).map { number, text in
      number.isNaN ? TableContent.Cell(text: nil) : TableContent.Cell(text: text, number: number / scale)
    }
  }

  private func texts(_ numbers: [Double], of column: AnyColumn) -> [String] {
    if let format = formats[column.name] { return format.strings(numbers, step: 0) }
    let isWhole = numbers.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    // Counts have all their digits in a table.
    guard isWhole else { return NumberFormat.automatic.strings(numbers, step: 0) }
    let areYears = NumberFormat.areYears(numbers, label: column.name)
    return numbers.map { NumberFormat.fixed($0, decimals: 0, separatesThousands: !areYears) }
  }
}

extension DataFrame: Displayable {
  /// Shows the frame as a ``Table`` without formats or a caption of its own.
  public func show(on page: Page) { Table(self).show(on: page) }
}

extension CorrelationMatrix: Displayable {
  /// Shows the matrix as a table.
  public func show(on page: Page) { Table(frame).show(on: page) }
}
