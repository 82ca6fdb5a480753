import Pages
import Runs

extension ReportPage {
  /// Rows that are shown at first, where a table has many more.
  private static let firstRows = 15
  /// Tables up to this many rows are shown whole.
  private static let shortTable = 20

  /// - Parameter code: what folds the code away that made it.
  func table(_ exhibit: Article.Exhibit, _ output: Output, code: HTML?) -> HTML {
    guard let content = output.table else {
      return "<figure id=\"\(exhibit.id)\"><p class=\"lost\">The table has no content.</p></figure>\n"
    }
    let captionId = exhibit.id + "-caption"
    let caption = caption(exhibit)
    let named: HTML = caption.isEmpty ? " aria-label=\"Table\"" : " aria-labelledby=\"\(captionId)\""
    let head: HTML? = caption.isEmpty ? nil : "<figcaption id=\"\(captionId)\">\(caption)</figcaption>\n"
    let isLong = content.rows.count > Self.shortTable
    let limit: HTML? = isLong ? " data-rows=\"\(Self.firstRows)\"" : nil
    let still: HTML = """
      <div class="scroll\(isLong ? " tall" as HTML : nil)" tabindex="0" role="group"\(named)>\(grid(content, named))</div>
      \(more(content))
      """
    return """
      <figure id="\(exhibit.id)" class="table\(isLong ? nil : " short" as HTML?)"\(limit)>
      \(head)\(widget(exhibit, output, still: still) ?? still)\
      \(tools(code: code, actions: download(exhibit, output, content)))</figure>

      """
  }

  /// The rows that stand beside a drawing, folded away.
  func pointTable(_ exhibit: Article.Exhibit, _ output: Output) -> HTML {
    guard let content = output.table else { return "" }
    let named: HTML = " aria-label=\"\(exhibit.name ?? "The figure") as a table\""
    return """
      <details class="description"><summary>As a table</summary>\
      <div class="scroll" tabindex="0" role="group"\(named)>\(grid(content, named))</div>\(more(content))</details>

      """
  }

  private func grid(_ content: TableContent, _ named: HTML) -> HTML {
    """
    <table\(named)>
    <thead><tr>\(content.columns.map(heading))</tr></thead>
    <tbody>
    \(rows(of: content))</tbody></table>
    """
  }

  private func heading(_ column: TableContent.Column) -> HTML {
    let classes = column.kind.classes
    let kind: HTML? = classes.isEmpty ? nil : " class=\"\(classes)\""
    let help: HTML? = column.help.map { " title=\"\($0)\"" }
    return column.name.isEmpty
      ? "<td\(kind)></td>" : "<th scope=\"col\"\(kind)\(help)>\(column.name)</th>"
  }

  private func rows(of content: TableContent) -> HTML {
    let columns = content.columns.indices.map { index -> ColumnCells in
      let isText = content.columns[index].kind == .text
      let cells = content.rows.map { index < $0.count ? $0[index] : TableContent.Cell(text: nil) }
      return ColumnCells(
        column: content.columns[index], isRowHeading: index == 0 && isText,
        alignment: isText ? nil : AlignedNumbers(cells.map(\.text)),
        hasNegative: cells.contains { ($0.number ?? 0) < 0 })
    }
    var rows = HTML()
    for (place, row) in content.rows.enumerated() {
      rows += "<tr>"
      for (cell, column) in zip(row, columns) { rows += html(cell, place, column) }
      rows += "</tr>\n"
    }
    return rows
  }

  /// What a cell's look depends on beside itself.
  private struct ColumnCells {
    var column: TableContent.Column
    var isRowHeading: Bool
    var alignment: AlignedNumbers?
    var hasNegative: Bool
  }

  /// Characters that stand on one line; longer texts wrap.
  private static let shortText = 24

  private func html(_ cell: TableContent.Cell, _ place: Int, _ column: ColumnCells) -> HTML {
    let kind = column.column.kind
    guard let text = cell.text else {
      let classes: HTML = kind == .text ? "missing" : "missing number"
      return "<td class=\"\(classes)\"><span class=\"unseen\">missing</span></td>"
    }
    let blanks = column.alignment?.blanks(place) ?? ""
    switch kind {
    case .text:
      let classes: HTML? = text.count > ReportPage.shortText ? " class=\"long\"" : nil
      return column.isRowHeading ? "<th scope=\"row\"\(classes)>\(text)</th>" : "<td\(classes)>\(text)</td>"
    case .number: return "<td class=\"number\"\(sortKey(cell, text))>\(text)\(blanks)</td>"
    case .bar:
      return "<td class=\"number bar\"\(sortKey(cell, text))>\(text)\(blanks) \(bar(cell.number ?? 0, column))</td>"
    case .heat, .divergingHeat:
      let step = Self.step(of: cell.number ?? 0, isDiverging: kind == .divergingHeat)
      let scale: HTML = kind == .heat ? "q" : "d"
      return "<td class=\"number heat \(scale)\(step)\"\(sortKey(cell, text))>\(text)\(blanks)</td>"
    }
  }

  /// From 1 to 8.
  private static func step(of number: Double, isDiverging: Bool) -> Int {
    guard !number.isNaN else { return 1 }
    let share = isDiverging ? (number + 1) / 2 : number
    return min(max(Int((min(max(share, 0), 1) * 8).rounded(.down)) + 1, 1), 8)
  }

  private func bar(_ number: Double, _ column: ColumnCells) -> HTML {
    let share = number.isNaN ? 0 : min(max(number, -1), 1)
    func shown(_ value: Double) -> String { String((value * 10).rounded() / 10) }
    guard column.hasNegative else {
      return """
        <svg width="96" height="9" viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true">\
        <rect width="\(shown(max(share, 0) * 100))" height="9"/></svg>
        """
    }
    return """
      <svg width="96" height="9" viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true">\
      <rect x="\(shown(50 + min(share, 0) * 50))" width="\(shown(abs(share) * 50))" height="9"/>\
      <path d="M50 0V9"/></svg>
      """
  }

  /// The number to sort by, where the text does not say it in full.
  private func sortKey(_ cell: TableContent.Cell, _ text: String) -> HTML? {
    guard let number = cell.number, number.isFinite else { return nil }
    let plain = text.filter { $0 != "," }.map { $0 == "−" ? "-" : $0 }
    return Double(String(plain)) == number ? nil : " data-sort=\"\(String(number))\""
  }

  /// How much of the table this is.
  private func more(_ content: TableContent) -> HTML? {
    content.rows.count >= content.totalRows
      ? nil
      : """
      <p class="more">\(Wording.number(content.rows.count)) of \(Wording.count(content.totalRows, "row")) shown.</p>

      """
  }

  /// All of the table to take away.
  private func download(_ exhibit: Article.Exhibit, _ output: Output, _ content: TableContent) -> HTML? {
    output.representations.first { $0.mediaType == "text/csv" }.flatMap { form in
      let isWhole = content.rows.count >= content.totalRows
      let label = "\(exhibit.name ?? "This table"), \(isWhole ? "" : "all rows ")as CSV"
      return attachment(form, name: "\(exhibit.id).csv", title: isWhole ? "CSV" : "All rows as CSV", label: label)
    }
  }
}

extension TableContent.Column.Kind {
  /// Of the heading.
  fileprivate var classes: String {
    switch self {
    case .text: ""
    case .number: "number"
    case .bar: "number bar"
    case .heat, .divergingHeat: "number heat"
    }
  }
}
