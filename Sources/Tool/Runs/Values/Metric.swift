/// A number worth comparing between runs.
public struct Metric: Codable, Sendable, Equatable {
  /// Which values are better: higher ones, lower ones, or neither.
  public enum Direction: String, Codable, Sendable { case higher, lower, none }

  /// The name by which runs are compared, the same in every run.
  public var name: String
  /// The number; may be infinite or not a number.
  public var value: Double
  /// The unit, as text; nil where there is none.
  public var unit: String?
  /// Which direction is an improvement.
  public var better: Direction

  /// A metric; neither direction is an improvement unless one is given.
  public init(name: String, value: Double, unit: String? = nil, better: Direction = .none) {
    self.name = name
    self.value = value
    self.unit = unit
    self.better = better
  }
}
