import ArgumentParser
import SongCommands
import StartingScripts

/// What `songbook` consists of. This file is the only one of the tool that knows the first subject, songs.
enum Subcommands {
  static let all: [any ParsableCommand.Type] =
    [
      RunCommand.self, MergeCommand.self, WatchCommand.self, RunsCommand.self, CacheCommand.self, CheckCommand.self,
      ListCommand.self, ParamsCommand.self, FigureCommand.self, TableCommand.self, ExportCommand.self,
      DiffCommand.self, DataCommand.self, NewCommand.self,
      EditorCommand.self, CICommand.self, DoctorCommand.self, InstallCommand.self, UninstallCommand.self,
      SongsCommand.self,
    ] + SongsCommand.formerSubcommands

  /// Starting scripts that `songbook new --template` offers.
  static let templates =
    StartingScript.all + [StartingScript(name: SongsScript.name, text: SongsScript.text)]

  /// Files in `data/` that `songbook doctor` looks for.
  static let dataFiles = ["world.csv"] + SongsCommand.dataFiles
}

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Convert any delimited file to clean CSV, JSON or Markdown.",
    subcommands: [ConvertCommand.self, LoadCommand.self] + SongsCommand.formerDataSubcommands)
}
