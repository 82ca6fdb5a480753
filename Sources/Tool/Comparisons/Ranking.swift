import Pages

extension Comparison {
  /// Metrics that moved: worse, then gone, better, changed, new; within each the largest relative difference first.
  public var rankedMetrics: [MetricChange] {
    func order(_ judgement: MetricChange.Judgement) -> Int {
      switch judgement {
      case .worse: 0
      case .removed: 1
      case .better: 2
      case .incomparable: 3
      case .unclear: 4
      case .changed: 5
      case .added: 6
      case .tolerated: 7
      case .same: 8
      }
    }
    func size(_ metric: MetricChange) -> Double { abs(metric.relative ?? metric.difference ?? 0) }
    return metrics.filter { $0.judgement != .same && $0.judgement != .tolerated }.sorted {
      (order($0.judgement), -size($0), $0.name) < (order($1.judgement), -size($1), $1.name)
    }
  }

  /// How many metrics came out each way.
  public func count(of judgement: MetricChange.Judgement) -> Int { metrics.count { $0.judgement == judgement } }

  /// Tests of which a row changed sides, or that are of other rows.
  public var changedRows: [RowChange] { rows.filter { !$0.isSame } }

  /// Tables that differ, the most changed values first.
  public var changedTables: [TableChange] {
    tables.filter { $0.kind != .same && $0.kind != .tolerated }
      .sorted { ($0.changedCellCount, $1.name) > ($1.changedCellCount, $0.name) }
  }

  /// Figures that differ, the furthest moved series first.
  public var changedFigures: [FigureChange] {
    func weight(_ figure: FigureChange) -> Double { figure.series.first?.weight ?? figure.picture?.changedShare ?? 1 }
    return figures.filter { $0.kind != .same && $0.kind != .tolerated }
      .sorted { (weight($0), $1.name) > (weight($1), $0.name) }
  }

  /// Cells that differ, in their order.
  public var changedCells: [CellChange] { cells.filter { $0.kind != .same } }

  /// The verdict as a sentence, with the numbers it rests on.
  public var headline: String {
    let worse = count(of: .worse), better = count(of: .better), judged = metrics.count
    let (improved, declined) = (most(.better), most(.worse))
    switch verdict {
    case .broken: return "The new run did not come to its end (\(new.status.rawValue))."
    case .same: return "Nothing differs."
    case .tolerated: return "Nothing differs by more than is tolerated."
    case .better:
      return "Better: \(Self.metrics(better, of: judged)) improved\(improved), none got worse\(unclearRest)."
    case .worse: return "Worse: \(Self.metrics(worse, of: judged)) got worse\(declined), none improved\(unclearRest)."
    case .mixed:
      return
        "Mixed: \(Self.metrics(worse, of: judged)) got worse\(declined), \(Wording.number(better)) improved\(improved)\(unclearRest)."
    case .unclear:
      return
        "No clear change: \(Self.metrics(count(of: .unclear), of: judged)) moved by no more than chance explains."
    case .incomparable:
      let reasons = metrics.filter { $0.judgement == .incomparable }.compactMap(\.incomparability)
      return
        "Incomparable: \(reasons.first ?? "the runs are of other things"); "
        + "\(Self.metrics(count(of: .incomparable), of: judged)) moved, which says nothing of better or worse\(unclearRest)."
    case .changed:
      return judged == 0
        ? "Changed; there are no metrics that say whether for the better."
        : "Changed; no metric with a good direction moved."
    }
  }

  /// `; 9 without a clear change`.
  private var unclearRest: String {
    let (unclear, incomparable) = (count(of: .unclear), verdict == .incomparable ? 0 : count(of: .incomparable))
    return (unclear > 0 ? "; \(Wording.number(unclear)) moved without a clear change" : "")
      + (incomparable > 0 ? "; \(Wording.number(incomparable)) cannot be compared" : "")
  }

  /// What the judgements of metrics rest on; nil where none rests on evidence.
  public var evidenceNote: String? {
    let tested = metrics.filter { $0.evidence != nil && $0.incomparability == nil }
    guard let first = tested.compactMap(\.evidence).first else { return nil }
    let paired = tested.count { $0.evidence?.method == .paired }
    let groups = Set(tested.compactMap { $0.evidence?.group }).sorted()
    var parts = ["intervals of the difference at \(Wording.percentage(first.interval.level))"]
    if paired > 0 {
      let rows = "paired row by row" + (groups.isEmpty ? "" : ", by \(groups.joined(separator: " and "))")
      let share = "\(Wording.number(paired)) of \(Wording.number(tested.count)) "
      parts.append((paired == tested.count ? "" : share) + rows)
    }
    if paired < tested.count {
      parts.append(
        paired == 0
          ? "unpaired, for want of rows: models tested on the same rows may differ clearly by less"
          : "the others unpaired, for want of rows")
    }
    if tested.count > 1 {
      parts.append("corrected for \(Wording.number(tested.count)) metrics (Benjamini and Hochberg)")
    }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// The metric that moved furthest in this direction, by its relative difference: ` (most: accuracy/pop, −12%)`.
  private func most(_ judgement: MetricChange.Judgement) -> String {
    guard let first = rankedMetrics.first(where: { $0.judgement == judgement }) else { return "" }
    let size = first.relative.map { Wording.percentageDifference($0) } ?? first.difference.map(Wording.difference)
    guard let size else { return "" }
    return " (\(count(of: judgement) == 1 ? "" : "most: ")\(first.name), \(size))"
  }

  private static func metrics(_ count: Int, of all: Int) -> String {
    all == 1 ? "the one metric" : "\(Wording.number(count)) of \(Wording.number(all)) metrics"
  }
}
