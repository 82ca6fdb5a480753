public import Runs
import Statistics

extension Notebook {
  /// What stands in place of parameters' literals: by name the new literal, as many lines long as the old one; and what
  /// is wrong with the values.
  public func literals(of overrides: [ParameterOverride]) -> (literals: [String: String], diagnostics: [Diagnostic]) {
    let bytes = Array(source.utf8)
    var diagnostics: [Diagnostic] = []
    var literals: [String: String] = [:]
    for override in overrides {
      guard let parameter = parameters.first(where: { $0.name == override.name }) else {
        diagnostics.append(
          override.diagnostic(
            .unknownParameter, "\(path) has no parameter `\(override.name)`",
            hint: NearestName.hint(for: override.name, among: parameters.map(\.name), noun: "parameters")))
        continue
      }
      if let literal = parameter.literal(for: override.value) {
        // A list over several lines gives its line ends to the new one, in front of the bracket that closes it.
        let lineEnds = bytes[parameter.literalStart..<parameter.literalEnd].count { $0 == UInt8(ascii: "\n") }
        literals[parameter.name] = literal.dropLast() + String(repeating: "\n", count: lineEnds) + literal.suffix(1)
      } else {
        diagnostics.append(
          override.diagnostic(
            .wrongParameterType,
            "`\(override.name)` (\(parameter.kind.swiftType)) takes \(parameter.expected), not \(override.shownValue)",
            hint: "its value in the script is \(parameter.defaultLiteral)"))
      }
    }
    return (literals, diagnostics)
  }
}

extension ParameterOverride {
  fileprivate var shownValue: String {
    switch value {
    case .text(let text): "`\(text)`"
    case .list(let texts): "the list " + texts.map { "`\($0)`" }.joined(separator: ", ")
    }
  }

  fileprivate func diagnostic(_ code: Diagnostic.Code, _ message: String, hint: String?) -> Diagnostic {
    switch origin {
    case .commandLine:
      Diagnostic(
        code: code.rawValue, severity: .error, message: message, path: "-p \(name)",
        hint: hint)
    case .file(let path, let line, let column, let sourceLine):
      Diagnostic(
        code: code.rawValue, severity: .error, message: message, path: path, line: line, column: column,
        sourceLine: sourceLine, hint: hint)
    }
  }
}
