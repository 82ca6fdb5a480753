import ArgumentParser
import Comparisons
import Foundation
import Notebooks
import Projects
import Runs
import Setup

struct CICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ci", abstract: "Print a workflow of GitHub Actions that runs an analysis.",
    discussion: """
      It runs the analysis on every push and pull request, compares it with its last run on the default branch, fails when a rule is broken, writes \
      what changed under the pull request, keeps the report, and publishes it to GitHub Pages. Put it into the repository:

          songbook ci sales > .github/workflows/sales.yml
      """)

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @Option(help: ArgumentHelp("Fails when this happens, see `songbook diff`.", valueName: "rule"))
  var failOn: [String] = []

  @Option(help: ArgumentHelp("Where Songbook itself lies on GitHub.", valueName: "owner/name"))
  var repository = "OWNER/songbook"

  func validate() throws {
    guard repository.wholeMatch(of: /[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+/) != nil else {
      throw ValidationError("“\(repository)” is no repository: write owner/name.")
    }
  }

  func run() throws {
    let chosen = try Project().analysis(analysis)
    // A mistake in it would be found by the first run only, on another machine.
    let parsed = try ParsedNotebook(contentsOf: chosen.path)
    let mistakes = parsed.diagnostics.filter { $0.severity == Diagnostic.Severity.error }
    if !mistakes.isEmpty { throw UsageDiagnostics(diagnostics: mistakes) }
    for rule in failOn { _ = try GateRule(rule) }
    let text = Workflow.text(
      name: chosen.name, analysis: analysis, repository: repository, rules: failOn)
    Terminal.result(String(text.dropLast()))
    if repository == "OWNER/songbook" {
      Terminal.standardError.line("Replace OWNER/songbook by the repository that holds Songbook, or give --repository.")
    }
  }
}
