import ArgumentParser
import Notebooks
import Projects
import Runs

struct ParamsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "params", abstract: "List the parameters of an analysis with types, defaults and help.",
    discussion: "Exits with 3 when the analysis, a parameter's declaration among it, cannot be read.")

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @Flag(help: "As JSON on standard output.")
  var json = false

  func run() throws {
    let parsed = try ParsedNotebook(contentsOf: Project().analysis(analysis).path)
    let parameters = parsed.notebook.parameters
    let errors = parsed.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      let terminal = Terminal.standardError
      terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(errors))
    } else if parameters.isEmpty, !json {
      Terminal.standardError.line("\(analysis) has no parameters: no cell has the tag `parameters`.")
    }
    if json {
      Terminal.result(try JSONText.of(parameters))
    } else {
      for parameter in parameters {
        Terminal.result("\(parameter.name): \(parameter.kind.swiftType) = \(parameter.defaultLiteral.printableLine)")
        for line in parameter.help.split(separator: "\n") { Terminal.result("    \(line)") }
      }
    }
    if !errors.isEmpty { throw ExitCode(ExitStatus.notCompiled.code) }
  }
}
