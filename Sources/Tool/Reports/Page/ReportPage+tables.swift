import Pages
import Runs

extension ReportPage {
  func table(_ exhibit: Article.Exhibit, _ output: Output) -> HTML {
    guard let content = output.table else {
      return "<figure id=\"\(exhibit.id)\"><p class=\"lost\">The table has no content.</p></figure>\n"
    }
    let captionId = exhibit.id + "-caption"
    let caption = caption(exhibit)
    let named: HTML = caption.isEmpty ? " aria-label=\"Table\"" : " aria-labelledby=\"\(captionId)\""
    let head: HTML? = caption.isEmpty ? nil : "<figcaption id=\"\(captionId)\">\(caption)</figcaption>\n"
    let columns = content.columns.map { column -> HTML in
      let kind: HTML? = column.kind == .text ? nil : " class=\"number\""
      return column.name.isEmpty
        ? "<td></td>" : "<th scope=\"col\"\(kind)>\(column.name)</th>"
    }
    var rows = HTML()
    for row in content.rows {
      rows += "<tr>"
      for (column, cell) in zip(content.columns, row) { rows += html(cell, column.kind) }
      rows += "</tr>\n"
    }
    return """
      <figure id="\(exhibit.id)" class="table">
      \(head)<div class="scroll" tabindex="0" role="group"\(named)><table\(named)>
      <thead><tr>\(columns)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>
      \(more(exhibit, output, content))</figure>

      """
  }

  /// Characters that stand on one line; longer texts wrap.
  private static let shortText = 24

  private func html(_ cell: TableContent.Cell, _ kind: TableContent.Column.Kind) -> HTML {
    guard let text = cell.text else {
      let kind: HTML = kind == .text ? "missing" : "missing number"
      return "<td class=\"\(kind)\"><span class=\"unseen\">missing</span></td>"
    }
    switch kind {
    case .text: return text.count > ReportPage.shortText ? "<td class=\"long\">\(text)</td>" : "<td>\(text)</td>"
    case .number: return "<td class=\"number\"\(sortKey(cell, text))>\(text)</td>"
    case .bar:
      let share = min(max(cell.number ?? 0, 0), 1)
      let width = String((share * 1000).rounded() / 10)
      return """
        <td class="number bar"\(sortKey(cell, text))>\(text) <svg width="96" height="9" viewBox="0 0 100 9" \
        preserveAspectRatio="none" aria-hidden="true"><rect width="\(width)" height="9"/></svg></td>
        """
    }
  }

  /// The number to sort by, where the text does not say it in full.
  private func sortKey(_ cell: TableContent.Cell, _ text: String) -> HTML? {
    guard let number = cell.number, number.isFinite else { return nil }
    let plain = text.filter { $0 != "," }.map { $0 == "−" ? "-" : $0 }
    return Double(String(plain)) == number ? nil : " data-sort=\"\(String(number))\""
  }

  /// How much of the table this is, and all of it to take away.
  private func more(_ exhibit: Article.Exhibit, _ output: Output, _ content: TableContent) -> HTML {
    let isWhole = content.rows.count >= content.totalRows
    let count: HTML? =
      isWhole ? nil : "\(Wording.number(content.rows.count)) of \(Wording.count(content.totalRows, "row")) shown. "
    guard let form = output.representations.first(where: { $0.mediaType == "text/csv" }) else {
      return isWhole ? "" : "<p class=\"more\">\(count)</p>\n"
    }
    let label = "\(exhibit.name ?? "This table"), \(isWhole ? "" : "all rows ")as CSV"
    let link = attachment(form, name: "\(exhibit.id).csv", title: isWhole ? "CSV" : "All rows as CSV", label: label)
    return "<p class=\"more\">\(count)\(link)</p>\n"
  }
}
