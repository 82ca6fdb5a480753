import ArgumentParser
import Execution
import Foundation
import Runs
import Setup

struct EditorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "editor", abstract: "Have editors complete and explain the names of Songbook here.",
    discussion: """
      Writes .sourcekit-lsp/config.json, which SourceKit-LSP reads: the language server for Swift of VS Code, Zed, Neovim, Emacs and \
      others. `songbook new` writes it too. After Songbook has moved or changed, write it again. With --tasks, VS Code gets tasks that run and \
      watch the analysis one edits.
      """)

  @Flag(help: "Writes .vscode/tasks.json, too, unless there is one.")
  var tasks = false

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let library = try SongbookLibrary.find(environment: environment)
    let toolchain = try Toolchain.find(environment: environment, builtWith: library.compilerVersion)
    let folder = Project().root
    Terminal.path(Files.relative(try EditorConfiguration(library: library).write(to: folder)))
    if tasks {
      if let path = try EditorConfiguration.writeTasks(to: folder) {
        Terminal.path(Files.relative(path))
      } else {
        Terminal.standardError.line(".vscode/tasks.json is there already and stays as it is.")
      }
    }
    Terminal.standardError.line("The language server is \(toolchain.root)/bin/sourcekit-lsp.")
  }
}
