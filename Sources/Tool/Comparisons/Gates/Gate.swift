/// Rules for a new run, with what counts as a change.
///
/// They are given in a file beside the analysis, `hierarchy.gates.yaml`, on the command line, or both.
public struct Gate: Sendable {
  /// What must not happen.
  public var rules: [GateRule]
  /// What counts as a change.
  public var settings: Comparison.Settings

  /// A gate; without rules it is never broken.
  public init(rules: [GateRule] = [], settings: Comparison.Settings = Comparison.Settings()) {
    self.rules = rules
    self.settings = settings
  }

  /// Rules and settings of both. Where both have a setting for a number, that of `other` decides.
  public func adding(_ other: Gate) -> Gate {
    Gate(
      rules: rules + other.rules.filter { !rules.contains($0) },
      settings: Comparison.Settings(
        tolerances: settings.tolerances + other.settings.tolerances,
        directions: settings.directions + other.settings.directions))
  }

  /// Every rule with what breaks it.
  public func outcomes(of comparison: Comparison) -> [GateOutcome] {
    let differences = comparison.differences
    let names =
      comparison.metrics.map(\.name) + comparison.tables.map(\.name) + comparison.figures.map(\.name)
      + differences.map(\.name)
    let metrics = Dictionary(comparison.metrics.map { ($0.name, $0) }) { first, _ in first }
    return rules.map { rule in
      GateOutcome(
        rule: rule, breaches: differences.filter(rule.isBroken),
        undecided: differences.compactMap { difference in
          guard difference.kind == .metric, let metric = metrics[difference.name],
            rule.isUndecided(by: difference, of: metric)
          else { return nil }
          var difference = difference
          if metric.incomparability == nil { difference.summary += "; nothing says how far chance moves it" }
          return difference
        },
        matchedCount: Set(names.filter(rule.names.matches)).count)
    }
  }
}

/// What became of one rule.
public struct GateOutcome: Codable, Sendable, Equatable {
  /// The rule.
  public var rule: GateRule
  /// What breaks it; empty when it is kept.
  public var breaches: [Difference]
  /// Of what it cannot be told whether it breaks the rule, which asks for evidence: metrics without an interval, and
  /// runs over other inputs or other test rows.
  public var undecided: [Difference] = []
  /// How many things the rule's pattern matches.
  public var matchedCount: Int

  /// How a rule came out.
  public enum State: Sendable { case kept, broken, undecided }

  /// How the rule came out.
  public var state: State { !breaches.isEmpty ? .broken : undecided.isEmpty ? .kept : .undecided }
}
