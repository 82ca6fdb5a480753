import Foundation
import Frames
import Statistics
import Testing

@testable import Learning

/// Says for every row what a table says for its only feature.
private struct Told: Classifier {
  var classNames = ["a", "b"]
  var featureNames = ["Row"]
  var answers: [Float]

  func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    ClassProbabilities(
      classNames: classNames, rowCount: features.rowCount,
      values: features.columns[0].flatMap { [answers[Int($0)], 1 - answers[Int($0)]] })
  }
}

@Suite struct PooledClassifiers {
  /// Shares of 3 to 1 in training.
  private let labels = ClassLabels(["a", "a", "a", "b"])
  private let rows = [0.9, 0.6, 0.2, 0.5, 0.2]

  private func features() throws -> FeatureMatrix {
    try FeatureMatrix(names: ["Row"], columns: [rows.indices.map(Double.init)])
  }

  private func model(own: Double, others: Double) throws -> PooledClassifier {
    try PooledClassifier(
      Told(answers: rows.map(Float.init)), labels: labels, weights: .init(own: own, others: others))
  }

  /// The logarithms of posterior to prior of a row whose first class has this probability.
  private func evidence(_ probability: Double) -> (Double, Double) {
    let priors = (4.0 / 6, 2.0 / 6)
    return (
      log((0.98 * probability + 0.02 * priors.0) / priors.0),
      log((0.98 * (1 - probability) + 0.02 * priors.1) / priors.1)
    )
  }

  @Test func aRowGainsTheEvidenceOfTheOthersOfItsGroup() throws {
    // Rows 0, 1, 2 and 4 are of one group, 2 and 4 one item; row 3 stands alone.
    let (groups, items): ([Int32], [Int32]) = ([7, 7, 7, 1, 7], [0, 1, 2, 3, 2])
    let found = try model(own: 0.8, others: 0.5).probabilities(for: features(), groups: groups, items: items)
    func expected(_ row: Int, others: [Int]) -> Double {
      let own = evidence(rows[row])
      let sums = others.map { evidence(rows[$0]) }.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      let scale = others.isEmpty ? 0 : 0.5 / Double(others.count).squareRoot()
      let logits = (
        log(4.0 / 6) + 0.8 * own.0 + scale * sums.0, log(2.0 / 6) + 0.8 * own.1 + scale * sums.1
      )
      return 1 / (1 + exp(logits.1 - logits.0))
    }
    let wanted = [
      expected(0, others: [1, 2]), expected(1, others: [0, 2]), expected(2, others: [0, 1]), expected(3, others: []),
      expected(4, others: [0, 1]),
    ]
    for row in rows.indices { #expect(abs(Double(found[row, 0]) - wanted[row]) < 1e-5, "row \(row)") }
    let ranked = try model(own: 0.8, others: 0.5).ranked(top: 1, for: features(), groups: groups, items: items)
    #expect(ranked == found.ranked(top: 1))
    // In pieces it is the same.
    let pieces = try PooledRows(groups: groups, items: items, rowCount: rows.count).pieces(ofRows: 1)
    #expect(pieces.map(\.rows.count).sorted() == [1, 4])
  }

  @Test func rowsWithoutAGroupAreJudgedAlone() throws {
    let model = try model(own: 1, others: 3)
    let found = try model.probabilities(for: features(), groups: [-1, -1, -1, -1, -1], items: [0, 1, 2, 3, 4])
    let alone = try self.model(own: 1, others: 0).probabilities(
      for: features(), groups: [0, 0, 0, 0, 0], items: [0, 1, 2, 3, 4])
    #expect(found == alone)
    #expect(try model.probabilities(for: features()).scores(ofClass: 0).map { Float($0) } == rows.map(Float.init))
    #expect(throws: LearningError.differentRowCounts(expected: 5, found: 1)) {
      try model.ranked(top: 1, for: features(), groups: [0], items: [0, 1, 2, 3, 4])
    }
  }

  /// Rows of a group are all of one class, and each row says little: together they say much.
  @Test func weightsAreFoundOnGroupsHeldOut() throws {
    let (groupCount, size, classes) = (120, 8, 4)
    var random = SplitMix64(3)
    var columns: [[Double]] = [[], []]
    var (codes, groups): ([Int32], [Int32]) = ([], [])
    for group in 0..<groupCount {
      let code = group % classes
      for _ in 0..<size {
        for feature in 0..<2 {
          let noise = (0..<6).reduce(0.0) { sum, _ in sum + Double(random.next(below: 1000)) / 1000 } - 3
          columns[feature].append(((code >> feature) & 1 == 1 ? 0.4 : -0.4) + 1.4 * noise)
        }
        codes.append(Int32(code))
        groups.append(Int32(group))
      }
    }
    let features = try FeatureMatrix(names: ["x", "y"], columns: columns)
    let labels = ClassLabels(classNames: ["a", "b", "c", "d"], codes: codes)
    let split = try Split.grouped(labels, by: RowGroups(linking: [groups]), seed: 5)
    let validation = try StackingValidation(
      training: features.selectingRows(split.train), labels: labels.selectingRows(split.train),
      groups: split.train.map { groups[$0] })
    let model = try validation.pool([
      validation.part { (features, labels, _) throws(LearningError) in
        try GaussianClassifier(training: features, labels: labels)
      }
    ])
    #expect(model.weights.others > 0.3)
    let (test, actual) = (features.selectingRows(split.test), labels.selectingRows(split.test))
    let alone = try Evaluation(of: model, on: test, actual)
    let together = try Evaluation(
      actual: actual,
      probabilities: model.probabilities(
        for: test, groups: split.test.map { groups[$0] }, items: split.test.indices.map { Int32($0) }))
    #expect(together[.accuracy] > alone[.accuracy] + 0.1)
    #expect(together[.logLoss] < alone[.logLoss])
  }
}
