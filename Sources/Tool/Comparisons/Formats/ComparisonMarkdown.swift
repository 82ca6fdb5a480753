import Pages
import Runs

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
        ["Metric", "Before", "After", "Change", "%", ""] + (hasEvidence ? ["Change, interval"] : []), numbers: 1...4,
        comparison.rankedMetrics.map { metric in
          [
            code(metric.name).replacing("|", with: "\\|"),
            metric.old.map { Wording.number($0) } ?? "–", metric.new.map { Wording.number($0) } ?? "–",
            metric.difference.map(Wording.difference) ?? "",
            metric.relative.map { Wording.percentageDifference($0) } ?? "",
            mark(metric),
          ] + (hasEvidence ? [metric.incomparability == nil ? metric.intervalSummary ?? "" : ""] : [])
        }))
    if hasEvidence, let note = comparison.evidenceNote { blocks.append(escaped(note)) }
    blocks.append(contentsOf: comparison.changedRows.map(rows))
    blocks.append(causes)
    for change in comparison.changedTables { blocks.append(details(change)) }
    if !comparison.changedFigures.isEmpty {
      blocks.append(
        comparison.changedFigures.prefix(Self.maximumRows).map {
          "- \(code($0.name)): \(escaped(Difference($0.name, .figure, $0.kind, $0.summary)?.summary ?? ""))"
        }.joined(separator: "\n"))
    }
    blocks.append("Runs \(code(comparison.old.id)) → \(code(comparison.new.id))")
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// Whether a metric that moved has evidence.
  private var hasEvidence: Bool {
    comparison.rankedMetrics.contains { $0.evidence != nil && $0.incomparability == nil }
  }

  private var gates: String {
    outcomes.map { outcome in
      let rule = code(outcome.rule.description)
      let named = outcome.breaches + outcome.undecided
      let shown = named.prefix(Self.maximumRows).map { "  - \(code($0.name)): \(escaped($0.summary))" }
      let rest = named.count - shown.count
      let head =
        switch outcome.state {
        case .kept: "- ✅ \(rule)"
        case .broken: "- ❌ \(rule)"
        case .undecided: "- ❔ \(rule) cannot be told"
        }
      return ([head] + shown + (rest > 0 ? ["  - and \(Wording.number(rest)) more"] : [])).joined(
        separator: "\n")
    }.joined(separator: "\n")
  }

  private var causes: String {
    let parameters = comparison.parameters.map {
      "- parameter \(code($0.name)): \(code($0.old ?? "–")) → \(code($0.new ?? "–"))"
    }
    let inputs = comparison.inputs.map {
      "- input \(code($0.path)): \(escaped($0.old?.summary ?? "–")) → \(escaped($0.new?.summary ?? "–"))"
    }
    let cells = comparison.changedCells.filter { $0.code != nil || $0.kind != .changed }
      .map { "- code \(code($0.name)): \(escaped($0.kind == .changed ? $0.summary : $0.kind.rawValue))" }
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
    guard !rows.isEmpty else { return "- \(code(change.name)): \(escaped(summary))" }
    let name = String(decoding: HTML(text: change.name.printableLine).bytes, as: UTF8.self)
    return "<details><summary><code>\(name)</code>: \(escaped(summary))</summary>\n\n\(rows)\n\n</details>"
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

  private func mark(_ metric: MetricChange) -> String {
    switch metric.judgement {
    case .worse: "❌ worse"
    case .better: "✅ better"
    case .removed, .added, .unclear, .incomparable: metric.verdict
    default: metric.judgement.rawValue
    }
  }

  /// The rows of a test, with the slices where most changed sides folded away.
  private func rows(_ change: RowChange) -> String {
    let slices = table(
      [change.slices.first?.column ?? "", "Rows", "Right → wrong", "Wrong → right", "Net"].map(escaped), numbers: 1...4,
      change.slices.prefix(20).map { slice in
        [
          escaped(slice.value), Wording.number(slice.counts.total), Wording.number(slice.counts.rightToWrong),
          Wording.number(slice.counts.wrongToRight), Wording.difference(Double(slice.counts.net)),
        ]
      })
    guard change.isComparable, !slices.isEmpty else { return "- \(code(change.name)): \(escaped(change.summary))" }
    let name = String(decoding: HTML(text: change.name.printableLine).bytes, as: UTF8.self)
    return "<details><summary><code>\(name)</code>: \(escaped(change.summary))</summary>\n\n\(slices)\n\n</details>"
  }

  /// A code span on one line. Its fence is longer than any run of backticks in the text.
  private func code(_ text: String) -> String {
    let text = text.printableLine
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest == 0 && !text.isEmpty ? "`\(text)`" : "\(fence) \(text) \(fence)"
  }

  /// Text with everything escaped that Markdown reads as markup or as the end of a table's cell.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.printable.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "$": result += "\\\(scalar)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\n", "\t", "\u{2028}", "\u{2029}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
