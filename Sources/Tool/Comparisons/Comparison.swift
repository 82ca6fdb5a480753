public import Runs

/// Two runs of an analysis, and all that differs between them.
///
/// Parameters, inputs and code are why results may differ; metrics, tables, figures and texts are what does. Time,
/// memory and the environment are listed and never count as a difference.
public struct Comparison: Codable, Sendable, Equatable {
  /// One of the two runs.
  public struct Reference: Codable, Sendable, Equatable {
    /// The name of the analysis.
    public var analysis: String
    /// The run's id.
    public var id: String
    /// The path of its `run.json`.
    public var manifest: String
    /// How the run ended.
    public var status: Run.Status
    /// ISO 8601, UTC; nil where the run does not say.
    public var startedAt: String?
    /// The git commit that the run was made at.
    public var commit: String?
  }

  /// The version of the JSON form.
  public var schema = "songbook-comparison/1"
  /// The run before.
  public var old: Reference
  /// The run after.
  public var new: Reference
  /// Parameters that differ.
  public var parameters: [ValueChange]
  /// Input files that differ.
  public var inputs: [InputChange]
  /// What differs in compiler, system, commit and version of Songbook.
  public var environment: [ValueChange]
  /// All cells of both runs, in the order of the new run.
  public var cells: [CellChange]
  /// All metrics of both runs.
  public var metrics: [MetricChange]
  /// The rows of tests that metrics of both runs sum up.
  public var rows: [RowChange]
  /// All tables of both runs.
  public var tables: [TableChange]
  /// All figures of both runs.
  public var figures: [FigureChange]
  /// Wall time of the runs.
  public var seconds: Pair<Double?>
  /// The most resident memory of any cell, in bytes.
  public var peakMemory: Pair<Int?>
}

extension Comparison {
  /// What a comparison comes to.
  public enum Verdict: String, Codable, Sendable {
    /// Nothing differs.
    case same
    /// Only by what the tolerances permit.
    case tolerated
    /// Metrics moved by more than chance explains, and all that have a better direction moved in it.
    case better
    /// Metrics moved by more than chance explains, and none in its better direction.
    case worse
    /// Some metrics are better and some are worse.
    case mixed
    /// Metrics moved, and chance may have moved all of them.
    case unclear
    /// Metrics moved, and the runs read other inputs or tested other rows.
    case incomparable
    /// Something differs, and no metric says whether that is good.
    case changed
    /// The new run did not come to its end, and the old one did.
    case broken
  }

  /// What the comparison comes to.
  public var verdict: Verdict {
    if new.status != .ok, old.status == .ok { return .broken }
    let isBetter = metrics.contains { $0.judgement == .better }
    let isWorse = metrics.contains { $0.judgement == .worse }
    if isBetter || isWorse { return isBetter ? (isWorse ? .mixed : .better) : .worse }
    if metrics.contains(where: { $0.judgement == .incomparable }) { return .incomparable }
    if metrics.contains(where: { $0.judgement == .unclear }) { return .unclear }
    if !differences.isEmpty { return .changed }
    let isTolerated =
      metrics.contains { $0.judgement == .tolerated } || tables.contains { $0.kind == .tolerated }
      || figures.contains { $0.kind == .tolerated }
    return isTolerated ? .tolerated : .same
  }

  /// Everything that differs by more than is tolerated, under the names that rules use.
  public var differences: [Difference] {
    var found: [Difference] = []
    if old.status != new.status {
      found.append(
        Difference(
          name: "status", kind: .status, condition: new.status == .ok ? .better : .worse,
          summary: "\(old.status.rawValue) → \(new.status.rawValue)"))
    }
    found += metrics.compactMap(Difference.init)
    // What a metric says of its rows need not be said again.
    let still = Set(metrics.filter { $0.judgement == .same }.map(\.name))
    found += rows.filter { !$0.isSame && still.isSuperset(of: $0.metrics) }.map {
      Difference(name: "rows/\($0.name)", kind: .rows, condition: .changed, summary: $0.summary)
    }
    found += tables.compactMap { Difference($0.name, .table, $0.kind, $0.summary) }
    found += figures.compactMap { Difference($0.name, .figure, $0.kind, $0.summary) }
    found += cells.compactMap { Difference("code/\($0.identifier)", .code, $0.kind, $0.summary) }
    found += parameters.map { Difference("parameters/\($0.name)", .parameter, old: $0.old, new: $0.new) }
    found += inputs.map { Difference("inputs/\($0.path)", .input, old: $0.old?.summary, new: $0.new?.summary) }
    return found
  }
}
