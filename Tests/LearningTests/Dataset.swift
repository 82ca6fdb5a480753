import Foundation
import Frames
import Learning

/// Files that stand beside the tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  static func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
}

/// One of the small data sets of scikit-learn, with the fold that tests each row.
struct Dataset {
  static let names = ["iris", "wine", "digits", "cancer"]

  let features: FeatureMatrix
  let labels: ClassLabels
  let folds: [Int]

  init(_ name: String) throws {
    let frame = try DataFrame(contentsOfCSVFile: Fixtures.path("\(name).csv.gz"))
    features = try FeatureMatrix(frame, frame.columnNames.filter { $0 != "class" && $0 != "fold" })
    labels = try ClassLabels(frame["class"].texts)
    folds = frame["fold", Int.self].denseValues
  }

  func split(_ fold: Int) -> Split {
    Split(train: folds.indices.filter { folds[$0] != fold }, test: folds.indices.filter { folds[$0] == fold })
  }

  /// The share of all rows that are predicted right when each fold is tested by a model of the others.
  func crossValidatedAccuracy(_ predictions: (FeatureMatrix, ClassLabels, FeatureMatrix) throws -> ClassLabels) throws
    -> Double
  {
    var right = 0
    for fold in 0..<5 {
      let split = split(fold)
      let predicted = try predictions(
        features.selectingRows(split.train), labels.selectingRows(split.train), features.selectingRows(split.test))
      right += zip(predicted.codes, split.test).count { $0 == labels.codes[$1] }
    }
    return Double(right) / Double(labels.count)
  }
}

/// How well scikit-learn does on a data set: the share of all rows.
enum Peer {
  static func accuracy(_ model: String, on dataset: String) throws -> Double {
    struct Entry: Decodable {
      var shares: [String: Double]
      init(from decoder: any Decoder) throws {
        shares = (try? decoder.singleValueContainer().decode([String: Double].self)) ?? [:]
      }
    }
    let entries = try JSONDecoder().decode([String: Entry].self, from: Fixtures.data("datasets.json"))
    return entries[dataset]?.shares[model] ?? .nan
  }
}
