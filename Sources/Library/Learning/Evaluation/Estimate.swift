public import Statistics

/// A measure with how sure it is and what chance would give.
public struct Estimate: Sendable, Equatable, Codable {
  public var measure: Measure
  public var value: Double
  public var interval: ConfidenceInterval
  /// The measure of a model that holds all classes equally likely.
  public var chance: Double

  /// How many times chance; nil for measures that are no shares of rows.
  public var timesChance: Double? { measure.isShare && chance > 0 ? value / chance : nil }
}

/// How much better one model did than another on the same rows.
public struct EstimatedDifference: Sendable, Equatable, Codable {
  public var measure: Measure
  /// The one minus the other.
  public var value: Double
  public var interval: ConfidenceInterval

  /// Whether the interval leaves no doubt that there is a difference.
  public var isClear: Bool { interval.lower > 0 || interval.upper < 0 }
}
