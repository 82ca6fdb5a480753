import ArgumentParser
import Genres

struct DataCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "What a songs file holds, and what is wrong with it.",
    discussion: "Exits with 1 when analyses cannot use the file.")

  @Argument(help: "A songs file: CSV, or CSV inside zip, gz or xz.")
  var file: String

  @Flag(help: "As JSON on standard output.")
  var json = false

  func run() throws {
    let check: SongsCheck
    do { check = try SongsCheck(contentsOf: file) } catch { throw ValidationError("\(error)") }
    Terminal.result(json ? try JSONText.of(check) : check.description)
    if !check.isUsable { throw ExitCode(1) }
  }
}
