import Comparisons
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
        <details><summary>\(counted(still.count, "metric", "metrics")) without a change that counts</summary>
        \(table(of: still, caption: "Metrics without a change that counts"))</details>

        """
    }
    return Part(id: "metrics", title: "Metrics", body: body)
  }

  private func table(of metrics: [MetricChange], caption: String) -> HTML {
    // Metrics without a good direction, such as counts, may grow by any factor; they do not set the scale.
    let judged = metrics.filter { $0.judgement == .better || $0.judgement == .worse }
    let largest = (judged.isEmpty ? metrics : judged).compactMap { $0.relative.map(abs) }.filter(\.isFinite).max() ?? 0
    let rows = metrics.map { metric -> HTML in
      let unit: HTML? = metric.unit.map { " <span class=\"unit\">\($0)</span>" }
      return """
        <tr><th scope="row"><code>\(metric.name)</code>\(unit)</th>\
        <td class="judgement \(metric.judgement.rawValue)">\(word(metric))</td>\
        <td class="number \(metric.judgement.rawValue)">\(metric.relative.map { Numbers.percentage($0) } ?? "")\
        \(bar(metric.relative, largest: largest))</td>\
        \(number(metric.old))\(number(metric.new))\(signed(metric.difference))</tr>

        """
    }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(caption)"><table>
      <thead><tr><th scope="col">Metric</th><th scope="col">Verdict</th><th scope="col" class="number">Relative</th>\
      <th scope="col" class="number">Before</th><th scope="col" class="number">After</th>\
      <th scope="col" class="number">Change</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  func number(_ value: Double?) -> HTML { "<td class=\"number\">\(value.map { Numbers.text($0) } ?? "–")</td>" }

  func signed(_ value: Double?) -> HTML { "<td class=\"number\">\(value.map(Numbers.signed) ?? "")</td>" }

  private func word(_ metric: MetricChange) -> HTML {
    switch metric.judgement {
    case .worse: "worse"
    case .better: "better"
    case .changed: "moved"
    case .tolerated: "within tolerance"
    case .same: "the same"
    case .added: "new"
    case .removed: "gone"
    }
  }

  /// A share as a bar left or right of a middle line.
  private func bar(_ share: Double?, largest: Double) -> HTML {
    guard let share, share.isFinite, largest > 0 else { return "" }
    let width = min(50, abs(share) / largest * 50)
    let start = share < 0 ? 50 - width : 50
    return """
       <svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
      <rect x="\(Numbers.text(start))" y="0" width="\(Numbers.text(max(width, 0.5)))" height="10"/>\
      <path d="M50 0V10"/></svg>
      """
  }

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
    if change.standing == .added { return "The new run has this table and the old one has not." }
    if change.standing == .removed { return "The old run has this table and the new one has not." }
    var text: HTML = "\(change.words)."
    if let counts = change.rowCounts {
      text +=
        counts.old == counts.new
        ? " \(counted(counts.new, "row", "rows"))" : " \(grouped(counts.old)) → \(counted(counts.new, "row", "rows"))"
      text +=
        change.keyColumns.isEmpty
        ? ", matched by their order." : ", matched by \(change.keyColumns.joined(separator: " and "))."
    }
    if change.toleratedCellCount > 0 {
      text += " \(counted(change.toleratedCellCount, "value moves", "values move")) by no more than is tolerated."
    }
    for (words, names) in [
      ("New rows", change.addedRows), ("Rows gone", change.removedRows), ("New columns", change.addedColumns),
      ("Columns gone", change.removedColumns),
    ] where !names.isEmpty {
      let rest = names.count > 12 ? " and \(grouped(names.count - 12)) more" : ""
      text += "<br>\(words): \(names.prefix(12).joined(separator: ", "))\(rest)."
    }
    return text
  }

  private func columns(of change: TableChange) -> HTML {
    let moved = change.columns.filter { $0.meanDifference != nil }
    guard moved.count > 1 || change.changedCellCount > 12 else { return "" }
    let rows = moved.map { column -> HTML in
      """
      <tr><th scope="row">\(column.name)</th><td class="number">\(grouped(column.changedCount))</td>\
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

  /// The most telling cells; the first dozen in sight.
  private func cells(of change: TableChange) -> HTML {
    guard !change.cells.isEmpty else { return "" }
    let first = rows(change.cells.prefix(12), of: change, words: "The largest changes in \(change.name)")
    let rest = change.cells.dropFirst(12)
    guard !rest.isEmpty else { return first }
    let untold = change.changedCellCount - change.cells.count
    let more: HTML? =
      untold > 0
      ? "<p class=\"more\">\(counted(untold, "smaller change is", "smaller changes are")) not listed.</p>\n" : nil
    return first
      + """
      <details><summary>\(counted(rest.count, "more change", "more changes"))</summary>
      \(rows(rest, of: change, words: "Further changes in \(change.name)"))\(more)</details>

      """
  }

  private func rows(_ cells: some Collection<TableChange.Cell>, of change: TableChange, words: String) -> HTML {
    let key = change.keyColumns.isEmpty ? "Row" : change.keyColumns.joined(separator: ", ")
    let rows = cells.map { cell -> HTML in
      """
      <tr><th scope="row">\(cell.row)</th><td>\(cell.column)</td><td class="number">\(shown(cell.old))</td>\
      <td class="number">\(shown(cell.new))</td>\(signed(cell.difference))</tr>

      """
    }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(words)"><table>
      <thead><tr><th scope="col">\(key)</th><th scope="col">Column</th><th scope="col" class="number">Before</th>\
      <th scope="col" class="number">After</th><th scope="col" class="number">Change</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  private func shown(_ text: String?) -> String { text.map { Double($0).map { Numbers.text($0) } ?? $0 } ?? "–" }
}
