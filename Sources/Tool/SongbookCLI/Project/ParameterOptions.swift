import ArgumentParser
import Foundation
import Notebooks
import Runs

/// Values for an analysis' parameters, from the command line and from YAML files.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customShort("p"),
    help: ArgumentHelp(
      "Replaces a parameter's value, also one of a file; of two for one name the last holds. See `songbook params`.",
      valueName: "name=value"))
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
      overrides += try ParameterOverride.read(yaml: Array(bytes), path: file)
    }
    if let broken = Self.argumentNotUTF8 {
      throw ValidationError("The argument \(broken) is no UTF-8, so that its text would not arrive as it was written.")
    }
    return overrides + (try values.map { try ParameterOverride(argument: $0) })
  }

  /// The first argument of the command whose bytes are no UTF-8: Swift has replaced them by then.
  private static var argumentNotUTF8: String? {
    (0..<Int(CommandLine.argc)).lazy.compactMap { CommandLine.unsafeArgv[$0] }
      .first { String(validatingCString: $0) == nil }.map { String(cString: $0) }
  }
}
