/// A comparison for the terminal: the verdict, then what moved most.
public struct ComparisonText: Sendable {
  public enum Tone: Sendable { case heading, quiet, good, bad }

  public var comparison: Comparison
  public var outcomes: [GateOutcome]
  /// Lines of each part at most; the rest is counted.
  public var maximumLines: Int
  /// Colours a piece of text; leaves it as it is for files and pipes.
  public var styled: @Sendable (String, Tone) -> String

  public init(
    _ comparison: Comparison, outcomes: [GateOutcome] = [], maximumLines: Int = 15,
    styled: @escaping @Sendable (String, Tone) -> String = { text, _ in text }
  ) {
    self.comparison = comparison
    self.outcomes = outcomes
    self.maximumLines = maximumLines
    self.styled = styled
  }

  public var text: String {
    var lines = [
      styled(comparison.new.analysis, .heading) + "  \(comparison.old.id) → \(comparison.new.id)",
      styled(comparison.headline, tone),
    ]
    lines += part("Gates", gates)
    lines += part("Metrics", metrics)
    lines += part("Tables", comparison.changedTables.map { row($0.name, words($0)) })
    lines += part(
      "Figures",
      comparison.changedFigures.map { row($0.name, Difference($0.name, .figure, $0.standing, $0.words)?.words ?? "") })
    lines += part("Parameters", comparison.parameters.map { row($0.name, "\($0.old ?? "–") → \($0.new ?? "–")") })
    lines += part("Inputs", comparison.inputs.map { row($0.path, "\($0.old?.words ?? "–") → \($0.new?.words ?? "–")") })
    lines += part("Code and texts", comparison.changedCells.map(cell))
    lines += part("Environment", comparison.environment.map { row($0.name, "\($0.old ?? "–") → \($0.new ?? "–")") })
    lines += part("Cost", cost)
    return lines.joined(separator: "\n")
  }

  private var tone: Tone {
    switch comparison.verdict {
    case .same, .tolerated, .better: .good
    case .worse, .mixed, .broken: .bad
    case .changed: .heading
    }
  }

  private func part(_ name: String, _ rows: [String]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let rest = rows.count - maximumLines
    return ["", styled(name, .heading)] + rows.prefix(maximumLines)
      + (rest > 0 ? [styled("  and \(Numbers.grouped(rest)) more", .quiet)] : [])
  }

  private func row(_ name: String, _ words: String) -> String {
    "  " + name.padded(to: 28) + "  " + words
  }

  private var gates: [String] {
    outcomes.map { outcome in
      if outcome.matchedCount == 0 { return "  ? \(outcome.rule)  names nothing in these runs" }
      if outcome.breaches.isEmpty { return "  " + styled("✓", .good) + " \(outcome.rule)" }
      let names = outcome.breaches.map(\.name.count).max() ?? 0
      let breaches = outcome.breaches.map { "      \($0.name.padded(to: names))  \($0.words)" }
      return (["  " + styled("✗", .bad) + " \(outcome.rule)"] + breaches).joined(separator: "\n")
    }
  }

  private var metrics: [String] {
    let ranked = comparison.rankedMetrics
    let shown = ranked.prefix(maximumLines)
    let names = min(shown.map(\.name.count).max() ?? 0, 44), words = shown.map(\.words.count).max() ?? 0
    return ranked.map { metric in
      let tone: Tone =
        metric.judgement == .worse || metric.judgement == .removed ? .bad : metric.judgement == .better ? .good : .quiet
      return row(metric.name.padded(to: names), metric.words.padded(to: words)) + "  "
        + styled(metric.judgement.rawValue, tone)
    }
  }

  private func words(_ table: TableChange) -> String {
    guard table.standing == .changed else { return table.standing == .added ? "new" : "gone" }
    guard let first = table.cells.first else { return table.words }
    return "\(table.words); most: \(first.row), \(first.column) \(first.words)"
  }

  private func cell(_ cell: CellChange) -> String {
    switch cell.standing {
    case .added: row(cell.name, "new")
    case .removed: row(cell.name, "gone")
    default:
      // A cell without a name is called by its line.
      row(cell.name, cell.name.hasPrefix("line ") ? cell.words : "\(cell.words) (line \(cell.new?.startLine ?? 0))")
    }
  }

  private func megabytes(_ bytes: Int) -> String { Numbers.text(Double(bytes) / 1e6, digits: 3) + " MB" }

  private var cost: [String] {
    var rows: [String] = []
    if let old = comparison.seconds.old, let new = comparison.seconds.new {
      rows.append(row("time", "\(Numbers.text(old, digits: 3)) s → \(Numbers.text(new, digits: 3)) s"))
    }
    if let old = comparison.peakMemory.old, let new = comparison.peakMemory.new {
      rows.append(row("memory", "\(megabytes(old)) → \(megabytes(new))"))
    }
    return rows
  }
}

extension TableChange.Cell {
  /// `0.381 → 0.352 (−0.029)`.
  public var words: String {
    "\(Self.shown(old)) → \(Self.shown(new))" + (difference.map { " (\(Numbers.signed($0)))" } ?? "")
  }

  /// Numbers to the digits that a reader compares.
  static func shown(_ text: String?) -> String { text.map { Double($0).map { Numbers.text($0) } ?? $0 } ?? "–" }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
