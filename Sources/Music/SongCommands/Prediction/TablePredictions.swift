import Frames
import Learning

/// The predictions of a model for the rows of a table that holds no songs, or songs under other names: all that counts is
/// that it has the model's features.
struct TablePredictions {
  /// The table with all its columns.
  let rows: DataFrame
  /// For each row what is predicted, the most likely first; empty where a feature is missing.
  let predictions: [[RankedClasses.Prediction]]
  private let count: Int

  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``, ``LearningError/notNumeric(column:)``, and what the model
  ///   throws.
  init(of rows: DataFrame, by model: any Classifier, top count: Int) throws(LearningError) {
    // Tells which column is not there, or holds no numbers, before any row is left out.
    _ = try FeatureMatrix(rows.prefix(0), model.featureNames)
    let isKnown = model.canPredict(model.featureNames.map { rows[$0].doubles ?? [] }, rowCount: rows.rowCount)
    let complete = isKnown.indices.filter { isKnown[$0] }
    self.rows = rows
    self.count = min(count, model.classNames.count)
    var predictions = [[RankedClasses.Prediction]](repeating: [], count: rows.rowCount)
    if !complete.isEmpty {
      let ranked = try model.ranked(
        top: count,
        for: FeatureMatrix(rows.gathering(complete), model.featureNames, allowsMissing: model.handlesMissing))
      for (position, row) in complete.enumerated() { predictions[row] = ranked[position] }
    }
    self.predictions = predictions
  }

  /// How many rows lack a feature that the model cannot do without.
  var withoutPrediction: Int { predictions.count { $0.isEmpty } }

  /// The table's own columns, then the most likely classes in the model's words, each with its confidence (0 to 1).
  var table: DataFrame {
    var columns = rows.columns
    func unused(_ name: String) -> String {
      columns.contains { $0.name == name } ? unused(name + " class") : name
    }
    for rank in 0..<count {
      let (name, confidence) = rank == 0 ? ("Predicted", "Confidence") : ("Next \(rank)", "Confidence \(rank + 1)")
      columns.append(
        Column<String>(name: unused(name), contents: predictions.map { $0.isEmpty ? nil : $0[rank].className })
          .eraseToAnyColumn())
      columns.append(
        Column(
          name: unused(confidence),
          doubles: predictions.map { $0.isEmpty ? .nan : ($0[rank].probability * 10_000).rounded() / 10_000 }
        ).eraseToAnyColumn())
    }
    return DataFrame(columns: columns)
  }

  /// A row in JSON.
  struct Entry: Encodable {
    struct Prediction: Encodable {
      var name: String
      var confidence: Double

      private enum CodingKeys: String, CodingKey {
        case name = "class"
        case confidence
      }
    }
    /// From 0, as in the table.
    var row: Int
    /// The most likely first; empty when a feature is missing.
    var predictions: [Prediction]
  }

  var entries: [Entry] {
    predictions.enumerated().map { row, ranked in
      Entry(
        row: row,
        predictions: ranked.map {
          Entry.Prediction(name: $0.className, confidence: ($0.probability * 10_000).rounded() / 10_000)
        })
    }
  }
}
