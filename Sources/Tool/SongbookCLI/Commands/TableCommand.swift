import ArgumentParser
import Connectors
import Execution
import Foundation
import Frames
import Projects
import Reports
import Runs

struct TableCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Make one table of an analysis, all its rows; only what it needs is run.",
    discussion: """
      Without -o, CSV on standard output. CSV, JSON, Excel and HTML have the numbers with all their digits, Markdown and
      LaTeX as the report shows them.
      """)

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @Argument(help: "The table's label, such as tbl-countries.")
  var label: String

  @Option(
    name: .customShort("o"), help: ArgumentHelp("The file: .csv, .md, .tex, .json, .xlsx or .html.", valueName: "file"))
  var output: String?

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var limits: LimitOptions

  @Flag(help: "Runs everything that is needed, without the cache.")
  var noCache = false

  func validate() throws {
    guard let output, shownForm(of: output) == nil, !isWorkbook(output),
      TableFormats.format(pathExtension: (output as NSString).pathExtension) == nil
    else { return }
    throw ValidationError("\(output) has no known format; name it .csv, .md, .tex, .json, .xlsx or .html.")
  }

  /// How a file is written whose numbers are those of the report; nil for files of data.
  private func shownForm(of file: String) -> KeyPath<TableContent, String>? {
    switch (file as NSString).pathExtension.lowercased() {
    case "md", "markdown": \.markdown
    case "tex": \.latex
    default: nil
    }
  }

  private func isWorkbook(_ file: String) -> Bool { (file as NSString).pathExtension.lowercased() == "xlsx" }

  func run() async throws {
    var run = AnalysisRun(
      path: try Project().analysis(analysis).path, parameters: try parameters.overrides(),
      configuration: try limits.configuration(usesCache: !noCache), observers: [TerminalObserver()])
    let form = output.flatMap(shownForm)
    // The report may carry a part of the rows only.
    if form != nil { run.configuration.maximumTableRows = RunSettings.allTableRows }
    let folder = try await run.run(only: label).result.folder
    defer { folder.discard() }
    let table = try folder.run.output(labelled: label, kind: .table)
    if let form, let output, let content = table.table {
      try Data(content[keyPath: form].utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      return Terminal.path(output)
    }
    guard let file = table.representations.first(where: { $0.mediaType == "text/csv" })?.file else {
      throw ExitCode(folder.run.exitStatus.code)
    }
    let csv = try folder.file(file)
    guard let output else {
      // A terminal acts on control characters; a pipe gets the data as they are.
      let isTerminal = isatty(STDOUT_FILENO) == 1
      return Terminal.result(isTerminal ? Array(String(decoding: csv, as: UTF8.self).printable.utf8) : csv)
    }
    if isWorkbook(output) {
      // A name of a sheet has 31 characters at most.
      try DataFrame(csvData: csv).writeExcel(to: output, sheet: String(label.prefix(31)))
      return Terminal.path(output)
    }
    let pathExtension = (output as NSString).pathExtension
    var bytes = csv
    if let format = TableFormats.format(pathExtension: pathExtension), format.pathExtension != "csv" {
      bytes = format.bytes(of: try DataFrame(csvData: csv))
    }
    try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
    Terminal.path(output)
  }
}
