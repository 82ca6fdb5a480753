import Frames
import Genres
import Learning
import Statistics

/// The predictions of a model for the songs of a table.
struct SongPredictions {
  /// The table that was predicted, with rows that lack a feature.
  let songs: DataFrame
  /// For each row of `songs` its index in `ranked`; nil where a feature is missing.
  private let rankedRows: [Int?]
  private let ranked: RankedClasses

  /// The number of rows that lack a feature and have no prediction.
  var withoutPrediction: Int { rankedRows.count { $0 == nil } }

  /// - Throws: ``LearningError/unknownColumn(_:nearest:)`` when the model needs a feature that songs files do not have.
  init(of songs: Songs, by model: any Classifier, top count: Int) throws(LearningError) {
    let kinds = SongWords.allCases.filter { model.wordNames.contains($0.rawValue) }
    // A model that hears an artist's songs together is given them together.
    let together = model is PooledClassifier ? (artists: songs.mainArtistCodes, songs: songs.songCodes) : nil
    try self.init(of: songs.frame, words: kinds.map { songs.words($0) }, together: together, by: model, top: count)
  }

  /// - Parameter sounds: features alone, without names, artists and releases.
  init(ofSounds sounds: DataFrame, by model: any Classifier, top count: Int) throws(LearningError) {
    let noWords = [[String]](repeating: [], count: sounds.rowCount)
    let words = Set(model.wordNames).sorted().map { WordBags(name: $0, noWords) }
    try self.init(of: sounds, words: words, by: model, top: count)
  }

  private init(
    of songs: DataFrame, words: [WordBags], together: (artists: [Int32], songs: [Int32])? = nil,
    by model: any Classifier, top count: Int
  ) throws(LearningError) {
    var columns: [[Double]] = []
    for name in model.featureNames {
      guard songs.containsColumn(name) else {
        throw .unknownColumn(name, nearest: NearestName.several(of: name, among: songs.columnNames))
      }
      guard let values = songs[name].doubles else { throw .notNumeric(column: name) }
      columns.append(values)
    }
    let isComplete = model.canPredict(columns, rowCount: songs.rowCount)
    var next = 0
    rankedRows = isComplete.map { isComplete in
      defer { next += isComplete ? 1 : 0 }
      return isComplete ? next : nil
    }
    self.songs = songs
    let complete = isComplete.indices.filter { isComplete[$0] }
    let known = words.map { $0.selectingRows(complete) }
    let features =
      model.featureNames.isEmpty
      ? try FeatureMatrix(words: known)
      : try FeatureMatrix(songs.filter(isComplete), model.featureNames, allowsMissing: model.handlesMissing).with(known)
    if let pooled = model as? PooledClassifier, let together {
      ranked = try pooled.ranked(
        top: count, for: features, groups: complete.map { together.artists[$0] },
        items: complete.map { together.songs[$0] })
    } else {
      ranked = try model.ranked(top: count, for: features)
    }
  }

  subscript(row: Int) -> [RankedClasses.Prediction] { rankedRows[row].map { ranked[$0] } ?? [] }

  /// Name, artists and genre from the file, then the most likely genres, each with its confidence (0 to 1).
  var table: DataFrame {
    let all = (0..<songs.rowCount).map { self[$0] }
    var columns = ["Name", "Artists", "Genre"].filter(songs.containsColumn).map { songs[$0] }
    for rank in 0..<ranked.countPerRow {
      let (genre, confidence) = rank == 0 ? ("Predicted", "Confidence") : ("Next \(rank)", "Confidence \(rank + 1)")
      columns.append(
        Column<String>(name: genre, contents: all.map { $0.isEmpty ? nil : $0[rank].className }).eraseToAnyColumn())
      columns.append(
        Column(name: confidence, doubles: all.map { $0.isEmpty ? .nan : rounded($0[rank].probability) })
          .eraseToAnyColumn())
    }
    return DataFrame(columns: columns)
  }

  /// Four decimals: the votes of a forest of 300 trees are no more precise.
  private func rounded(_ probability: Double) -> Double { (probability * 10_000).rounded() / 10_000 }

  var entries: [Entry] {
    (0..<songs.rowCount).map { row in
      Entry(
        name: text("Name", row), artists: text("Artists", row), genre: text("Genre", row),
        predictions: self[row].map { Entry.Prediction(genre: $0.className, confidence: rounded($0.probability)) })
    }
  }

  private func text(_ column: String, _ row: Int) -> String? {
    songs.containsColumn(column) ? songs[column].texts[row] : nil
  }

  /// A song in JSON.
  struct Entry: Encodable {
    struct Prediction: Encodable {
      var genre: String
      var confidence: Double
    }
    var name: String?
    var artists: String?
    /// The genre that the file gives.
    var genre: String?
    /// The most likely first; empty when a feature is missing.
    var predictions: [Prediction]
  }
}
