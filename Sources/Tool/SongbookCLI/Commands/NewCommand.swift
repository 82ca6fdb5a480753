import ArgumentParser
import Connectors
import Execution
import Foundation
import Frames
import Notebooks
import Pages
import Runs
import Setup
import StartingScripts
import Statistics

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a starting script to analyses/.",
    discussion: """
      The script runs as it is, and is there to be changed. With --data it reads a file and shows its columns, missing values, \
      distributions, groups, correlations and dates, each with the chart that suits it, in plain code.

      With --from it is made of a notebook of Jupyter, or of a file in the percent format: texts come over, Swift too, and code of other languages as \
      comments, of which `songbook check` reminds.

      Editors are told where Songbook is, see `songbook editor`.
      """)

  @Argument(help: "The analysis' name: letters, digits, - and _.")
  var name: String

  @Option(
    help: ArgumentHelp("The file that the script reads: CSV, JSON, Parquet, Arrow or Excel.", valueName: "file"))
  var data: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("A notebook of Jupyter, or a percent file such as analysis.py.", valueName: "file"))
  var notebook: String?

  @Option(
    help: ArgumentHelp(
      "The script to start from: \(Subcommands.templates.map(\.name).joined(separator: ", ")).", valueName: "name"))
  var template = StartingScript.table.name

  @Flag(name: .customLong("run"), help: "Runs the script, too, and writes its first report.")
  var runs = false

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
    if notebook != nil, data != nil || template != StartingScript.table.name {
      throw ValidationError(
        "--from goes with neither --data nor --template: the notebook is what the script starts from.")
    }
  }

  func run() async throws {
    let path = "analyses/\(name).swift"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ValidationError("\(path) is there already; choose another name.")
    }
    let imported = try notebook.map(imported)
    let text = try imported?.text ?? scriptText()
    try FileManager.default.createDirectory(atPath: "analyses", withIntermediateDirectories: true)
    for file in imported?.files ?? [] {
      let path = "analyses/\(file.path)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(file.content).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    Terminal.path(path)
    tellEditors()
    if runs {
      try await RunCommand.parse([name]).run()
    } else if let imported, imported.cellsToPort > 0 {
      let language = imported.language?.printableLine ?? "another language"
      Terminal.standardError.line(
        "\(Wording.count(imported.cellsToPort, "cell")) in \(language) to port. Next: songbook check \(name)")
    } else {
      Terminal.standardError.line("Next: songbook run \(name)")
    }
  }

  /// An analysis can be written without.
  private func tellEditors() {
    do {
      let library = try SongbookLibrary.find(environment: ProcessInfo.processInfo.environment)
      try EditorConfiguration(library: library).write(to: Project().root)
    } catch {
      Terminal.standardError.line("Editors were not told where Songbook is. \(error)")
    }
  }

  /// Larger files hold data.
  private static let largestNotebook = 256 << 20

  private func imported(_ path: String) throws -> ImportedScript {
    let bytes = try Files.readUntrusted(path, limit: Self.largestNotebook)
    let isNotebook = (path as NSString).pathExtension.lowercased() == "ipynb"
    if !isNotebook, bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil {
      throw RunFailure("\(path) is no text in UTF-8")
    }
    let notebook =
      isNotebook
      ? try JupyterNotebook(json: bytes, path: path)
      : try PercentFile.notebook(String(decoding: bytes, as: UTF8.self), path: path)
    return ImportedScript(notebook, name: name)
  }

  private func scriptText() throws -> String {
    guard let data else { return try script.text(name) }
    let table: DataFrame
    do { table = try DataFrame(contentsOf: data) } catch { throw ValidationError("\(error)") }
    return TableScript.text(data, table, title: name)
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
