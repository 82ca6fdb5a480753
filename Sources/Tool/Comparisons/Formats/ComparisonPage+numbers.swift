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
        <td class="number \(metric.judgement.rawValue)">\(metric.relative.map { Wording.percentageDifference($0) } ?? "")\
        \(bar(metric.relative, largest: largest))</td>\
        \(number(metric.old))\(number(metric.new))\(signed(metric.difference))\(hasEvidence ? interval(of: metric) : nil)</tr>

        """
    }
    let evidence: HTML? = hasEvidence ? "<th scope=\"col\" class=\"number\">Change, interval</th>" : nil
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(caption)"><table>
      <thead><tr><th scope="col">Metric</th><th scope="col">Verdict</th><th scope="col" class="number">Relative</th>\
      <th scope="col" class="number">Before</th><th scope="col" class="number">After</th>\
      <th scope="col" class="number">Change</th>\(evidence)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  private func interval(of metric: MetricChange) -> HTML {
    if let reason = metric.incomparability { return "<td class=\"number\">\(reason)</td>" }
    let unpaired: HTML? = metric.evidence?.method == .unpaired ? " <span class=\"unit\">unpaired</span>" : nil
    return "<td class=\"number\">\(metric.intervalSummary ?? "")\(unpaired)</td>"
  }

  private func number(_ value: Double?) -> HTML {
    "<td class=\"number\">\(value.map { Wording.number($0) } ?? "–")</td>"
  }

  private func signed(_ value: Double?) -> HTML { "<td class=\"number\">\(value.map(Wording.difference) ?? "")</td>" }

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
      let caption: HTML? = change.caption.map { ": \($0)" }
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
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="Columns of \(change.name)"><table>
      <thead><tr><th scope="col">Column</th><th scope="col" class="number">Values that differ</th>\
      <th scope="col" class="number">Mean change</th><th scope="col" class="number">Largest change</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  /// The cells that moved furthest; the first dozen is not folded away.
  private func cells(of change: TableChange) -> HTML {
    guard !change.cells.isEmpty else { return "" }
    let first = rows(change.cells.prefix(12), of: change, label: "The largest changes in \(change.name)")
    let rest = change.cells.dropFirst(12)
    guard !rest.isEmpty else { return first }
    let unlisted = change.changedCellCount - change.cells.count
    let more: HTML? =
      unlisted > 0
      ? "<p class=\"more\">\(Wording.count(unlisted, "smaller change is", plural: "smaller changes are")) not listed.</p>\n"
      : nil
    return first
      + """
      <details><summary>\(Wording.count(rest.count, "more change"))</summary>
      \(rows(rest, of: change, label: "Further changes in \(change.name)"))\(more)</details>

      """
  }

  private func rows(_ cells: some Collection<TableChange.Cell>, of change: TableChange, label: String) -> HTML {
    let key = change.keyColumns.isEmpty ? "Row" : change.keyColumns.joined(separator: ", ")
    let rows = cells.map { cell -> HTML in
      """
      <tr><th scope="row">\(cell.row)</th><td>\(cell.column)</td><td class="number">\(TableChange.Cell.shown(cell.old))</td>\
      <td class="number">\(TableChange.Cell.shown(cell.new))</td>\(signed(cell.difference))</tr>

      """
    }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(label)"><table>
      <thead><tr><th scope="col">\(key)</th><th scope="col">Column</th><th scope="col" class="number">Before</th>\
      <th scope="col" class="number">After</th><th scope="col" class="number">Change</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}
