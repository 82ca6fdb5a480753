import ArgumentParser
import Execution
import Glibc
import Notebooks
import Projects
import Runs

@main
struct SongbookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "songbook",
    abstract: "Notebooks written as plain Swift files, made into reports that open anywhere.",
    discussion: """
      ANALYSIS is a name in analyses/ or a path to a .swift file.

      `songbook help TOPIC` shows an article: \(Article.topics.joined(separator: ", ")).

      \(ExitStatus.help)
      """,
    version: SongbookVersion.current,
    subcommands: Subcommands.all)

  static func main() async {
    StandardStreams.secure()
    RuntimeSearchPath.leave()
    // A signal that comes while the arguments are read finds its handler, too.
    if CommandLine.arguments.dropFirst().first == RunCommand.configuration.commandName { _ = Interruption.onSignals }
    do {
      if try showArticle() { return }
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      try Terminal.requireResults()
    } catch {
      exit(withError: ending(of: error))
    }
  }

  /// `help` is a command of ArgumentParser's own, which knows commands only.
  /// - Returns: whether an article was asked for.
  private static func showArticle() throws -> Bool {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, arguments.first == "help", let article = Article(arguments.last ?? "") else {
      return false
    }
    let isColored = isatty(STDOUT_FILENO) == 1 && Terminal.standardError.isInteractive
    Terminal.result(Array((try article.text(isColored: isColored) + "\n").utf8))
    try Terminal.requireResults()
    return true
  }

  /// What the process ends with, after the error has been printed: mistakes of the user's differ from faults of the
  /// machine.
  private static func ending(of error: any Error) -> any Error {
    let terminal = Terminal.standardError
    switch error {
    case let usage as UsageDiagnostics:
      terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(usage.diagnostics))
      return ExitCode(ExitStatus.wrongUsage.code)
    case let diagnostic as Diagnostic:
      terminal.line(DiagnosticFormatter(isColored: terminal.isInteractive).string(diagnostic))
      return ExitCode(ExitStatus.wrongUsage.code)
    case let unknown as Project.UnknownAnalysis:
      terminal.line("\(terminal.styled("error:", .bad)) \(unknown)")
      return ExitCode(ExitStatus.wrongUsage.code)
    case let unreadable as UnreadableAnalysis:
      terminal.line("\(terminal.styled("error:", .bad)) \(unreadable)")
      return ExitCode(ExitStatus.wrongUsage.code)
    case let failure as RunFailure:
      terminal.line("\(terminal.styled("error:", .bad)) \(failure)")
      return ExitCode(ExitStatus.couldNotGoOn.code)
    default:
      // What ArgumentParser says quotes arguments.
      let (code, message) = (exitCode(for: error), fullMessage(for: error))
      guard !code.isSuccess, !message.isEmpty else { return error }
      terminal.line(message)
      return code
    }
  }
}

enum SongbookVersion {
  static let current = "0.1.0"
}
