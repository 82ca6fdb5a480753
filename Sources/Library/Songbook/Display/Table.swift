public import Charts
public import Frames
import Runs
public import Statistics

/// A data frame as a table of the report.
///
///     Table(genres)
///       .formatted("Share", as: .percent).bars("Share").heat("Accuracy")
///       .help("Songs", "Rows under this genre; at most 250.")
///       .caption("**Half of the genres are small.** \(count) genres by their number of songs.")
public struct Table: Displayable, Sendable {
  /// The rows and columns of the table.
  public var frame: DataFrame
  private var formats: [String: NumberFormat] = [:]
  private var drawings: [String: Drawing] = [:]
  private var helps: [String: String] = [:]
  /// Columns of bounds that are shown beside the values of a column.
  private var intervals: [String: (lower: String, upper: String, level: Double)] = [:]
  private var captionText: Markdown?
  private var shownRows: Int?
  /// What the table becomes in a page where scripts run; nil for most.
  var widget: LiveForm?

  /// What is drawn in the cells of a column beside their numbers.
  private enum Drawing { case bar, heat }

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

  /// Draws a bar beside each number of these columns, as long as the number is large. Shares, from 0 to 1, are drawn as
  /// parts of 1, other numbers as parts of the column's largest; negative ones go to the left.
  public func bars(_ columns: String...) -> Table {
    var table = self
    for column in columns { table.drawings[require(column)] = .bar }
    return table
  }

  /// Shows a value and its interval in one column, such as `Accuracy (95% CI)`: `65% (58%–71%)`.
  ///
  /// The columns of the bounds are not shown by themselves; the table's CSV has all three. The bounds are written as the
  /// value is.
  /// - Parameters:
  ///   - column: of the values.
  ///   - lower: the column of where the intervals start.
  ///   - upper: the column of where they end.
  ///   - level: how often such an interval holds the true value, between 0 and 1.
  public func interval(
    _ column: String, from lower: String = "95% CI from", to upper: String = "95% CI to", level: Double = 0.95
  ) -> Table {
    var table = self
    table.intervals[require(column)] = (require(lower), require(upper), level)
    return table
  }

  /// Colors the cells of these columns, from the smallest number of each column to its largest, in eight steps. Numbers
  /// on both sides of 0 have a hue for each side.
  public func heat(_ columns: String...) -> Table {
    var table = self
    for column in columns { table.drawings[require(column)] = .heat }
    return table
  }

  /// What a column means, in a sentence or two; readers get it at the heading.
  public func help(_ column: String, _ text: String) -> Table {
    var table = self
    table.helps[require(column)] = text
    return table
  }

  /// Wins over the cell's `tbl-cap`; Markdown that may hold computed numbers. What it says in bold at its beginning
  /// becomes the table's headline.
  public func caption(_ caption: Markdown) -> Table {
    var table = self
    table.captionText = caption
    return table
  }

  /// Shows so many rows at most; the table's CSV has all of them.
  ///
  /// Of a table without this the page carries 500 rows, fewer where there are very many columns. Readers see the first
  /// fifteen, and the others when they ask for them.
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
      representations: [Representation(mediaType: "text/csv", file: file)]
        + (widget.map { [$0.representation(stem, on: page)] } ?? []),
      table: content(rows: carriedRows(page.session.settings?.maximumTableRows ?? RunSettings.usualTableRows)))
    page.session.show(output)
  }

  /// Cells that a page carries of a table without a number of rows of its own.
  private static let carriedCells = 6_000

  /// - Parameter limit: the run's; all rows where it has none.
  private func carriedRows(_ limit: Int) -> Int {
    if limit == RunSettings.allTableRows { return frame.rowCount }
    return shownRows ?? min(limit, max(20, Table.carriedCells / max(1, frame.columns.count)))
  }

  func content(rows limit: Int) -> TableContent {
    let shown = min(max(limit, 0), frame.rowCount)
    // Bounds stand beside their values.
    let bounds = Set(intervals.values.flatMap { [$0.lower, $0.upper] })
    let columns = frame.columns.filter { !bounds.contains($0.name) }.map { shownColumn in
      var column = column(of: shownColumn, rows: shown)
      guard let interval = intervals[shownColumn.name] else { return column }
      column.head.name += " (\(NumberFormat.percent.string(interval.level)) CI)"
      column.cells = cells(column.cells, of: shownColumn, within: interval)
      return column
    }
    let rows = (0..<shown).map { row in columns.map { $0.cells[row] } }
    return TableContent(columns: columns.map(\.head), rows: rows, totalRows: frame.rowCount)
  }

  private func column(of column: AnyColumn, rows: Int) -> (head: TableContent.Column, cells: [TableContent.Cell]) {
    var head = TableContent.Column(name: column.name, kind: .text, help: helps[column.name])
    guard column.isNumeric, let all = column.doubles else {
      return (head, (0..<rows).map { TableContent.Cell(text: column.text(at: $0)) })
    }
    let numbers = Array(all.prefix(rows))
    let ownTexts = frame.rowsHaveOwnUnits && column.type == .double && formats[column.name] == nil
    let texts = ownTexts ? rowTexts(numbers, of: column) : texts(numbers, of: column)
    let scale = scale(of: all, in: column)
    head.kind = scale.kind
    let cells = zip(numbers, texts).map { number, text in
      number.isNaN
        ? TableContent.Cell(text: nil)
        : TableContent.Cell(text: text, number: (number - scale.start) / scale.length)
    }
    return (head, cells)
  }

  /// Values with their intervals: `65% (58%–71%)`; a value alone where an end is missing.
  private func cells(
    _ cells: [TableContent.Cell], of column: AnyColumn, within bounds: (lower: String, upper: String, level: Double)
  ) -> [TableContent.Cell] {
    guard let values = column.doubles, let lower = frame[bounds.lower].doubles, let upper = frame[bounds.upper].doubles
    else { return cells }
    let rows = cells.count
    let all = [values, lower, upper].flatMap { $0.prefix(rows) }
    let texts = textsAsValues(all, count: rows, of: column)
    return cells.indices.map { row in
      let (from, to) = (all[rows + row], all[2 * rows + row])
      guard cells[row].text != nil else { return cells[row] }
      guard !from.isNaN, !to.isNaN else { return TableContent.Cell(text: texts[row], number: cells[row].number) }
      // A dash beside a minus is hard to read.
      let dash = from < 0 || to < 0 ? " to " : "–"
      return TableContent.Cell(
        text: "\(texts[row]) (\(texts[rows + row])\(dash)\(texts[2 * rows + row]))", number: cells[row].number)
    }
  }

  /// Bounds are written with the decimals that the values have without them: the ends of intervals, small or close to
  /// 100% here and there, would give a column more decimals than its neighbours.
  /// - Parameter count: How many of the numbers, the first ones, are values.
  private func textsAsValues(_ numbers: [Double], count: Int, of column: AnyColumn) -> [String] {
    let values = texts(Array(numbers.prefix(count)), of: column)
    let decimals = values.map { text in
      text.firstIndex(of: ".").map { text[$0...].dropFirst().prefix(while: \.isWholeNumber).count } ?? 0
    }.max()
    let format = formats[column.name]
    // Numbers with M or powers of ten share them.
    let isPlain = values.allSatisfy { !$0.contains("×") && !$0.contains { "MBT".contains($0) } }
    guard let decimals, isPlain, format == nil || format == .percent else { return texts(numbers, of: column) }
    return values
      + numbers.dropFirst(count).map { bound in
        guard format == .percent, bound.isFinite else { return NumberFormat.fixed(bound, decimals: decimals) }
        return NumberFormat.fixed(bound * 100, decimals: decimals) + "%"
      }
  }

  /// What a column's numbers are measured by, so that they suit what is drawn.
  private func scale(of numbers: [Double], in column: AnyColumn) -> (
    kind: TableContent.Column.Kind, start: Double, length: Double
  ) {
    guard let drawing = drawings[column.name] else { return (.number, 0, 1) }
    var (least, most) = (Double.infinity, -Double.infinity)
    for number in numbers where number.isFinite { (least, most) = (min(least, number), max(most, number)) }
    let size = max(abs(least), abs(most))
    switch drawing {
    case .bar: return (.bar, 0, least <= most && size > 1 ? size : 1)
    case .heat where least < 0 && most > 0: return (.divergingHeat, 0, size)
    case .heat: return (.heat, least <= most ? least : 0, least < most ? most - least : 1)
    }
  }

  /// Numbers with the decimals that those of their row need, and years without thousands where the row is of years.
  private func rowTexts(_ numbers: [Double], of column: AnyColumn) -> [String] {
    let columns = frame.columns.filter { $0.type == .double }.map { (name: $0.name, values: $0.doubles ?? []) }
    return numbers.indices.map { row in
      let label = frame.columns.first.flatMap { $0.text(at: row) } ?? ""
      let values = columns.map { $0.values[row] }
      let limits = columns.filter { ["min", "max"].contains($0.name) }.map { $0.values[row] }
      let format = NumberFormat.areYears(limits, label: label) ? NumberFormat.year : .automatic
      let texts = format.strings(values, step: 0)
      return columns.firstIndex { $0.name == column.name }.map { texts[$0] } ?? ""
    }
  }

  private func texts(_ numbers: [Double], of column: AnyColumn) -> [String] {
    if formats[column.name] == .percent, let texts = percents(numbers) { return texts }
    if let format = formats[column.name] { return format.strings(numbers, step: 0) }
    let isWhole = numbers.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    // Counts have all their digits in a table.
    guard isWhole else { return NumberFormat.automatic.strings(numbers, step: 0) }
    let areYears = NumberFormat.areYears(numbers, label: column.name)
    return numbers.map { NumberFormat.fixed($0, decimals: 0, separatesThousands: !areYears) }
  }
}

extension Table {
  /// Percentages with one decimal at most, whatever the small ones among them are, so that columns of them compare; more
  /// decimals only for one that would read as 0 or as 100. Nil where all are small.
  private func percents(_ shares: [Double]) -> [String]? {
    let known = shares.filter(\.isFinite).map { abs($0) * 100 }
    guard let largest = known.max(), largest >= 10 else { return nil }
    let areWhole = known.allSatisfy { abs($0 - $0.rounded()) < 1e-6 }
    return shares.map { share in
      let text = NumberFormat.fixed(share * 100, decimals: areWhole ? 0 : 1)
      return share.isFinite ? text + "%" : text
    }
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
