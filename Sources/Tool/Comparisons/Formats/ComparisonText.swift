import Pages
import Runs

/// A comparison for the terminal: the verdict, then what moved most.
public struct ComparisonText: Sendable {
  /// What a piece of text means.
  public enum Tone: Sendable { case heading, quiet, good, bad }

  /// What differs.
  public var comparison: Comparison
  /// What became of each rule of the gate.
  public var outcomes: [GateOutcome]
  /// Lines of each part at most; the rest is counted.
  public var maximumLines: Int
  /// Gives a piece of text its color on a terminal; for files and pipes it returns the text as it is.
  public var styled: @Sendable (String, Tone) -> String

  /// The text form of a comparison.
  public init(
    _ comparison: Comparison, outcomes: [GateOutcome] = [], maximumLines: Int = 15,
    styled: @escaping @Sendable (String, Tone) -> String = { text, _ in text }
  ) {
    self.comparison = comparison
    self.outcomes = outcomes
    self.maximumLines = maximumLines
    self.styled = styled
  }

  /// The text, without a newline at its end.
  public var text: String {
    var lines = [
      styled(comparison.new.analysis.printableLine, .heading)
        + "  \(comparison.old.id) → \(comparison.new.id)".printableLine,
      styled(comparison.headline.printableLine, tone),
    ]
    lines += part("Gates", gates)
    lines += part("Metrics", metrics)
    if !comparison.rankedMetrics.isEmpty, let note = comparison.evidenceNote {
      lines.append(styled("  \(note.printableLine)", .quiet))
    }
    lines += part("Rows", comparison.changedRows.flatMap(rows))
    lines += part("Tables", comparison.changedTables.map { row($0.name, summary(of: $0)) })
    lines += part(
      "Figures",
      comparison.changedFigures.map { row($0.name, Difference($0.name, .figure, $0.kind, $0.summary)?.summary ?? "") })
    lines += part("Parameters", comparison.parameters.map { row($0.name, "\($0.old ?? "–") → \($0.new ?? "–")") })
    lines += part(
      "Inputs", comparison.inputs.map { row($0.path, "\($0.old?.summary ?? "–") → \($0.new?.summary ?? "–")") })
    lines += part("Code and texts", comparison.changedCells.map(cell))
    lines += part("Environment", comparison.environment.map { row($0.name, "\($0.old ?? "–") → \($0.new ?? "–")") })
    lines += part("Cost", cost)
    return lines.joined(separator: "\n")
  }

  private var tone: Tone {
    switch comparison.verdict {
    case .same, .tolerated, .better: .good
    case .worse, .mixed, .broken: .bad
    case .changed, .unclear, .incomparable: .heading
    }
  }

  private func part(_ name: String, _ rows: [String]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let rest = rows.count - maximumLines
    return ["", styled(name, .heading)] + rows.prefix(maximumLines)
      + (rest > 0 ? [styled("  and \(Wording.number(rest)) more", .quiet)] : [])
  }

  private func row(_ name: String, _ summary: String) -> String {
    "  " + name.padded(to: 28).printableLine + "  " + summary.printableLine
  }

  private var gates: [String] {
    outcomes.map { outcome in
      let rule = outcome.rule.description.printableLine
      let named = outcome.breaches + outcome.undecided
      let names = named.map(\.name.count).max() ?? 0
      let lines = named.map { "      \($0.name.padded(to: names).printableLine)  \($0.summary.printableLine)" }
      let mark =
        switch outcome.state {
        case .kept: styled("✓", .good)
        case .broken: styled("✗", .bad)
        case .undecided: styled("?", .bad)
        }
      let word = outcome.state == .undecided ? " cannot be told:" : ""
      return (["  \(mark) \(rule)\(word)"] + lines).joined(separator: "\n")
    }
  }

  private var metrics: [String] {
    let ranked = comparison.rankedMetrics
    let shown = ranked.prefix(maximumLines)
    let names = min(shown.map(\.name.count).max() ?? 0, 44), width = shown.map(\.summary.count).max() ?? 0
    return ranked.map { metric in
      let tone: Tone =
        metric.judgement == .worse || metric.judgement == .removed ? .bad : metric.judgement == .better ? .good : .quiet
      let interval = metric.incomparability == nil ? metric.intervalSummary : nil
      return row(metric.name.padded(to: names), metric.summary.padded(to: width)) + "  "
        + styled(word(metric), tone) + (interval.map { styled("  \($0)", .quiet) } ?? "")
    }
  }

  private func word(_ metric: MetricChange) -> String {
    switch metric.judgement {
    case .unclear: metric.verdict
    case .incomparable: metric.verdict
    default: metric.judgement.rawValue
    }
  }

  /// What became of the rows of a test, and where most changed sides.
  private func rows(_ change: RowChange) -> [String] {
    let first = row(change.name, change.summary)
    guard change.isComparable else { return [first] }
    let slices = change.slices
    let worst = slices.prefix(3).filter { $0.counts.net < 0 }
    let best = slices.suffix(3).reversed().filter { $0.counts.net > 0 }
    let named = (worst + best).map { "\($0.value) \(Wording.difference(Double($0.counts.net)))" }
    return [first]
      + (named.isEmpty ? [] : [styled(row("", "by \(slices[0].column): \(named.joined(separator: ", "))"), .quiet)])
  }

  private func summary(of table: TableChange) -> String {
    guard table.kind == .changed else { return table.kind == .added ? "new" : "gone" }
    guard let first = table.cells.first else { return table.summary }
    return "\(table.summary); most: \(first.row), \(first.column) \(first.summary)"
  }

  private func cell(_ cell: CellChange) -> String {
    switch cell.kind {
    case .added: row(cell.name, "new")
    case .removed: row(cell.name, "gone")
    default:
      // A cell without a title and a label is called by its line already.
      row(
        cell.name,
        cell.identifier == "line \(cell.new?.startLine ?? 0)"
          ? cell.summary : "\(cell.summary) (line \(cell.new?.startLine ?? 0))")
    }
  }

  private var cost: [String] {
    var rows: [String] = []
    if let old = comparison.seconds.old, let new = comparison.seconds.new {
      rows.append(row("time", "\(Wording.duration(old)) → \(Wording.duration(new))"))
    }
    if let old = comparison.peakMemory.old, let new = comparison.peakMemory.new {
      rows.append(row("memory", "\(Wording.bytes(old)) → \(Wording.bytes(new))"))
    }
    return rows
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
