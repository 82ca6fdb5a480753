public import ArgumentParser
import Execution
import Foundation
public import Projects
import Runs

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a run's report as a notebook of Jupyter, Markdown, PDF or mail.",
    discussion: """
      Of an analysis its latest report is exported; nothing is run. Formats:

      ipynb  a notebook of Jupyter: every cell with what it showed
      md     GitHub's Markdown, with figures and tables in a folder beside it
      html   a page for mail: no scripts, no style sheets, pictures inside
      pdf    the report's page, printed by Chromium
      swift  the analysis that gives the run again: with its parameters, and its shared files in a folder beside it

      `songbook new NAME --from FILE.ipynb` makes an analysis of a notebook.
      """)

  @Argument(help: "An analysis, or a run: its id, the folder of its report, or its run.json.")
  var analysis: String

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "\(ReportExport.Format.names). By default the end of the name that -o gives.", valueName: "format"))
  var format: ReportExport.Format?

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("The file; by default the analysis' name in this folder.", valueName: "file"))
  var output: String?

  @Option(name: .customLong("reports"), help: ArgumentHelp("Where the reports are.", valueName: "dir"))
  var reports = "reports"

  @Option(help: ArgumentHelp("How long Chromium may take to print.", valueName: "seconds"))
  var timeout = 120.0

  func validate() throws {
    if !RunConfiguration.timeouts.contains(timeout) { throw ValidationError("--timeout takes a number above 0.") }
    if chosenFormat == nil {
      throw ValidationError(
        output.map { "\($0) has no known format; give one with --to: \(ReportExport.Format.names)." }
          ?? "Give the format with --to: \(ReportExport.Format.names).")
    }
  }

  private var chosenFormat: ReportExport.Format? {
    format ?? output.flatMap { ReportExport.Format(rawValue: ($0 as NSString).pathExtension.lowercased()) }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let export = try ReportExport(try folder(), environment: environment)
    let format = chosenFormat ?? .ipynb
    let path = output ?? "\(export.notebook.name).\(format.rawValue)"
    if Files.absolute(path) == Files.absolute(export.notebook.path) {
      throw ValidationError("\(path) is the analysis itself; give another file with -o.")
    }
    let files: [ReportExport.File] =
      switch format {
      case .ipynb: [.init(path: path, content: export.jupyterNotebook())]
      case .md: export.markdown(to: path)
      case .swift: export.script(to: path)
      case .html: [.init(path: path, content: export.mailPage())]
      case .pdf: [.init(path: path, content: try printed(export, environment))]
      }
    for file in files {
      if let slash = file.path.lastIndex(of: "/"), slash > file.path.startIndex {
        try Files.makeDirectory(String(file.path[..<slash]))
      }
      try Files.replace(file.path, with: file.content)
    }
    Terminal.path(path)
  }

  private func folder() throws -> RunFolder {
    let store = RunStore(directory: reports)
    if analysis.hasSuffix(".swift") || !Files.exists(analysis), (try? RunFolder(named: analysis, in: store)) == nil {
      // What is no run may be an analysis that has none.
      let found = try Project().analysis(analysis)
      guard Files.exists(store.folder(of: found.name) + "/run.json") else {
        throw RunFailure(
          "There is no report of \(found.name) in \(reports)/", hint: "Make one with `songbook run \(analysis)`.")
      }
      return try RunFolder(named: found.name, in: store)
    }
    return try RunFolder(named: analysis, in: store)
  }

  private func printed(_ export: ReportExport, _ environment: [String: String]) throws -> [UInt8] {
    guard let browser = PrintingBrowser(environment: environment) else {
      throw RunFailure(
        "PDF is printed by Chromium, and none of \(PrintingBrowser.names.joined(separator: ", ")) is installed",
        hint: "apt-get install chromium")
    }
    guard Files.exists(export.page) else {
      throw RunFailure("There is no page \(export.page)", hint: "Run the analysis again.")
    }
    let interruption = Interruption.onSignals
    guard let pdf = try browser.pdf(of: export.page, seconds: timeout, interruption: interruption) else {
      throw ExitCode(ExitStatus.interrupted.code)
    }
    return pdf
  }
}

extension ReportExport.Format: ExpressibleByArgument {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
