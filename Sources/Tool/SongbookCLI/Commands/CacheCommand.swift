import ArgumentParser
import Execution
import Pages

struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Show or remove the cache of earlier runs in .songbook/.",
    subcommands: [Status.self, Clear.self], defaultSubcommand: Status.self)

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the size of the cache.")

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
      abstract: "Remove the cache; the next runs run every cell. Reports stay.")

    func run() throws { try CacheContents(workFolder: ".songbook").clear() }
  }
}
