import ArgumentParser
import Execution
import Foundation
import Projects
import Runs

struct FigureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure", abstract: "Make one figure of an analysis; only what it needs is run.")

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @Argument(help: "The figure's label, such as fig-correlations.")
  var label: String

  @Option(name: .customShort("o"), help: ArgumentHelp("The file: .pdf, .png or .svg.", valueName: "file"))
  var output: String

  @Flag(help: "For dark paper (PNG).")
  var dark = false

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var limits: LimitOptions

  @Flag(help: "Runs everything that is needed, without the cache.")
  var noCache = false

  func validate() throws {
    guard Self.mediaTypes[(output as NSString).pathExtension.lowercased()] != nil else {
      throw ValidationError("\(output) has no known format; name it .pdf, .png or .svg.")
    }
  }

  func run() async throws {
    let run = AnalysisRun(
      path: try Project().analysis(analysis).path, parameters: try parameters.overrides(),
      configuration: try limits.configuration(usesCache: !noCache), observers: [TerminalObserver()])
    let folder = try await run.run(only: label).result.folder
    defer { folder.discard() }
    let mediaType = Self.mediaTypes[(output as NSString).pathExtension.lowercased()]
    let file = try folder.run.output(labelled: label, kind: .figure).representations.first {
      $0.mediaType == mediaType && ($0.variant == nil || ($0.variant == .dark) == dark)
    }?.file
    guard let file else { throw ExitCode(folder.run.exitStatus.code) }
    try Data(folder.file(file)).write(to: URL(fileURLWithPath: output), options: .atomic)
    Terminal.path(output)
  }

  private static let mediaTypes = ["pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"]
}

extension Run {
  /// The displayed thing of that label.
  /// - Throws: the run's own exit code when a cell failed before it was made.
  func output(labelled label: String, kind: Output.Kind) throws -> Output {
    let outputs = cells.flatMap(\.outputs).filter { $0.kind == kind }
    if let found = outputs.first(where: { $0.label == label }) { return found }
    guard exitStatus == .done else { throw ExitCode(exitStatus.code) }
    throw ValidationError("The cell labelled \(label) ran and displayed no \(kind.rawValue).")
  }
}
