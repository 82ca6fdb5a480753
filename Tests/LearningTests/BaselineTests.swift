import Frames
import Statistics
import Testing

@testable import Learning

@Suite struct BaselineTests {
  private let names = ["a", "b", "c"]

  private func evaluation(actual: [Int32], predicted: [Int32]) throws -> Evaluation {
    try Evaluation(
      actual: ClassLabels(classNames: names, codes: actual),
      ranked: RankedClasses(
        classNames: names, countPerRow: 1, codes: predicted,
        probabilities: [Float](repeating: 1, count: predicted.count)))
  }

  @Test func theCommonestClassAndTheCeilingStandBesideChance() throws {
    let evaluation = try evaluation(actual: [0, 1, 2, 1, 0], predicted: [0, 0, 0, 1, 1])
    // b is commonest in training; rows 0 to 2 are one thing, of which one row can be right.
    let baselines = evaluation.baselines(training: ClassLabels(["a", "b", "b", "c"]), items: [5, 5, 5, 6, 7])
    #expect(
      baselines == Baselines(chance: 1.0 / 3, commonestClass: "b", commonest: 2.0 / 5, ceiling: 3.0 / 5))
    #expect(evaluation.baselines(training: ClassLabels(["a"])).ceiling == 1)
  }

  @Test func aClassifierOfSharesNamesTheCommonestClass() throws {
    let rows = try FeatureMatrix(names: ["x"], columns: [[1, 2, 3, 4]])
    let model = PriorClassifier(training: rows, labels: ClassLabels(classNames: names, codes: [1, 1, 0, 1]))
    #expect(model.shares == [0.25, 0.75, 0])
    #expect(try model.predict(rows).codes == [1, 1, 1, 1])
  }

  @Test func recallsRestOnGroups() throws {
    // Class a: group 0 is right in both rows, group 1 wrong in both.
    let evaluation = try evaluation(actual: [0, 0, 0, 0, 1], predicted: [0, 0, 1, 2, 1])
    let groups = RowGroups(linking: [[0, 0, 1, 1, 2]])
    let recalls = evaluation.recalls(groups: groups)
    let first = try #require(recalls[0])
    #expect(first.value == 0.5 && first.rows == 4 && first.groups == 2)
    #expect(first.interval.lower < 0.02 && first.interval.upper > 0.98)
    // A single artist says nothing about others.
    #expect(recalls[1]?.interval == ConfidenceInterval(lower: 0, upper: 1, level: 0.95))
    #expect(recalls[2] == nil)
    let table = evaluation.classTable(groups: groups)
    #expect(table.columnNames.prefix(4) == ["Class", "Rows", "Groups", "Recall"])
    #expect(table["Groups", Int.self].values == [1, 2])
    #expect(evaluation.recalls(groups: nil)[0]?.interval == .share(2, of: 4))
  }

  @Test func aResampleWithoutAClassLeavesItOutOfTheMacroAverage() throws {
    let evaluation = try evaluation(actual: [0, 1], predicted: [0, 1])
    let macro = try #require(WeightedMeasure(.macroF1, evaluation))
    #expect(macro.value(weights: nil) == 1)
    #expect(macro.value(weights: [2, 0]) == 1)
  }

  @Test func overlapCountsWhatIsOnBothSides() {
    let split = Split(train: [0, 1], test: [2, 3], leftOut: [4])
    let members: [[Int32]] = [[0, 3], [1], [2, 3], [4], [9]]
    #expect(split.overlap(of: members) == MemberOverlap(train: 3, test: 3, shared: 1))
    #expect(split.isFamiliar(members: members) == [true, false])
    let kept = split.overlap(of: [[0], [1], [2], [], [9]])
    #expect(kept.isDisjoint && kept.test == 1)
  }
}
