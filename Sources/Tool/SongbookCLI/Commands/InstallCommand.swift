import ArgumentParser
import Execution
import Foundation
import Runs
import Setup

struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install Songbook under a folder, where it works without its checkout.",
    discussion: """
      The tool, the library, the shipped tables, a manual page and completions for bash, zsh and fish go to bin, lib and share \
      of the folder. It can be moved afterwards. Swift itself is not copied: the installed `songbook` finds the toolchain that it \
      was built with wherever that lies. `songbook uninstall` removes everything.
      """)

  @Option(help: ArgumentHelp("Where bin, lib and share are.", valueName: "dir"))
  var prefix = "~/.local"

  @Flag(help: "Does not note where Swift is on this machine: for packages that go to others.")
  var portable = false

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let library = try SongbookLibrary.find(environment: environment)
    let toolchain = try Toolchain.find(environment: environment, builtWith: library.compilerVersion)
    let dump = SongbookCommand._dumpHelp()
    let manual = try ManualPage.text(
      dump: dump, version: SongbookVersion.current, exitCodes: String(ExitStatus.help.dropFirst("Exit codes: ".count)))
    let files =
      try InstalledFile.songbook(
        library: library, data: Subcommands.dataFiles, toolchain: portable ? nil : toolchain)
      + [
        InstalledFile("share/man/man1/songbook.1", .text(manual)),
        completions(.bash, "share/bash-completion/completions/songbook"),
        completions(.zsh, "share/zsh/site-functions/_songbook"),
        completions(.fish, "share/fish/vendor_completions.d/songbook.fish"),
      ]
      + Article.topics.compactMap(Article.init).map { article in
        let name = article.path.split(separator: "/").last ?? ""
        return InstalledFile("share/songbook/articles/\(name)", .copy(of: article.path))
      }
    let installation = Installation(prefix: NSString(string: prefix).expandingTildeInPath)
    try installation.install(files)
    let command = installation.prefix + "/bin/songbook"
    Terminal.path(command)
    let folder = installation.prefix + "/bin"
    guard !portable, !(environment["PATH"] ?? "").split(separator: ":").contains(folder[...]) else { return }
    Terminal.standardError.line("It is not on PATH yet: export PATH=\"\(folder):$PATH\"")
  }

  private func completions(_ shell: CompletionShell, _ path: String) -> InstalledFile {
    let script = SongbookCommand.completionScript(for: shell)
    // It is read by a shell, and not started: the line that names an interpreter would be wrong.
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("#!") }
    return InstalledFile(path, .text(lines.joined(separator: "\n")))
  }
}

struct UninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove what `songbook install` has written.",
    discussion: "Reports, analyses and the caches in their folders stay.")

  @Option(help: ArgumentHelp("Where it was installed. Left out: where this command lies.", valueName: "dir"))
  var prefix: String?

  func run() throws {
    let own = Installation(of: try SongbookLibrary.find(environment: [:]).directory + "/songbook")
    guard let installation = prefix.map({ Installation(prefix: NSString(string: $0).expandingTildeInPath) }) ?? own
    else {
      throw ValidationError("This songbook lies in a build folder; say what to remove with --prefix.")
    }
    let count = try installation.uninstall()
    Terminal.standardError.line("\(count) files were removed from \(installation.prefix).")
  }
}
