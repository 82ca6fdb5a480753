import ArgumentParser
import Foundation
import Genres

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Make up a songs file that resembles the real ones.",
    discussion:
      "The same numbers give the same file. Songs, artists and ids are made up, and the file says so in its ids.")

  @Option(help: "Rows: a song under one genre each.")
  var songs = 12_000

  @Option(help: "Genres among them.")
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
    Terminal.standardError.line(
      "\(Quantities.count(songs, "made-up song")) under \(Quantities.count(genres, "genre")), \(Quantities.bytes(bytes))"
    )
    Terminal.result(output)
  }
}
