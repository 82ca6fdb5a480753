import Forests
import Frames
import Synchronization
import Testing

@testable import Learning

@Suite struct ForestClassifiers {
  private let features: FeatureMatrix
  private let labels: ClassLabels
  private let settings = ForestSettings(treeCount: 20, maximumDepth: 8, seed: 5)

  init() { (features, labels) = MadeUpClasses.rows(count: 900, classes: 4, seed: 7) }

  @Test func theNumberOfThreadsDoesNotMatter() throws {
    let onAllCores = try ForestClassifier(training: features, labels: labels, settings: settings)
    let grower = try TreeGrower(training: features, labels: labels, settings: settings)
    let onOne = RandomForest(growing: grower)
    #expect(onAllCores.forest.trees.map(\.allBytes) == onOne.trees.map(\.allBytes))
    #expect(onAllCores.forest.bins == onOne.bins)
    #expect(try onAllCores.probabilities(for: features).values == onOne.probabilities(grower.features))
  }

  @Test func probabilitiesAddUpAndRankedAgreesWithThem() throws {
    let model = try ForestClassifier(training: features, labels: labels, settings: settings)
    let probabilities = try model.probabilities(for: features)
    for row in 0..<features.rowCount { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-5) }
    let ranked = try model.ranked(top: 3, for: features)
    #expect(ranked == probabilities.ranked(top: 3))
    let right = zip(try model.predict(features).codes, labels.codes).count { $0 == $1 }
    #expect(right > 700)
  }

  @Test func theOutOfBagScoreIsThatOfUnseenRows() throws {
    var settings = settings
    settings.treeCount = 200
    let model = try ForestClassifier(training: features, labels: labels, settings: settings)
    let score = try model.outOfBagScore(training: features, labels: labels)
    #expect(score.rowCount == 900)
    let (others, otherLabels) = MadeUpClasses.rows(count: 4000, classes: 4, seed: 8)
    let right = zip(try model.predict(others).codes, otherLabels.codes).count { $0 == $1 }
    #expect(abs(score.accuracy - Double(right) / 4000) < 4 * score.standardError)
    #expect(throws: LearningError.self) { try model.outOfBagScore(training: others, labels: otherLabels) }
    settings.bootstrap = false
    let without = try ForestClassifier(training: features, labels: labels, settings: settings)
    #expect(throws: LearningError.self) { try without.outOfBagScore(training: features, labels: labels) }
  }

  @Test func importancesFindTheFeaturesThatMatter() throws {
    let model = try ForestClassifier(training: features, labels: labels, settings: settings)
    let impurity = model.impurityImportances
    #expect(abs(impurity.reduce(0) { $0 + $1.mean } - 1) < 1e-9)
    #expect(impurity[0].mean > 2 * impurity[2].mean && impurity[1].mean > 2 * impurity[2].mean)
    #expect(impurity.allSatisfy { $0.deviation > 0 })
    let (others, otherLabels) = MadeUpClasses.rows(count: 2000, classes: 4, seed: 9)
    let permutation = try model.permutationImportances(for: others, labels: otherLabels, repeats: 4)
    #expect(permutation[0].mean > 0.1 && permutation[1].mean > 0.1)
    #expect(abs(permutation[2].mean) < 0.03 && permutation[0].deviation < 0.05)
  }

  @Test func progressCountsEveryTree() throws {
    let told = Mutex<[Int]>([])
    _ = try ForestClassifier(training: features, labels: labels, settings: settings) { done, total in
      #expect(total == 20)
      told.withLock { $0.append(done) }
    }
    #expect(told.withLock { $0 } == Array(1...20))
  }

  @Test func badInputIsToldWithNames() throws {
    let one = ClassLabels(classNames: ["jazz"], codes: [Int32](repeating: 0, count: 900))
    #expect(throws: LearningError.oneClass("jazz")) { try ForestClassifier(training: features, labels: one) }
    let names = (0..<1000).map { String(1000 + $0) }
    let many = ClassLabels(classNames: names, codes: (0..<900).map { $0 })
    #expect(throws: LearningError.moreClassesThanRows(classes: 1000, rows: 900)) {
      try ForestClassifier(training: features, labels: many)
    }
    let none = features.selectingRows([])
    #expect(throws: LearningError.noRows) {
      try ForestClassifier(training: none, labels: ClassLabels(classNames: ["a", "b"], codes: []))
    }
    let huge = try FeatureMatrix(names: ["Size"], columns: [[1e300, 1]])
    let error = try #require(throws: LearningError.self) {
      try ForestClassifier(training: huge, labels: ClassLabels(["a", "b"]))
    }
    #expect(error.description.contains("\"Size\" in row 0"))
    let model = try ForestClassifier(training: features, labels: labels, settings: settings)
    #expect(throws: LearningError.self) { try model.predict(huge) }
    for broken in [
      ForestSettings(treeCount: 0), ForestSettings(maximumDepth: 0), ForestSettings(minimumSamplesToSplit: 1),
      ForestSettings(minimumSamplesInLeaf: 0), ForestSettings(featuresPerSplit: .count(0)),
      ForestSettings(classWeights: .custom([1, 2])), ForestSettings(classWeights: .custom([1, 2, .nan, 1])),
    ] {
      #expect(throws: LearningError.self) {
        try ForestClassifier(training: features, labels: labels, settings: broken)
      }
    }
  }
}

extension DecisionTree {
  var allBytes: [UInt8] { withBytes { Array($0) } }
}
