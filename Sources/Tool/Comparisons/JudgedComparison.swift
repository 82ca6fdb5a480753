public import Runs

/// Two runs compared and measured by a gate.
public struct JudgedComparison: Sendable {
  /// The run that is compared with, the older one.
  public var old: RunFolder
  /// The run that is judged.
  public var new: RunFolder
  /// What differs between the two.
  public var comparison: Comparison
  /// What became of each rule of the gate.
  public var outcomes: [GateOutcome]

  /// Compares a run with an older one.
  /// - Throws: an `unknown-name` diagnostic for a part of the gate that names nothing in either run.
  public init(_ old: RunFolder, _ new: RunFolder, gate: Gate) throws(Diagnostic) {
    self.old = old
    self.new = new
    comparison = Comparison(old, new, settings: gate.settings)
    outcomes = gate.outcomes(of: comparison)
    try GateNames(old, new, comparison).check(gate)
  }

  /// Where there are rules they decide; else every difference does.
  public var fails: Bool { outcomes.isEmpty ? !comparison.differences.isEmpty : breaks }

  /// Whether a rule is broken.
  public var breaks: Bool { outcomes.contains { $0.state == .broken } }

  /// Whether no rule is broken, and of one it cannot be told.
  public var isUndecided: Bool { !breaks && outcomes.contains { $0.state == .undecided } }
}
