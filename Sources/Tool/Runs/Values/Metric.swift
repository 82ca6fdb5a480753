/// A number worth comparing between runs.
public struct Metric: Codable, Sendable, Equatable {
  public enum Direction: String, Codable, Sendable { case higher, lower, none }

  public var name: String
  public var value: Double
  public var unit: String?
  /// Which direction is an improvement.
  public var better: Direction

  public init(name: String, value: Double, unit: String? = nil, better: Direction = .none) {
    self.name = name
    self.value = value
    self.unit = unit
    self.better = better
  }
}
