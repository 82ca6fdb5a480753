import Foundation
import Frames
import Learning
import Statistics
import Testing

@testable import Genres

/// What models said about the test rows of the sample, and every number that the analyses `hierarchy` and `training` make
/// of it, recomputed by `Oracles/make_recomputed.py` with scikit-learn and NumPy.
///
/// The outcomes are written again by `SONGBOOK_WRITE_OUTCOMES=1 swift test --filter RecomputedTests`; then run the script.
@Suite struct RecomputedTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Oracles")

  struct Outcome: Codable {
    var classNames: [String]
    var actual: [Int32]
    /// So many classes are named for each row.
    var width: Int
    var ranked: [Int32]
    /// Of the ranked classes where all are ranked; else none.
    var probabilities: [Float]
    var acceptable: [[Int32]] = []
    /// The class of each training row.
    var trained: [Int32] = []

    func evaluation() throws -> Evaluation {
      let labels = ClassLabels(classNames: classNames, codes: actual)
      let acceptable = acceptable.isEmpty ? nil : acceptable
      guard !probabilities.isEmpty else {
        let unknown = [Float](repeating: 0, count: ranked.count)
        return try Evaluation(
          actual: labels,
          ranked: RankedClasses(
            classNames: classNames, countPerRow: width, codes: ranked, probabilities: unknown),
          acceptable: acceptable)
      }
      var values = [Float](repeating: 0, count: ranked.count)
      for (position, code) in ranked.enumerated() {
        values[position / width * width + Int(code)] = probabilities[position]
      }
      return try Evaluation(
        actual: labels, probabilities: .init(classNames: classNames, rowCount: actual.count, values: values),
        acceptable: acceptable)
    }
  }

  struct Outcomes: Codable {
    var groups: [Int32]
    var items: [Int32]
    /// The parent of each genre.
    var parents: [Int32]
    var level1: Outcome
    var level2: Outcome
    var whole: Outcome
    /// Rows of the sample, counted from 0.
    var trainRows: [Int]
    var testRows: [Int]
    var training: Outcome
    var trainingGroups: [Int32]
  }

  struct Share: Decodable {
    var name: String
    var rows: Int
    var groups: Int
    var value: Double
    var lower: Double
    var upper: Double
    var precision: Double?
  }

  struct Recomputed: Decodable {
    var level1: [String: Double]
    var level1Parents: [Share]
    var level2Parents: [Share]
    var whole: [String: Double]
    var training: [String: Double]
    var trainingGenres: [Share]
    /// The accuracy of scikit-learn's forest at level 1 on the same rows.
    var peerLevel1: Double
  }

  private func read<Value: Decodable>(_ name: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(contentsOf: Self.folder.appendingPathComponent(name)))
  }

  private func expect(_ evaluation: Evaluation, _ numbers: [String: Double], _ measures: [String: Measure]) throws {
    for (name, measure) in measures {
      let expected = try #require(numbers[name])
      #expect(abs(evaluation[measure] - expected) < 1e-6, "\(name): \(evaluation[measure]), not \(expected)")
    }
  }

  private func expect(_ found: GroupedShare?, _ expected: Share) throws {
    let found = try #require(found)
    #expect(found.rows == expected.rows && found.groups == expected.groups, "\(expected.name)")
    let pairs = [
      (found.value, expected.value), (found.interval.lower, expected.lower), (found.interval.upper, expected.upper),
    ]
    for (one, other) in pairs { #expect(abs(one - other) < 1e-9, "\(expected.name): \(one), not \(other)") }
  }

  @Test func numbersOfTheHierarchyAreThoseOfScikitLearn() throws {
    let (outcomes, expected): (Outcomes, Recomputed) = (try read("outcomes.json"), try read("recomputed.json"))
    let groups = RowGroups(linking: [outcomes.groups])
    let level1 = try outcomes.level1.evaluation()
    try expect(level1, expected.level1, ["accuracy": .accuracy, "balanced": .balancedAccuracy])
    let parents = level1.classNames
    let recalls = Dictionary(uniqueKeysWithValues: zip(parents, level1.recalls(groups: groups)))
    for share in expected.level1Parents { try expect(recalls[share.name] ?? nil, share) }
    let table = level1.classTable(groups: groups)
    let precisions = Dictionary(
      uniqueKeysWithValues: zip(table["Class", String.self].values, table.doubles("Precision")))
    for share in expected.level1Parents {
      guard let precision = share.precision else { continue }
      #expect(abs((precisions[share.name] ?? .nan) - precision) < 1e-9)
    }
    let level2 = try outcomes.level2.evaluation()
    let rows = level2.actual.parents(ClassLabels(classNames: parents, codes: outcomes.parents)).rowsByClass
    for share in expected.level2Parents {
      let parent = try #require(parents.firstIndex(of: share.name))
      try expect(GroupedShare(level2.isRight, rows: rows[parent], groups: groups), share)
    }
    let whole = try outcomes.whole.evaluation()
    try expect(
      whole, expected.whole,
      [
        "accuracy": .accuracy, "balanced": .balancedAccuracy, "top 3": .topAccuracy(3), "top 10": .topAccuracy(10),
        "any genre": .acceptableAccuracy,
      ])
    let baselines = whole.baselines(
      training: ClassLabels(classNames: outcomes.whole.classNames, codes: outcomes.whole.trained), items: outcomes.items
    )
    for (name, value) in [
      ("commonest", baselines.commonest), ("ceiling", baselines.ceiling), ("chance", baselines.chance),
    ] {
      #expect(abs(value - (expected.whole[name] ?? .nan)) < 1e-12, "\(name)")
    }
    // Another forest on the same rows does about as well.
    #expect(abs(expected.peerLevel1 - level1[.accuracy]) < 0.03)
  }

  @Test func numbersOfTrainingAreThoseOfScikitLearn() throws {
    let (outcomes, expected): (Outcomes, Recomputed) = (try read("outcomes.json"), try read("recomputed.json"))
    let training = try outcomes.training.evaluation()
    try expect(
      training, expected.training,
      [
        "accuracy": .accuracy, "balanced": .balancedAccuracy, "top 3": .topAccuracy(3), "macro F1": .macroF1,
        "weighted F1": .weightedF1, "log loss": .logLoss, "Brier": .brierScore, "ROC AUC": .rocArea,
        "average precision": .averagePrecision, "any genre": .acceptableAccuracy,
      ])
    let calibration = training.reliability().expectedCalibrationError
    #expect(abs(calibration - (expected.training["calibration error"] ?? .nan)) < 1e-6)
    let recalls = Dictionary(
      uniqueKeysWithValues: zip(
        training.classNames, training.recalls(groups: RowGroups(linking: [outcomes.trainingGroups]))))
    for share in expected.trainingGenres { try expect(recalls[share.name] ?? nil, share) }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SONGBOOK_WRITE_OUTCOMES"] != nil)) func writesOutcomes()
    throws
  {
    let sample = try Songs(contentsOf: InstalledData.path("sample.csv.gz"))
    let task = try GenreTask(sample, minimumSongs: 20, parents: OriginalResults.load().parents)
    let trial = GenreTrial(task, try task.artistSplit(seed: 42))
    func grown(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> ForestClassifier {
      try ForestClassifier(
        training: features, labels: labels,
        settings: .init(treeCount: 60, maximumDepth: 25, minimumSamplesToSplit: 5, seed: 42))
    }
    let model = try HierarchicalClassifier(
      training: trial.train, labels: trial.trainLabels, parents: task.parents, descent: .bestParent
    ) { (features, labels) throws(LearningError) in
      try grown(features, labels)
    }
    func outcome(_ evaluation: Evaluation, top: Int, acceptable: Bool = false, trained: [Int32] = []) -> Outcome {
      let ranked =
        evaluation.probabilities?.ranked(top: top)
        ?? RankedClasses(
          classNames: evaluation.classNames, countPerRow: evaluation.ranked.countPerRow,
          codes: evaluation.ranked.codes, probabilities: evaluation.ranked.probabilities)
      return Outcome(
        classNames: evaluation.classNames, actual: evaluation.actual.codes, width: ranked.countPerRow,
        ranked: ranked.codes,
        probabilities: ranked.countPerRow == evaluation.classNames.count ? ranked.probabilities : [],
        acceptable: acceptable ? evaluation.acceptable ?? [] : [], trained: trained)
    }
    let selection = try GenreSelection(sample, randomGenres: 12, withAtLeast: 40, seed: 42)
    let split = try selection.artistSplit(seed: 42)
    let forest = try grown(
      selection.features.selectingRows(split.train), selection.labels.selectingRows(split.train))
    let training = try Evaluation(
      of: forest, on: selection.features.selectingRows(split.test), selection.labels.selectingRows(split.test),
      acceptable: split.test.map { selection.acceptable[$0] })
    // The task's rows are the sample's without those of small genres, in their order.
    let counts = sample.genres
    let kept = (0..<sample.count).filter { counts[sample.genreColumn[$0] ?? "", default: 0] >= 20 }
    #expect(kept.count == task.songs.count)
    let outcomes = Outcomes(
      groups: trial.testGroups.codes, items: trial.testSongs, parents: task.parents.codes,
      level1: outcome(try trial.parentEvaluation(of: model, parents: task.parents), top: 1),
      level2: outcome(try trial.evaluation(withinParentsOf: model, parents: task.parents), top: 1),
      whole: outcome(
        try trial.evaluation(of: model), top: 10, acceptable: true, trained: trial.trainLabels.codes),
      trainRows: trial.split.train.map { kept[$0] }, testRows: trial.split.test.map { kept[$0] },
      training: outcome(training, top: 12, acceptable: true),
      trainingGroups: split.test.map { selection.artists.codes[$0] })
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try encoder.encode(outcomes).write(to: Self.folder.appendingPathComponent("outcomes.json"))
  }
}
