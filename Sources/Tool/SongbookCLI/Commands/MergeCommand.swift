import ArgumentParser
import Foundation
import Pages
import Projects
import Runs

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join what shards of a matrix left, and name the points that are missing.",
    discussion: """
      FOLDER is the -o of a `songbook run A --matrix … --shard I/N`, or the folder of a matrix in it. What they hold is put into one matrix, whose page \
      compares all points. The path of the page goes to standard output.

      Exit codes: 0 all points are there; 1 some are missing, or failed; 64 wrong usage; 70 Songbook itself could not go on.
      """)

  @Argument(help: "Folders that shards left.")
  var folders: [String]

  @Option(
    name: .customShort("o"), help: ArgumentHelp("Where the whole goes: DIR/<analysis>.matrix/.", valueName: "dir"))
  var output = "reports"

  func run() throws {
    var found: [MatrixFolder] = []
    for folder in folders {
      let own = MatrixFolder(directory: folder)
      let inside = own.exists ? [own] : MatrixFolder.all(in: folder)
      if inside.isEmpty {
        throw ValidationError(
          "\(folder) holds no matrix. Give the folders that `songbook run ANALYSIS --matrix … -o FOLDER` filled.")
      }
      found += inside
    }
    let isDated = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] == nil
    let terminal = Terminal.standardError
    var isComplete = true
    let named = try found.map { (name: try $0.matrix().analysis, folder: $0) }
    for name in Set(named.map(\.name)).sorted() {
      let target = MatrixFolder(of: name, in: output)
      var merge = try MatrixMerge(named.filter { $0.name == name }.map(\.folder), into: target)
      merge.showsTimes = isDated
      let result = try merge.run()
      isComplete = isComplete && result.missing.isEmpty && result.failed.isEmpty
      terminal.line(
        "\(terminal.styled(name.printableLine, .bold))  \(Wording.number(result.done.count)) of "
          + "\(Wording.count(merge.matrix.points.count, "point")) done")
      for point in result.failed { terminal.line("  \(terminal.styled("failed:", .bad)) \(point.key)") }
      for point in result.missing { terminal.line("  \(terminal.styled("missing:", .bad)) \(point.key)") }
      if result.sourceVersions > 1 {
        terminal.line(
          "  \(terminal.styled("warning:", .doubtful)) the points were made from "
            + "\(Wording.number(result.sourceVersions)) versions of the analysis; run it with the last one again")
      }
      Terminal.path(target.page)
    }
    if !isComplete { throw ExitCode(ExitStatus.cellFailed.code) }
  }
}
