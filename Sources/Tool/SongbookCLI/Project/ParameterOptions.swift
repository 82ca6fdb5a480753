import ArgumentParser
import Execution
import Foundation
import Notebooks
import Runs

/// Values for an analysis' parameters, from the command line and from YAML files.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customShort("p"),
    help: ArgumentHelp("Replaces a parameter's value; see `songbook params`.", valueName: "name=value"))
  var values: [String] = []

  @Option(name: .customShort("f"), help: ArgumentHelp("Reads parameters from a YAML file.", valueName: "file"))
  var files: [String] = []

  /// The values that a run of the notebook uses, files first, so that `-p` wins.
  /// - Throws: the diagnostics of unknown names and wrong types.
  func values(for notebook: Notebook) throws -> [ParameterValue] {
    var overrides: [ParameterOverride] = []
    for file in files {
      guard let bytes = FileManager.default.contents(atPath: file) else {
        throw ValidationError("The parameter file \(file) could not be read.")
      }
      overrides += try ParameterOverride.read(yaml: String(decoding: bytes, as: UTF8.self), path: file)
    }
    overrides += try values.map { try ParameterOverride(argument: $0) }
    guard !overrides.isEmpty else { return [] }
    let (literals, diagnostics) = notebook.literals(of: overrides)
    guard diagnostics.isEmpty else { throw UsageDiagnostics(diagnostics: diagnostics) }
    let origins = Dictionary(overrides.map { ($0.name, $0.origin) }, uniquingKeysWith: { $1 })
    return notebook.parameters.compactMap { parameter in
      guard let literal = literals[parameter.name], let origin = origins[parameter.name] else { return nil }
      return ParameterValue(
        name: parameter.name, value: literal, origin: origin == .commandLine ? .commandLine : .file)
    }
  }
}

/// Wrong usage of the command, as diagnostics.
struct UsageDiagnostics: Error {
  var diagnostics: [Diagnostic]
}
