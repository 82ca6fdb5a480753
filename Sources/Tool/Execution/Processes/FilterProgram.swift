import FoundationEssentials
import Glibc
public import Runs

/// A program that reads a text and writes another, as `blahtexml` does.
public struct FilterProgram: Sendable {
  private let executable: String
  private let environment: [String: String]

  /// Looks a program up in the folders of `PATH`; nil where it is in none.
  public init?(named name: String, environment: [String: String]) {
    guard let path = Command.path(ofProgram: name, environment: environment) else { return nil }
    executable = path
    self.environment = environment
  }

  /// What the program makes of a text.
  /// - Throws: `RunFailure` where it cannot be run, ends with more than 1 or takes longer than half a minute.
  public func output(
    for input: String, arguments: [String]
  ) throws(RunFailure) -> String {
    let file = FileManager.default.temporaryDirectory.path() + "songbook-\(UUID().uuidString).txt"
    guard (try? Data(input.utf8).write(to: URL(filePath: file))) != nil else {
      throw RunFailure(
        "The folder for temporary files cannot be written to: \(FileManager.default.temporaryDirectory.path())")
    }
    defer { unlink(file) }
    // The shell reads the file for the program, which knows standard input alone.
    let command = Command(
      executable: "/bin/sh",
      arguments: ["-c", "input=$1; shift; exec \"$@\" < \"$input\"", "sh", file, executable] + arguments,
      environment: environment, deadline: Deadline(seconds: 30))
    let output = try command.run()
    // What it thinks of its input is in its output; some programs then end with 1.
    guard case .exited(0...1) = output.ending else {
      throw RunFailure(
        "\(executable) failed: \(output.standardError.split(separator: "\n").first ?? "it said nothing")")
    }
    return output.standardOutput
  }
}
