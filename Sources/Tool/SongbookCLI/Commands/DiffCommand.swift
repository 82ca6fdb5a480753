import ArgumentParser
import Comparisons
import Execution
import Foundation
import Runs

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what changed between two runs.",
    discussion: """
      With one ANALYSIS its last two runs are compared, with two arguments the second with the first. A run is named by its id, the folder of its report, \
      or its run.json.

      \(DiffExitStatus.help)
      """)

  @Argument(help: "An analysis, or two runs.")
  var runs: [String]

  @OptionGroup var gates: GateOptions

  @Option(help: "text, json, markdown or html.")
  var format = ComparisonFormat.text

  @Option(
    name: .customShort("o"), help: ArgumentHelp("Writes to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Option(name: .customLong("reports"), help: ArgumentHelp("Where the reports are.", valueName: "dir"))
  var reports = "reports"

  func validate() throws {
    guard (1...2).contains(runs.count) else { throw ValidationError("Give an analysis, or two runs.") }
    if format == .html, output == nil { throw ValidationError("A page goes to a file: -o changes.html.") }
  }

  func run() throws {
    let judged: JudgedComparison
    do {
      let (old, new) = try chosen()
      let gate = try gates.gate(besideAnalysis: new.run.path)
      judged = try JudgedComparison(old, new, gate: gate)
      try write(judged)
      try gates.report(judged)
    } catch let unknown as Diagnostic {
      let terminal = Terminal.standardError
      terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(unknown))
      throw ExitCode(DiffExitStatus.notComparable.rawValue)
    } catch {
      Terminal.standardError.line("\(Terminal.standardError.styled("error:", .bad)) \(error)")
      throw ExitCode(DiffExitStatus.notComparable.rawValue)
    }
    if judged.fails { throw ExitCode(DiffExitStatus.different.rawValue) }
    guard !judged.isUndecided else {
      Terminal.standardError.line(
        "\(Terminal.standardError.styled("error:", .bad)) A rule asks for evidence that the runs do not have.")
      throw ExitCode(DiffExitStatus.notComparable.rawValue)
    }
  }

  private func chosen() throws(RunFailure) -> (RunFolder, RunFolder) {
    let store = RunStore(directory: reports)
    if runs.count == 2 {
      return (try RunFolder(named: runs[0], in: store), try RunFolder(named: runs[1], in: store))
    }
    return try RunFolder.lastTwo(of: runs[0], in: store)
  }

  private func write(_ judged: JudgedComparison) throws(RunFailure) {
    let bytes = try judged.bytes(format, isColored: output == nil && isatty(STDOUT_FILENO) == 1)
    guard let output else { return Terminal.result(Array(bytes)) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw RunFailure("\(output) could not be written: \(error.localizedDescription)")
    }
    Terminal.path(output)
  }
}
