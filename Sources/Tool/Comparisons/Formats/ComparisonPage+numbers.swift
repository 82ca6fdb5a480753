import Pages
import Runs

extension ComparisonPage {
  /// Metrics that moved, and those that did not folded away.
  var metrics: Part? {
    guard !comparison.metrics.isEmpty else { return nil }
    let moved = comparison.rankedMetrics
    let still = comparison.metrics.filter { $0.judgement == .same || $0.judgement == .tolerated }
    var body = moved.isEmpty ? "<p>No metric moved.</p>\n" : table(of: moved, caption: "Metrics that moved")
    if !still.isEmpty {
      body += """
        <details><summary>\(Wording.count(still.count, "metric")) without a change that counts</summary>
        \(table(of: still, caption: "Metrics without a change that counts"))</details>

        """
    }
    if let note = comparison.evidenceNote { body += "<p class=\"more\">\(note)</p>\n" }
    return Part(id: "metrics", title: "Metrics", body: body)
  }

  private func table(of metrics: [MetricChange], caption: String) -> HTML {
    // Metrics without a good direction, such as counts, may grow by any factor; they do not set the scale.
    let judged = metrics.filter { $0.judgement == .better || $0.judgement == .worse }
    let largest = (judged.isEmpty ? metrics : judged).compactMap { $0.relative.map(abs) }.filter(\.isFinite).max() ?? 0
    let hasEvidence = metrics.contains { $0.evidence != nil || $0.incomparability != nil }
    let rows = metrics.map { metric -> HTML in
      let unit: HTML? = metric.unit.map { " <span class=\"unit\">\($0)</span>" }
      return """
        <tr><th scope="row"><code>\(metric.name)</code>\(unit)</th>\
        <td class="judgement \(metric.judgement.rawValue)">\(metric.verdict)</td>\
        <td class="number \(metric.judgement.rawValue)"\(sortKey(metric.relative))>\(metric.relative.map { Wording.percentageDifference($0) } ?? "")\
        \(bar(metric.relative, largest: largest))</td>\
        \(number(metric.old))\(number(metric.new))\(change(of: metric))</tr>

        """
    }
    let head: HTML = """
      <th scope="col">Metric</th><th scope="col">Verdict</th><th scope="col" class="number">Relative</th>\
      <th scope="col" class="number">Before</th><th scope="col" class="number">After</th>\
      <th scope="col" class="number">\(hasEvidence ? "Change, interval" : "Change")</th>
      """
    return table(caption, head: head, rows: rows)
  }

  /// The change with its interval below it, or with what keeps it from having one.
  private func change(of metric: MetricChange) -> HTML {
    let isUnpaired = metric.evidence?.method == .unpaired
    let note = metric.incomparability ?? metric.intervalSummary.map { isUnpaired ? "\($0), unpaired" : $0 }
    let line: HTML? = note.map { "<br><span class=\"unit\">\($0)</span>" }
    let shown = metric.difference.map { Wording.difference($0) } ?? ""
    return "<td class=\"number\"\(sortKey(metric.difference))>\(shown)\(line)</td>"
  }

  private func number(_ value: Double?) -> HTML {
    guard let value else { return "<td class=\"number missing\"><span class=\"unseen\">missing</span></td>" }
    return "<td class=\"number\"\(sortKey(value))>\(Wording.number(value))</td>"
  }

  private func signed(_ value: Double?) -> HTML {
    guard let value else { return "<td class=\"number\"></td>" }
    return "<td class=\"number\"\(sortKey(value))>\(Wording.difference(value))</td>"
  }

  private func sortKey(_ value: Double?) -> HTML? {
    value.flatMap { $0.isFinite ? " data-sort=\"\(String($0))\"" : nil }
  }

  /// A share as a bar left or right of a middle line.
  private func bar(_ share: Double?, largest: Double) -> HTML {
    guard let share, share.isFinite, largest > 0 else { return "" }
    let width = min(50, abs(share) / largest * 50)
    let start = share < 0 ? 50 - width : 50
    return """
       <svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
      <rect x="\(coordinate(start))" y="0" width="\(coordinate(max(width, 0.5)))" height="10"/>\
      <path d="M50 0V10"/></svg>
      """
  }

  /// A number as attributes of SVG need it, to two decimals.
  private func coordinate(_ value: Double) -> String { String((value * 100).rounded() / 100) }

  /// Tables that differ, cell by cell.
  var tables: Part? {
    let changed = comparison.changedTables
    guard !changed.isEmpty else { return nil }
    let body = changed.map { change -> HTML in
      let caption: HTML? = change.caption.map { ": \(MarkdownDocument($0).runningText.plainText)" }
      return """
        <h3><code>\(change.name)</code>\(caption)</h3>
        <p>\(summary(of: change))</p>
        \(columns(of: change))\(cells(of: change))
        """
    }
    return Part(id: "tables", title: "Tables", body: HTML.joined(body, by: ""))
  }

  private func summary(of change: TableChange) -> HTML {
    if change.kind == .added { return "The new run has this table and the old one has not." }
    if change.kind == .removed { return "The old run has this table and the new one has not." }
    var text: HTML = "\(change.summary)."
    if let counts = change.rowCounts {
      text +=
        counts.old == counts.new
        ? " \(Wording.count(counts.new, "row"))"
        : " \(Wording.number(counts.old)) → \(Wording.count(counts.new, "row"))"
      text +=
        change.keyColumns.isEmpty
        ? ", matched by their order." : ", matched by \(change.keyColumns.joined(separator: " and "))."
    }
    if change.toleratedCellCount > 0 {
      text +=
        " \(Wording.count(change.toleratedCellCount, "value moves", plural: "values move")) by no more than is tolerated."
    }
    for (title, names) in [
      ("New rows", change.addedRows), ("Rows gone", change.removedRows), ("New columns", change.addedColumns),
      ("Columns gone", change.removedColumns),
    ] where !names.isEmpty {
      let rest = names.count > 12 ? " and \(Wording.number(names.count - 12)) more" : ""
      text += "<br>\(title): \(names.prefix(12).joined(separator: ", "))\(rest)."
    }
    return text
  }

  private func columns(of change: TableChange) -> HTML {
    let moved = change.columns.filter { $0.meanDifference != nil }
    guard moved.count > 1 || change.changedCellCount > 12 else { return "" }
    let rows = moved.map { column -> HTML in
      """
      <tr><th scope="row">\(column.name)</th><td class="number">\(Wording.number(column.changedCount))</td>\
      \(signed(column.meanDifference))\(signed(column.largestDifference))</tr>

      """
    }
    let head: HTML = """
      <th scope="col">Column</th><th scope="col" class="number">Values that differ</th>\
      <th scope="col" class="number">Mean change</th><th scope="col" class="number">Largest change</th>
      """
    return table("Columns of \(change.name)", head: head, rows: rows)
  }

  /// The cells that moved furthest.
  private func cells(of change: TableChange) -> HTML {
    guard !change.cells.isEmpty else { return "" }
    let unlisted = change.changedCellCount - change.cells.count
    let more: HTML? =
      unlisted > 0
      ? "<p class=\"more\">\(Wording.count(unlisted, "smaller change is", plural: "smaller changes are")) not listed.</p>\n"
      : nil
    let key = change.keyColumns.isEmpty ? "Row" : change.keyColumns.joined(separator: ", ")
    let rows = change.cells.map { cell -> HTML in
      """
      <tr><th scope="row">\(cell.row)</th><td>\(cell.column)</td><td class="number">\(TableChange.Cell.shown(cell.old))</td>\
      <td class="number">\(TableChange.Cell.shown(cell.new))</td>\(signed(cell.difference))</tr>

      """
    }
    let head: HTML = """
      <th scope="col">\(key)</th><th scope="col">Column</th><th scope="col" class="number">Before</th>\
      <th scope="col" class="number">After</th><th scope="col" class="number">Change</th>
      """
    return table("The largest changes in \(change.name)", head: head, rows: rows) + (more ?? "")
  }
}
