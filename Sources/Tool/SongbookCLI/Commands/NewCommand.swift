import ArgumentParser
import Connectors
import Foundation
import Frames
import Statistics

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a starting script to analyses/.",
    discussion: """
      The script runs as it is: a table, a chart and a paragraph with a computed number, to be replaced. With --data it reads a file \
      and draws charts of its columns.
      """)

  @Argument(help: "The analysis' name: letters, digits, - and _.")
  var name: String

  @Option(
    help: ArgumentHelp("A delimited file that the script reads, also inside zip, gz or xz.", valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "The script to start from: \(Subcommands.templates.map(\.name).joined(separator: ", ")).", valueName: "name"))
  var template = StartingScript.table.name

  func validate() throws {
    let allowed = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    guard allowed, name.first?.isLetter == true else {
      throw ValidationError(
        "“\(name)” cannot name an analysis: begin with a letter, go on with letters, digits, - and _.")
    }
    _ = try script
    if data != nil, template != StartingScript.table.name {
      throw ValidationError("--data goes with --template \(StartingScript.table.name) only.")
    }
  }

  func run() throws {
    let path = "analyses/\(name).swift"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ValidationError("\(path) is there already; choose another name.")
    }
    let text = try scriptText()
    try FileManager.default.createDirectory(atPath: "analyses", withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    Terminal.path(path)
    Terminal.standardError.line("Next: songbook run \(name)")
  }

  private func scriptText() throws -> String {
    guard let data else { return try script.text(name) }
    let table: DataFrame
    do { table = try DataFrame(contentsOf: data) } catch { throw ValidationError("\(error)") }
    return StartingScript.reading(data, table, title: name)
  }

  private var script: StartingScript {
    get throws {
      if let found = Subcommands.templates.first(where: { $0.name == template }) { return found }
      let known = Subcommands.templates.map(\.name)
      let nearest = NearestName.of(template, among: known).map { " Did you mean “\($0)”?" } ?? ""
      throw ValidationError(
        "There is no template “\(template)”.\(nearest) Known are: \(known.joined(separator: ", ")).")
    }
  }
}
