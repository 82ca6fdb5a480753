import Pages

extension Comparison {
  /// Metrics that moved: worse, then gone, better, changed, new; within each the largest relative difference first.
  public var rankedMetrics: [MetricChange] {
    func order(_ judgement: MetricChange.Judgement) -> Int {
      switch judgement {
      case .worse: 0
      case .removed: 1
      case .better: 2
      case .changed: 3
      case .added: 4
      case .tolerated: 5
      case .same: 6
      }
    }
    func size(_ metric: MetricChange) -> Double { abs(metric.relative ?? metric.difference ?? 0) }
    return metrics.filter { $0.judgement != .same && $0.judgement != .tolerated }.sorted {
      (order($0.judgement), -size($0), $0.name) < (order($1.judgement), -size($1), $1.name)
    }
  }

  /// How many metrics came out each way.
  public func count(of judgement: MetricChange.Judgement) -> Int { metrics.count { $0.judgement == judgement } }

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
    case .better: return "Better: \(Self.metrics(better, of: judged)) improved\(improved), none got worse."
    case .worse: return "Worse: \(Self.metrics(worse, of: judged)) got worse\(declined), none improved."
    case .mixed:
      return
        "Mixed: \(Self.metrics(worse, of: judged)) got worse\(declined), \(Wording.number(better)) improved\(improved)."
    case .changed:
      return judged == 0
        ? "Changed; there are no metrics that say whether for the better."
        : "Changed; no metric with a good direction moved."
    }
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
