public import Runs

/// A metric before and after.
public struct MetricChange: Codable, Sendable, Equatable {
  /// What the difference means.
  public enum Judgement: String, Codable, Sendable {
    /// Moved in its better direction.
    case better
    /// Moved against its better direction.
    case worse
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

  /// - Parameter directions: which way is better, by name, where the run does not say or says otherwise; the last that
  ///   names the metric decides.
  static func between(
    _ old: [Metric], _ new: [Metric], tolerances: [Tolerance], directions: [(names: Glob, better: Metric.Direction)]
  ) -> [MetricChange] {
    let before = Dictionary(old.map { ($0.name, $0) }) { _, last in last }
    let after = Dictionary(new.map { ($0.name, $0) }) { _, last in last }
    var seen: Set<String> = []
    return (new + old).filter { seen.insert($0.name).inserted }.map { metric in
      let one = before[metric.name], other = after[metric.name]
      let better = directions.last { $0.names.matches(metric.name) }?.better ?? (other ?? one)?.better ?? .none
      var change = MetricChange(
        name: metric.name, unit: metric.unit, better: better, old: one?.value, new: other?.value, judgement: .same)
      change.judgement = change.judged(by: tolerances)
      return change
    }
  }

  private func judged(by tolerances: [Tolerance]) -> Judgement {
    guard let old else { return .added }
    guard let new else { return .removed }
    if old == new || (old.isNaN && new.isNaN) { return .same }
    if tolerances.permits(name, old, new) { return .tolerated }
    // A number that has become NaN is worse, whichever way is better.
    if new.isNaN { return .worse }
    if better == .none { return .changed }
    if old.isNaN { return .better }
    return (new > old) == (better == .higher) ? .better : .worse
  }
}
