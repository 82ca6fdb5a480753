/// Rules that a new run has to keep, with what counts as a change.
///
/// Kept in a file beside the analysis, `hierarchy.gates.yaml`, given on the command line, or both.
public struct Gate: Sendable {
  public var rules: [GateRule]
  public var settings: Comparison.Settings

  public init(rules: [GateRule] = [], settings: Comparison.Settings = Comparison.Settings()) {
    self.rules = rules
    self.settings = settings
  }

  /// Rules and settings of both; where both name a number, those of `other` decide.
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
    return rules.map { rule in
      GateOutcome(
        rule: rule, breaches: differences.filter(rule.isBroken),
        matchedCount: Set(names.filter(rule.names.matches)).count)
    }
  }
}

/// What became of one rule.
public struct GateOutcome: Codable, Sendable, Equatable {
  public var rule: GateRule
  public var breaches: [Difference]
  /// How many things the pattern names; a rule that names nothing protects nothing.
  public var matchedCount: Int
}
