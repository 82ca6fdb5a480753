/// A parameter as it stood in this run.
public struct ParameterValue: Codable, Sendable, Equatable {
  public enum Origin: String, Codable, Sendable { case script, commandLine, file }

  public var name: String
  /// As a Swift literal.
  public var value: String
  public var origin: Origin

  public init(name: String, value: String, origin: Origin) {
    self.name = name
    self.value = value
    self.origin = origin
  }
}
