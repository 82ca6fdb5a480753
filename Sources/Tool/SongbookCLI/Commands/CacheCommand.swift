import ArgumentParser
import Execution
import Pages

struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "What earlier runs left for the next ones, in .songbook/.",
    subcommands: [Status.self, Clear.self], defaultSubcommand: Status.self)

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "How much there is.")

    @Flag(help: "As JSON on standard output.")
    var json = false

    func run() throws {
      let kinds = CacheContents(workFolder: ".songbook").kinds
      if json { return Terminal.result(try JSONText.of(kinds)) }
      for kind in kinds { Terminal.result("\(kind.name): \(Wording.number(kind.count)), \(Wording.bytes(kind.bytes))") }
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Removes all of it; the next runs run every cell. Reports stay.")

    func run() throws { CacheContents(workFolder: ".songbook").clear() }
  }
}
