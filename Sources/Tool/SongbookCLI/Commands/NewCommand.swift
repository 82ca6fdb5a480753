import ArgumentParser
import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a starting script in analyses/.",
    discussion: "The script runs as it is: a table, a chart and a paragraph with a computed number, to be replaced.")

  @Argument(help: "The analysis' name: letters, digits, - and _.")
  var name: String

  func validate() throws {
    let allowed = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    guard allowed, name.first?.isLetter == true else {
      throw ValidationError(
        "“\(name)” cannot name an analysis: begin with a letter, go on with letters, digits, - and _.")
    }
  }

  func run() throws {
    let path = "analyses/\(name).swift"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ValidationError("\(path) is there already; choose another name.")
    }
    try FileManager.default.createDirectory(atPath: "analyses", withIntermediateDirectories: true)
    try StartingScript.text(title: name).write(toFile: path, atomically: true, encoding: .utf8)
    Terminal.result(path)
    Terminal.standardError.line("Next: songbook run \(name)")
  }
}
