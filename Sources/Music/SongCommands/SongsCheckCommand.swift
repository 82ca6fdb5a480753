import ArgumentParser
import Genres

/// `songbook songs check`: what a songs file holds, and its problems.
struct SongsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "What a songs file holds, and which problems it has.",
    discussion: "Exits with 1 when analyses cannot use the file.")

  @Argument(help: "A songs file: CSV, or CSV inside zip, gz or xz.")
  var file: String

  @Flag(help: "As JSON on standard output.")
  var json = false

  func run() throws {
    let check: SongsCheck
    do { check = try SongsCheck(contentsOf: file) } catch { throw ValidationError("\(error)") }
    if json { try CommandOutput.result(json: check) } else { CommandOutput.result(check.description) }
    if !check.isUsable { throw ExitCode(1) }
  }
}
