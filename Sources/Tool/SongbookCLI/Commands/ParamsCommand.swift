import ArgumentParser
import Notebooks
import Projects

struct ParamsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "params", abstract: "List the parameters of an analysis with types, defaults and help.")

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @Flag(help: "As JSON on standard output.")
  var json = false

  func run() throws {
    let parameters = try ParsedNotebook(contentsOf: Project().analysis(analysis).path).notebook.parameters
    if json { return Terminal.result(try JSONText.of(parameters)) }
    if parameters.isEmpty {
      Terminal.standardError.line("\(analysis) has no parameters: no cell has the tag `parameters`.")
    }
    for parameter in parameters {
      Terminal.result("\(parameter.name): \(parameter.kind.swiftType) = \(parameter.defaultLiteral)")
      for line in parameter.help.split(separator: "\n") { Terminal.result("    \(line)") }
    }
  }
}

extension Parameter.Kind {
  fileprivate var swiftType: String {
    switch self {
    case .string: "String"
    case .integer: "Int"
    case .double: "Double"
    case .boolean: "Bool"
    case .strings: "[String]"
    case .integers: "[Int]"
    case .doubles: "[Double]"
    }
  }
}
