import Forests
import Frames
import Testing

@testable import Learning

@Suite struct CompactClassifiers {
  private let parents = ClassLabels(["x", "x", "y", "y", "z"])

  private func model(
    _ descent: HierarchicalClassifier.Descent
  ) throws -> (HierarchicalClassifier, FeatureMatrix, ClassLabels) {
    let (features, labels) = MadeUpClasses.rows(count: 300, classes: 5, seed: 9)
    let model = try HierarchicalClassifier(
      training: features, labels: labels, parents: parents, descent: descent
    ) { (features, labels) throws(LearningError) in
      try ForestClassifier(training: features, labels: labels, settings: ForestSettings(treeCount: 8, seed: 4))
    }
    return (model, features, labels)
  }

  @Test(arguments: HierarchicalClassifier.Descent.allCases)
  func sayWithWholeLeavesWhatTheModelSays(_ descent: HierarchicalClassifier.Descent) throws {
    let (model, features, labels) = try model(descent)
    let compact = try CompactClassifier(
      model, training: features, labels: labels,
      settings: CompactSettings(treeCount: 8, maximumDepth: 100, minimumRowsInLeaf: 1, classesPerLeaf: 5))
    let (one, other) = (try compact.probabilities(for: features), try model.probabilities(for: features))
    #expect(compact.parentNames == ["x", "y", "z"])
    #expect(one.classNames == other.classNames)
    #expect(zip(one.values, other.values).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test func tellWhatTheyWeighAndCost() throws {
    let (model, features, labels) = try model(.bestParent)
    let (test, testLabels) = MadeUpClasses.rows(count: 200, classes: 5, seed: 10)
    let costs = try CompactClassifier.costs(
      of: model, cuts: [("small", CompactSettings(treeCount: 2, maximumDepth: 3)), ("large", CompactSettings())],
      { settings throws(LearningError) in
        try CompactClassifier(model, training: features, labels: labels, settings: settings)
      }, test: test, labels: testLabels)
    let sizes = try #require(costs["Packed kB"].doubles)
    let (right, lost) = (costs["Accuracy"].doubles ?? [], costs["Lost"].doubles ?? [])
    #expect(costs["Model"].text(at: 0) == "Whole" && sizes[0].isNaN)
    #expect(sizes[1] <= sizes[2])
    #expect(lost[0] == 0 && lost[1] == right[0] - right[1] && lost[2] == right[0] - right[2])
  }

  @Test func refuseWhatIsNoForest() throws {
    let (features, labels) = MadeUpClasses.rows(count: 60, classes: 5, seed: 9)
    let model = try HierarchicalClassifier(training: features, labels: labels, parents: parents) {
      (features, labels) throws(LearningError) in try GaussianClassifier(training: features, labels: labels)
    }
    #expect(throws: LearningError.self) {
      try CompactClassifier(model, training: features, labels: labels)
    }
  }
}
