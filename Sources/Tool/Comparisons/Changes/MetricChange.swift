public import Runs
import Statistics

/// A metric before and after.
public struct MetricChange: Codable, Sendable, Equatable {
  /// What the difference means.
  public enum Judgement: String, Codable, Sendable {
    /// Moved in its better direction, by more than chance explains where that is known.
    case better
    /// Moved against its better direction, by more than chance explains where that is known.
    case worse
    /// Moved, and chance may have done it.
    case unclear
    /// Moved, and says nothing of better or worse: the runs read other inputs or tested other rows.
    case incomparable
    /// Differs, and no direction is known to be better.
    case changed
    /// Differs by no more than the tolerance.
    case tolerated
    /// Both values are equal.
    case same
    /// Only the new run has it.
    case added
    /// Only the old run has it.
    case removed
  }

  /// The metric's name.
  public var name: String
  /// The unit in which both values are.
  public var unit: String?
  /// Which direction counts as better.
  public var better: Metric.Direction
  /// The old value; nil for a new metric.
  public var old: Double?
  /// The new value; nil for one that is gone.
  public var new: Double?
  /// What the difference means.
  public var judgement: Judgement
  /// Where the true value of the old run lies, as far as it says.
  public var oldInterval: Metric.Interval?
  /// Where the true value of the new run lies, as far as it says.
  public var newInterval: Metric.Interval?
  /// How far the metric would move by chance; nil where nothing is known of it.
  public var evidence: MetricEvidence?
  /// Why the values say nothing of better or worse; nil where they do.
  public var incomparability: String?

  /// New less old.
  public var difference: Double? {
    guard let old, let new else { return nil }
    return new - old
  }

  /// The difference as a share of the old value's size; nil where that is 0 or not finite.
  public var relative: Double? {
    guard let difference, let old, old != 0, old.isFinite, difference.isFinite else { return nil }
    return difference / abs(old)
  }

  /// Whether the number moved against its better direction by more than is tolerated, be it noise or not.
  public var isNumericallyWorse: Bool {
    guard judgement != .tolerated, let old, let new, !(old == new || (old.isNaN && new.isNaN)) else { return false }
    if new.isNaN { return true }
    return better != .none && !old.isNaN && (new > old) != (better == .higher)
  }

  /// Whether it is clear that the true value moved; nil where that cannot be told.
  public var isClear: Bool? {
    guard let new, old != nil else { return nil }
    if new.isNaN { return true }
    return incomparability == nil ? evidence?.isClear : nil
  }

  /// - Parameter directions: which way is better, by name, where the run does not say or says otherwise; the last that
  ///   names the metric decides.
  static func between(
    _ old: [Metric], _ new: [Metric], tolerances: [Tolerance], directions: [(names: Glob, better: Metric.Direction)],
    evidence search: inout EvidenceSearch
  ) -> [MetricChange] {
    let before = Dictionary(old.map { ($0.name, $0) }) { _, last in last }
    let after = Dictionary(new.map { ($0.name, $0) }) { _, last in last }
    var seen: Set<String> = []
    var changes = (new + old).filter { seen.insert($0.name).inserted }.map { metric in
      let one = before[metric.name], other = after[metric.name]
      let better = directions.last { $0.names.matches(metric.name) }?.better ?? (other ?? one)?.better ?? .none
      var change = MetricChange(
        name: metric.name, unit: metric.unit, better: better, old: one?.value, new: other?.value, judgement: .same,
        oldInterval: one?.interval, newInterval: other?.interval)
      if let one, let other {
        let found = search.evidence(metric.name, one, other)
        change.evidence = found.evidence
        change.incomparability = found.incomparability?.summary
      }
      return change
    }
    // All that were compared are one family of tests.
    let tested = changes.indices.filter { changes[$0].evidence != nil && changes[$0].incomparability == nil }
    let adjusted = FalseDiscoveryRate.adjusted(tested.map { changes[$0].evidence?.pValue ?? 1 })
    for (index, pValue) in zip(tested, adjusted) { changes[index].evidence?.adjustedPValue = pValue }
    for index in changes.indices { changes[index].judgement = changes[index].judged(by: tolerances) }
    return changes
  }

  private func judged(by tolerances: [Tolerance]) -> Judgement {
    guard let old else { return .added }
    guard let new else { return .removed }
    if old == new || (old.isNaN && new.isNaN) { return .same }
    if tolerances.permits(name, old, new) { return .tolerated }
    // A number that has become NaN is worse, whichever way is better.
    if new.isNaN { return .worse }
    if incomparability != nil { return .incomparable }
    if evidence?.isClear == false { return .unclear }
    if better == .none { return .changed }
    if old.isNaN { return .better }
    return (new > old) == (better == .higher) ? .better : .worse
  }
}
