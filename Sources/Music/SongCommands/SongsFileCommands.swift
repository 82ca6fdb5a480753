import ArgumentParser
import Foundation
import Genres
import Pages

/// `songbook songs sample`: writes a generated songs file.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Generate a songs file that resembles the real ones.",
    discussion:
      "The same options give the same file. Songs, artists and ids are made up, and the ids say so.")

  @Option(help: "The number of rows; each is one song under one genre.")
  var songs = 12_000

  @Option(help: "The number of genres.")
  var genres = 240

  @Option(help: "Another seed gives other songs.")
  var seed: UInt64 = 42

  @Option(name: .customShort("o"), help: ArgumentHelp("The file: .csv, .csv.gz or .csv.xz.", valueName: "file"))
  var output: String

  func run() throws {
    let generator: SampleGenerator
    do { generator = try SampleGenerator(songs: songs, genres: genres, seed: seed) } catch {
      throw ValidationError("\(error)")
    }
    try generator.write(to: output)
    let bytes = (try? FileManager.default.attributesOfItem(atPath: output)[.size] as? Int) ?? 0
    let size =
      "\(Wording.count(songs, "made-up song")) under \(Wording.count(genres, "genre")), \(Wording.bytes(bytes))"
    CommandOutput.remark(size)
    CommandOutput.result(output)
  }
}

/// `songbook songs check`: what a songs file holds, and its problems.
struct SongsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "What a songs file holds, and which problems it has.",
    discussion: "Exits with 1 when analyses cannot use the file.")

  @Argument(help: "A songs file: CSV, or CSV inside zip, gz or xz.")
  var file: String

  @Flag(help: "As JSON on standard output.")
  var json = false

  func run() throws {
    let check: SongsCheck
    do { check = try SongsCheck(contentsOf: file) } catch { throw ValidationError("\(error)") }
    if json { try CommandOutput.result(json: check) } else { CommandOutput.result(check.description) }
    if !check.isUsable { throw ExitCode(1) }
  }
}
