import ArgumentParser
import Foundation
import Frames
import Genres
import Learning

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Ask a trained model for the genre of one sound, or of all songs of a file.",
    discussion: """
      A model is a file that an analysis made, in its report's artifacts/. Features are given by name, in any letter case; what follows \
      from them (Energy × Danceability) is computed. For a songs file there is a table, as CSV on standard output without -o.
      """)

  @Option(help: ArgumentHelp("A model file.", valueName: "file"))
  var model: String

  @Option(help: ArgumentHelp("Such as danceability=0.7,energy=0.5,loudness=-7.", valueName: "name=value,..."))
  var features: String?

  @Option(help: ArgumentHelp("A songs file: CSV, or CSV inside zip, gz or xz.", valueName: "file"))
  var songs: String?

  @Option(help: ArgumentHelp("How many genres to name.", valueName: "n"))
  var top = 3

  @Option(name: .customShort("o"), help: ArgumentHelp("The file: .csv, .md, .json or .html.", valueName: "file"))
  var output: String?

  @Flag(help: "As JSON on standard output.")
  var json = false

  func validate() throws {
    guard (features == nil) != (songs == nil) else {
      throw ValidationError("Give either --features or --songs.")
    }
    guard top > 0 else { throw ValidationError("--top has to be 1 or more.") }
    guard let output else { return }
    guard songs != nil, !json else { throw ValidationError("-o is for --songs without --json.") }
    guard TableFormats.format(pathExtension: (output as NSString).pathExtension) != nil else {
      throw ValidationError("\(output) does not tell the format; name it .csv, .md, .json or .html.")
    }
  }

  func run() throws {
    let classifier = try told { try ModelFile(contentsOf: model).classifier() }
    if let features {
      try predict(features, classifier)
    } else if let songs {
      try predict(songsFile: songs, classifier)
    }
  }

  private func predict(_ text: String, _ classifier: any Classifier) throws {
    let known = AudioFeature.names + classifier.featureNames.filter { !AudioFeature.names.contains($0) }
    let given = try GivenFeatures(text, known: known)
    for remark in given.remarks { Terminal.standardError.line(remark) }
    let frame = try given.frame(for: classifier.featureNames)
    if !classifier.wordNames.isEmpty {
      Terminal.standardError.line("The model also looks at names and releases, of which a sound alone tells nothing.")
    }
    let predictions = try told { try SongPredictions(ofSounds: frame, by: classifier, top: top) }
    if json { return Terminal.result(try JSONText.of(predictions.entries[0].predictions)) }
    for prediction in predictions[0] {
      Terminal.result("\(prediction.className)  \(String(format: "%.1f", 100 * prediction.probability)) %")
    }
  }

  private func predict(songsFile: String, _ classifier: any Classifier) throws {
    let songs = try told { try Songs(contentsOf: songsFile) }
    let predictions = try told { try SongPredictions(of: songs, by: classifier, top: top) }
    if predictions.withoutPrediction > 0 {
      let count = Quantities.count(predictions.withoutPrediction, "song")
      Terminal.standardError.line("\(count) without a prediction: a feature is missing.")
    }
    if json { return Terminal.result(try JSONText.of(predictions.entries)) }
    let table = predictions.table
    guard let output, let format = TableFormats.format(pathExtension: (output as NSString).pathExtension) else {
      return FileHandle.standardOutput.write(Data(CSVFormat.csv().bytes(of: table)))
    }
    try Data(format.bytes(of: table)).write(to: URL(fileURLWithPath: output), options: .atomic)
    Terminal.result(output)
  }

  /// The result; errors of reading and predicting are the user's to mend.
  private func told<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch { throw ValidationError("\(error)") }
  }
}
