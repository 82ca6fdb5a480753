import ArgumentParser
import Foundation
import Frames
import Genres
import Learning
import Pages

/// `songbook songs predict`: the most likely classes of one sound, or of each row of a file.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the genre of one sound, or of each row of a file, with a trained model.",
    discussion: """
      A model is a file that an analysis wrote to its report's artifacts/. Features are given by name, in any letter case; features derived \
      from them (Energy × Danceability) are computed. The result for a songs file is a table: CSV on standard output without -o.
      """)

  @Option(help: ArgumentHelp("A model file.", valueName: "file"))
  var model: String

  @Option(help: ArgumentHelp("Such as danceability=0.7,energy=0.5,loudness=-7.", valueName: "name=value,..."))
  var features: String?

  @Option(
    help: ArgumentHelp(
      "A songs file, or any table with the model's features: CSV, or CSV inside zip, gz or xz.", valueName: "file"))
  var songs: String?

  @Option(help: ArgumentHelp("How many genres are listed.", valueName: "n"))
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
      throw ValidationError("\(output) has no known format; name it .csv, .md, .json or .html.")
    }
  }

  func run() throws {
    let classifier = try reporting { try ModelFile(contentsOf: model).classifier() }
    if let features {
      try predict(features, classifier)
    } else if let songs {
      try predict(songsFile: songs, classifier)
    }
  }

  private func predict(_ text: String, _ classifier: any Classifier) throws {
    let known = AudioFeature.names + classifier.featureNames.filter { !AudioFeature.names.contains($0) }
    let given = try GivenFeatures(text, known: known)
    for remark in given.remarks { CommandOutput.remark(remark) }
    let frame = try given.frame(for: classifier.featureNames)
    if !classifier.wordNames.isEmpty {
      CommandOutput.remark("The model also looks at names and releases, which a sound alone does not have.")
    }
    let predictions = try reporting { try SongPredictions(ofSounds: frame, by: classifier, top: top) }
    if json { return try CommandOutput.result(json: predictions.entries[0].predictions) }
    for prediction in predictions[0] {
      CommandOutput.result("\(prediction.className)  \(String(format: "%.1f", 100 * prediction.probability)) %")
    }
  }

  private func predict(songsFile: String, _ classifier: any Classifier) throws {
    let songs: Songs
    do { songs = try Songs(contentsOf: songsFile) } catch {
      // A model of other things has features of its own, and words that only songs have cannot be made up.
      guard classifier.wordNames.isEmpty, let rows = try? DataFrame(contentsOfCSVFile: songsFile),
        classifier.featureNames.allSatisfy(rows.containsColumn)
      else { throw ValidationError("\(error)") }
      return try predict(rows, classifier)
    }
    let predictions = try reporting { try SongPredictions(of: songs, by: classifier, top: top) }
    if predictions.withoutPrediction > 0 {
      let count = Wording.count(predictions.withoutPrediction, "song")
      CommandOutput.remark("\(count) without a prediction: a feature is missing.")
    }
    if json { return try CommandOutput.result(json: predictions.entries) }
    try write(predictions.table)
  }

  /// Any table that has the model's features.
  private func predict(_ rows: DataFrame, _ classifier: any Classifier) throws {
    let predictions = try reporting { try TablePredictions(of: rows, by: classifier, top: top) }
    if predictions.withoutPrediction > 0 {
      let count = Wording.count(predictions.withoutPrediction, "row")
      CommandOutput.remark("\(count) without a prediction: a feature is missing.")
    }
    if json { return try CommandOutput.result(json: predictions.entries) }
    try write(predictions.table)
  }

  private func write(_ table: DataFrame) throws {
    guard let output, let format = TableFormats.format(pathExtension: (output as NSString).pathExtension) else {
      return FileHandle.standardOutput.write(Data(CSVFormat.csv().bytes(of: table)))
    }
    try Data(format.bytes(of: table)).write(to: URL(fileURLWithPath: output), options: .atomic)
    CommandOutput.result(output)
  }

  /// The result; errors of reading and predicting are reported as wrong usage.
  private func reporting<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch { throw ValidationError("\(error)") }
  }
}
