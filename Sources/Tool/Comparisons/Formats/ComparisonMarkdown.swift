import Pages

/// A comparison as a comment on a pull request: GitHub's Markdown, short enough for its limit of 65,536 characters.
public struct ComparisonMarkdown: Sendable {
  /// What differs.
  public var comparison: Comparison
  /// What became of each rule of the gate.
  public var outcomes: [GateOutcome]

  /// The Markdown form of a comparison.
  public init(_ comparison: Comparison, outcomes: [GateOutcome] = []) {
    self.comparison = comparison
    self.outcomes = outcomes
  }

  /// Rows of each table at most; the rest is counted.
  private static let maximumRows = 40

  /// The comment, with a newline at its end.
  public var text: String {
    var blocks = ["### \(escaped(comparison.new.analysis)): \(escaped(comparison.headline))"]
    if !outcomes.isEmpty { blocks.append(gates) }
    blocks.append(
      table(
        ["Metric", "Before", "After", "Change", "%", ""], numbers: 1...4,
        comparison.rankedMetrics.map { metric in
          [
            "`\(metric.name.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|"))`",
            metric.old.map { Wording.number($0) } ?? "–", metric.new.map { Wording.number($0) } ?? "–",
            metric.difference.map(Wording.difference) ?? "",
            metric.relative.map { Wording.percentageDifference($0) } ?? "",
            mark(metric.judgement),
          ]
        }))
    blocks.append(causes)
    for change in comparison.changedTables { blocks.append(details(change)) }
    if !comparison.changedFigures.isEmpty {
      blocks.append(
        comparison.changedFigures.prefix(Self.maximumRows).map {
          "- `\($0.name)`: \(escaped(Difference($0.name, .figure, $0.kind, $0.summary)?.summary ?? ""))"
        }.joined(separator: "\n"))
    }
    blocks.append("Runs `\(comparison.old.id)` → `\(comparison.new.id)`")
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var gates: String {
    outcomes.map { outcome in
      if outcome.matchedCount == 0 { return "- ❔ `\(outcome.rule)` names nothing in these runs" }
      if outcome.breaches.isEmpty { return "- ✅ `\(outcome.rule)`" }
      let shown = outcome.breaches.prefix(Self.maximumRows).map { "  - `\($0.name)`: \(escaped($0.summary))" }
      let rest = outcome.breaches.count - shown.count
      return (["- ❌ `\(outcome.rule)`"] + shown + (rest > 0 ? ["  - and \(Wording.number(rest)) more"] : [])).joined(
        separator: "\n")
    }.joined(separator: "\n")
  }

  private var causes: String {
    let parameters = comparison.parameters.map { "- parameter `\($0.name)`: `\($0.old ?? "–")` → `\($0.new ?? "–")`" }
    let inputs = comparison.inputs.map { "- input `\($0.path)`: \($0.old?.summary ?? "–") → \($0.new?.summary ?? "–")" }
    let cells = comparison.changedCells.filter { $0.code != nil || $0.kind != .changed }
      .map { "- code `\($0.name)`: \($0.kind == .changed ? $0.summary : $0.kind.rawValue)" }
    return (parameters + inputs + cells).prefix(Self.maximumRows).joined(separator: "\n")
  }

  private func details(_ change: TableChange) -> String {
    let rows = table(
      ["Row", "Column", "Before", "After", "Change"], numbers: 2...4,
      change.cells.prefix(20).map { cell in
        [
          escaped(cell.row), escaped(cell.column), escaped(TableChange.Cell.shown(cell.old)),
          escaped(TableChange.Cell.shown(cell.new)), cell.difference.map(Wording.difference) ?? "",
        ]
      })
    let summary = Difference(change.name, .table, change.kind, change.summary)?.summary ?? ""
    guard !rows.isEmpty else { return "- `\(change.name)`: \(escaped(summary))" }
    return "<details><summary><code>\(change.name)</code>: \(escaped(summary))</summary>\n\n\(rows)\n\n</details>"
  }

  private func table(_ heads: [String], numbers: ClosedRange<Int>, _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let rule = heads.indices.map { numbers.contains($0) ? "---:" : "---" }
    let shown = rows.prefix(Self.maximumRows)
    let lines = [heads, rule] + shown
    let rest = rows.count - shown.count
    return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
      + (rest > 0 ? "\n\nand \(Wording.number(rest)) more" : "")
  }

  private func mark(_ judgement: MetricChange.Judgement) -> String {
    switch judgement {
    case .worse: "❌ worse"
    case .better: "✅ better"
    case .removed: "gone"
    case .added: "new"
    default: judgement.rawValue
    }
  }

  /// Text with everything escaped that Markdown reads as markup or as the end of a table's cell.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
