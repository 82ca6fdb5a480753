public import ArgumentParser

/// `songbook songs`: the commands for song files and for models that were trained on songs.
public struct SongsCommand: ParsableCommand {
  /// The name, the summary and the subcommands of `songbook songs`.
  public static let configuration = CommandConfiguration(
    commandName: "songs", abstract: "Make a sample songs file, check one, or predict genres with a trained model.",
    subcommands: [SampleCommand.self, SongsCheckCommand.self, PredictCommand.self])

  /// Earlier spellings beside the other commands: `songbook predict`.
  public static let formerSubcommands: [any ParsableCommand.Type] = [FormerSpelling<PredictCommand>.self]

  /// Earlier spellings under `songbook data`: `songbook data sample`, `songbook data check`.
  public static let formerDataSubcommands: [any ParsableCommand.Type] = [
    FormerSpelling<SampleCommand>.self, FormerSpelling<SongsCheckCommand>.self,
  ]

  /// The files in `data/` that the commands and analyses of songs read.
  public static let dataFiles = ["sample.csv.gz", "countries.csv", "original.csv", "parents.csv"]

  /// The command without options; arguments are read by parsing.
  public init() {}
}

/// A command under the name that it had at another place. It works and is not listed.
struct FormerSpelling<Command: ParsableCommand>: ParsableCommand {
  static var configuration: CommandConfiguration {
    var configuration = Command.configuration
    configuration.shouldDisplay = false
    return configuration
  }

  @OptionGroup var command: Command

  mutating func run() throws { try command.run() }
}
