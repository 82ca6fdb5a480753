public import Runs

/// Two runs of an analysis, and all that differs between them.
///
/// Parameters, inputs and code are why results may differ; metrics, tables, figures and texts are what does. Time, memory and the environment are told
/// and never count as a difference.
public struct Comparison: Codable, Sendable, Equatable {
  /// Which run it is.
  public struct Reference: Codable, Sendable, Equatable {
    public var analysis: String
    public var id: String
    public var manifest: String
    public var status: Run.Status
    public var startedAt: String?
    public var commit: String?
  }

  public var schema = "songbook-comparison/1"
  public var old: Reference
  public var new: Reference
  public var parameters: [ValueChange]
  public var inputs: [InputChange]
  public var environment: [ValueChange]
  public var cells: [CellChange]
  public var metrics: [MetricChange]
  public var tables: [TableChange]
  public var figures: [FigureChange]
  public var seconds: Pair<Double?>
  /// The most resident memory of any cell, in bytes.
  public var peakMemory: Pair<Int?>
}

extension Comparison {
  /// What the comparison comes to.
  public enum Verdict: String, Codable, Sendable {
    /// Nothing differs.
    case same
    /// Only by what the tolerances permit.
    case tolerated
    /// Metrics moved, and all that have a direction in the good one.
    case better
    case worse
    case mixed
    /// Something differs, and no metric says whether that is good.
    case changed
    /// The new run did not come to its end, and the old one did.
    case broken
  }

  public var verdict: Verdict {
    if new.status != .ok, old.status == .ok { return .broken }
    let isBetter = metrics.contains { $0.judgement == .better }
    let isWorse = metrics.contains { $0.judgement == .worse }
    if isBetter || isWorse { return isBetter ? (isWorse ? .mixed : .better) : .worse }
    if !differences.isEmpty { return .changed }
    let isTolerated =
      metrics.contains { $0.judgement == .tolerated } || tables.contains { $0.standing == .tolerated }
      || figures.contains { $0.standing == .tolerated }
    return isTolerated ? .tolerated : .same
  }

  /// Everything that differs by more than is permitted, under the name that a gate calls it by.
  public var differences: [Difference] {
    var found: [Difference] = []
    if old.status != new.status {
      found.append(
        Difference(
          name: "status", kind: .status, condition: new.status == .ok ? .better : .worse,
          words: "\(old.status.rawValue) → \(new.status.rawValue)"))
    }
    found += metrics.compactMap(Difference.init)
    found += tables.compactMap { Difference($0.name, .table, $0.standing, $0.words) }
    found += figures.compactMap { Difference($0.name, .figure, $0.standing, $0.words) }
    found += cells.compactMap { Difference("code/\($0.name)", .code, $0.standing, $0.words) }
    found += parameters.map { Difference("parameters/\($0.name)", .parameter, old: $0.old, new: $0.new) }
    found += inputs.map { Difference("inputs/\($0.path)", .input, old: $0.old?.words, new: $0.new?.words) }
    return found
  }
}
