import ArgumentParser
import Execution
import Notebooks
import Runs

@main
struct SongbookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "songbook",
    abstract: "Notebooks written as plain Swift files, made into reports that open anywhere.",
    discussion: """
      ANALYSIS is a name in analyses/ or a path to a .swift file.

      Exit codes: 0 done; 1 a cell failed; 3 does not compile; 4 a gate failed; 5 timed out; 64 wrong usage; \
      70 Songbook itself could not go on; 128+N the cell's process died of signal N.
      """,
    version: SongbookVersion.current,
    subcommands: Subcommands.all)

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: ending(of: error))
    }
  }

  /// What the process ends with: a mistake of the user's is told with its place and exits with 64, a fault of the machine with 70.
  private static func ending(of error: any Error) -> any Error {
    let terminal = Terminal.standardError
    switch error {
    case let usage as UsageDiagnostics:
      terminal.line(DiagnosticFormatter(isColoured: terminal.isInteractive).string(usage.diagnostics))
      return ExitCode.validationFailure
    case let diagnostic as Diagnostic:
      terminal.line(DiagnosticFormatter(isColoured: terminal.isInteractive).string(diagnostic))
      return ExitCode.validationFailure
    case let unknown as Project.UnknownAnalysis:
      terminal.line("\(terminal.styled("error:", .bad)) \(unknown)")
      return ExitCode.validationFailure
    case let failure as RunFailure:
      terminal.line("\(terminal.styled("error:", .bad)) \(failure)")
      return ExitCode(70)
    default: return error
    }
  }
}

enum SongbookVersion {
  static let current = "0.1.0"
}
