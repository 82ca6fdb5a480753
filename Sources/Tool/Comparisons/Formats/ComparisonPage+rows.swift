import Pages
import Runs

extension ComparisonPage {
  /// Tests of which rows changed sides: by class, then the rows.
  var rows: Part? {
    let changed = comparison.changedRows
    guard !changed.isEmpty else { return nil }
    let body = changed.map { change -> HTML in
      var text: HTML = "<h3><code>\(change.name)</code></h3>\n<p>\(sentence(change))</p>\n"
      guard change.isComparable else { return text }
      text += slices(of: change)
      text += list(change.rightToWrong, of: change.counts.rightToWrong, "Went from right to wrong", change)
      text += list(change.wrongToRight, of: change.counts.wrongToRight, "Went from wrong to right", change)
      return text
    }
    return Part(id: "rows", title: "Rows", body: HTML.joined(body, by: ""))
  }

  private func sentence(_ change: RowChange) -> HTML {
    guard change.isComparable else {
      return """
        The runs tested other rows: \(RowTable.shares(change.shared, change.count.old, change.count.new)). \
        What they got right cannot be compared.
        """
    }
    return """
      Of \(Wording.count(change.counts.total, "row")) both runs got \(Wording.number(change.counts.bothRight)) right and \
      \(Wording.number(change.counts.bothWrong)) wrong. \(Wording.number(change.counts.rightToWrong)) went from right to wrong, \
      \(Wording.number(change.counts.wrongToRight)) from wrong to right: McNemar’s p \(RowChange.shown(change.mcNemarPValue)), \
      each row taken as independent evidence.
      """
  }

  private func slices(of change: RowChange) -> HTML {
    let columns = change.slices.map(\.column).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let tables = columns.map { column -> HTML in
      let slices = change.slices.filter { $0.column == column }
      let first = table(slices.prefix(12), column, "Rows that changed sides by \(column)")
      guard slices.count > 12 else { return first }
      return first + """
        <details><summary>\(Wording.count(slices.count - 12, "more", plural: "more"))</summary>
        \(table(slices.dropFirst(12), column, "Further rows that changed sides by \(column)"))</details>

        """
    }
    return HTML.joined(tables, by: "")
  }

  private func table(_ slices: some Collection<RowChange.Slice>, _ column: String, _ label: String) -> HTML {
    let rows = slices.map { slice -> HTML in
      let tone = slice.counts.net < 0 ? "worse" : slice.counts.net > 0 ? "better" : ""
      return """
        <tr><th scope="row">\(slice.value)</th><td class="number">\(Wording.number(slice.counts.total))</td>\
        <td class="number">\(Wording.number(slice.counts.rightToWrong))</td>\
        <td class="number">\(Wording.number(slice.counts.wrongToRight))</td>\
        <td class="number \(tone)">\(Wording.difference(Double(slice.counts.net)))</td></tr>

        """
    }
    let head: HTML = """
      <th scope="col">\(column)</th><th scope="col" class="number">Rows</th>\
      <th scope="col" class="number">Right → wrong</th><th scope="col" class="number">Wrong → right</th>\
      <th scope="col" class="number">Net</th>
      """
    return self.table(label, head: head, rows: rows)
  }

  private func list(_ listed: [RowChange.Row], of count: Int, _ title: String, _ change: RowChange) -> HTML {
    guard !listed.isEmpty else { return "" }
    let hasGroup = listed.contains { $0.group != nil }, hasClass = listed.contains { $0.actual != nil }
    let hasPredicted = listed.contains { $0.new != nil }
    func cell(_ isShown: Bool, _ text: String?) -> HTML? { isShown ? "<td>\(text ?? "–")</td>" : nil }
    func head(_ isShown: Bool, _ text: String) -> HTML? { isShown ? "<th scope=\"col\">\(text)</th>" : nil }
    let rows = listed.map { row -> HTML in
      """
      <tr><th scope="row">\(row.key)</th>\(cell(hasGroup, row.group))\(cell(hasClass, row.actual))\
      \(cell(hasPredicted, row.old))\(cell(hasPredicted, row.new))</tr>

      """
    }
    let unlisted = count - listed.count
    let rest: HTML? = unlisted > 0 ? "<p class=\"more\">\(Wording.number(unlisted)) more are not listed.</p>\n" : nil
    let heading: HTML = """
      <th scope="col">Row</th>\(head(hasGroup, "Group"))\(head(hasClass, "True class"))\
      \(head(hasPredicted, "Predicted before"))\(head(hasPredicted, "Predicted after"))
      """
    return """
      <details><summary>\(title): \(Wording.count(count, "row"))</summary>
      \(table("\(title), \(change.name)", head: heading, rows: rows))\(rest)</details>

      """
  }
}
