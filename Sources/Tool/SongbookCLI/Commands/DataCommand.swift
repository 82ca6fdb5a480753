import ArgumentParser

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Make a sample songs file, check one, or clean any delimited file.",
    subcommands: [SampleCommand.self, DataCheckCommand.self, ConvertCommand.self])
}
