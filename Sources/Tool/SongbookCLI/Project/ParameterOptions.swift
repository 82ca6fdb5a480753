import ArgumentParser
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

  /// The values that were given, those of files first, so that `-p` wins.
  /// - Throws: where a file cannot be read or is no YAML, and for what is no `name=value`.
  func overrides() throws -> [ParameterOverride] {
    var overrides: [ParameterOverride] = []
    for file in files {
      guard let bytes = FileManager.default.contents(atPath: file) else {
        throw ValidationError("The parameter file \(file) could not be read.")
      }
      overrides += try ParameterOverride.read(yaml: String(decoding: bytes, as: UTF8.self), path: file)
    }
    return overrides + (try values.map { try ParameterOverride(argument: $0) })
  }
}
