import ArgumentParser
import Comparisons
import Execution
import Foundation
import Notebooks
import Projects
import Runs

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Parse, plan and type-check analyses, and follow the links of their texts; nothing is run.",
    discussion: "Exits with 3 when something is wrong with one of them.")

  @Argument(help: "Names in analyses/ or paths to .swift files; all of analyses/ when none is given.")
  var analyses: [String] = []

  @Flag(help: "Diagnostics as JSON on standard output.")
  var json = false

  @Flag(help: "Warnings count as errors.")
  var strict = false

  func run() async throws {
    let project = Project()
    let chosen = analyses.isEmpty ? project.analyses : try analyses.map { try project.analysis($0) }
    let terminal = Terminal.standardError
    var all: [Diagnostic] = []
    for analysis in chosen {
      let parsed = try ParsedNotebook(contentsOf: analysis.path)
      var diagnostics = parsed.diagnostics
      if !parsed.hasErrors {
        diagnostics += try await Runner(.init(environment: ProcessInfo.processInfo.environment)).check(parsed.notebook)
        diagnostics += readerProblems(of: parsed.notebook, environment: ProcessInfo.processInfo.environment)
      }
      if let problem = Gate.problem(besideAnalysis: analysis.path) { diagnostics.append(problem) }
      if !json {
        if diagnostics.isEmpty {
          Terminal.result("\(analysis.path): fine")
        } else {
          terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(diagnostics))
        }
      }
      all += diagnostics
    }
    if json { Terminal.result(try JSONText.of(all)) }
    if all.contains(where: { $0.severity == .error || (strict && $0.severity == .warning) }) {
      throw ExitCode(ExitStatus.notCompiled.code)
    }
  }
}
