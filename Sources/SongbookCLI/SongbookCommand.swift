import ArgumentParser

@main
struct SongbookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "songbook", abstract: "Swift notebooks, made into reports.")
}
