public import Runs

/// A value for a parameter that stands in for the one in the script.
public struct ParameterOverride: Codable, Sendable, Equatable {
  /// Where it was given; messages point there.
  public enum Origin: Codable, Sendable, Equatable {
    /// `-p name=value`
    case commandLine
    /// A YAML file; line and column from 1.
    case file(path: String, line: Int, column: Int, sourceLine: String)
  }

  /// A value as it was given.
  public enum Value: Codable, Sendable, Equatable {
    /// As typed; what it means depends on the parameter's type. Lists are written `a,b` or `["a", "b"]`.
    case text(String)
    case list([String])
  }

  /// The parameter's name.
  public var name: String
  /// The value as it was given, not yet checked against the parameter's type.
  public var value: Value
  /// Where it was given; messages point there.
  public var origin: Origin

  /// - Parameter origin: where it was given.
  public init(name: String, value: Value, origin: Origin = .commandLine) {
    self.name = name
    self.value = value
    self.origin = origin
  }
}

extension ParameterOverride {
  /// Reads `name=value`.
  /// - Throws: a `wrong-parameter-type` diagnostic when there is no `=` or no name.
  public init(argument: String) throws(Diagnostic) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      throw Diagnostic(
        code: Diagnostic.Code.wrongParameterType.rawValue, severity: .error,
        message: "`\(argument)` is not `name=value`", path: "-p \(argument)",
        hint: "write -p name=value")
    }
    self.init(name: String(argument[..<equals]), value: .text(String(argument[argument.index(after: equals)...])))
  }
}
