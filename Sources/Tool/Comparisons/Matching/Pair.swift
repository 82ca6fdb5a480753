/// A value of both runs.
public struct Pair<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
  /// The value of the old run.
  public var old: Value
  /// The value of the new run.
  public var new: Value

  /// Both values.
  public init(_ old: Value, _ new: Value) {
    self.old = old
    self.new = new
  }
}
