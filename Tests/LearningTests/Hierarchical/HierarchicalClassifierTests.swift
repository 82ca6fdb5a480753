import Frames
import Learning
import Testing

/// Says for every row what a table says for its only feature.
private struct Told: Classifier {
  var classNames: [String]
  var featureNames = ["Row"]
  var answers: [[Float]]

  func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    return ClassProbabilities(
      classNames: classNames, rowCount: features.rowCount,
      values: features.columns[0].flatMap { answers[Int($0)] })
  }
}

@Suite struct HierarchicalClassifiers {
  /// Classes a, b, c of parents P (a, b), Q (c).
  private let parents = ClassLabels(["P", "P", "Q"])

  private func model(_ descent: HierarchicalClassifier.Descent) throws -> (HierarchicalClassifier, FeatureMatrix) {
    let rows = try FeatureMatrix(names: ["Row"], columns: [[0, 1, 2, 3]])
    var trained: [[String]] = []
    let model = try HierarchicalClassifier(
      training: rows, labels: ClassLabels(["a", "b", "c", "a"]), parents: parents, descent: descent
    ) { (features, labels) throws(LearningError) in
      trained.append(labels.classNames)
      let answers: [[Float]] =
        labels.classNames == ["P", "Q"]
        ? [[0.9, 0.1], [0.55, 0.45], [0.4, 0.6], [0.9, 0.1]] : [[0.7, 0.3], [0.5, 0.5], [0.9, 0.1], [0.2, 0.8]]
      return Told(classNames: labels.classNames, answers: answers)
    }
    #expect(trained == [["P", "Q"], ["a", "b"]])
    #expect(model.childModels.map { $0 == nil } == [false, true])
    return (model, rows)
  }

  private func expectClose(_ found: ArraySlice<Float>, _ expected: [Float]) {
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(Array(found)) for \(expected)")
  }

  @Test func confidenceIsTheProduct() throws {
    let (model, rows) = try model(.bestParent)
    let found = try model.probabilities(for: rows)
    expectClose(found.row(0), [0.63, 0.27, 0])
    expectClose(found.row(1), [0.275, 0.275, 0])
    expectClose(found.row(2), [0, 0, 0.6])
    #expect(try model.predict(rows).codes == [0, 0, 2, 1])
  }

  @Test func allParentsAreWeighed() throws {
    let (model, rows) = try model(.allParents)
    let found = try model.probabilities(for: rows)
    expectClose(found.row(1), [0.275, 0.275, 0.45])
    expectClose(found.row(2), [0.36, 0.04, 0.6])
    // The close second parent has one class that fits altogether.
    #expect(try model.predict(rows).codes == [0, 2, 2, 1])
    let sums = HierarchicalClassifier.parentProbabilities(of: found, parents: parents)
    #expect(sums.classNames == ["P", "Q"])
    expectClose(sums.row(1), [0.55, 0.45])
  }

  @Test func oneParentNeedsNoFirstStep() throws {
    let rows = try FeatureMatrix(names: ["Row"], columns: [[0, 1]])
    let labels = ClassLabels(["a", "b"])
    let model = try HierarchicalClassifier(
      training: rows, labels: labels, parents: ClassLabels(["P", "P"])
    ) { (_, labels) throws(LearningError) in Told(classNames: labels.classNames, answers: [[0.7, 0.3], [0.5, 0.5]]) }
    #expect(model.parentModel == nil)
    expectClose(try model.probabilities(for: rows).row(0), [0.7, 0.3])
  }

  @Test func parentsHaveToBeOfAllClasses() throws {
    let rows = try FeatureMatrix(names: ["Row"], columns: [[0, 1]])
    #expect(throws: LearningError.differentRowCounts(expected: 2, found: 1)) {
      try HierarchicalClassifier(
        training: rows, labels: ClassLabels(["a", "b"]), parents: ClassLabels(["P"])
      ) { (_, labels) throws(LearningError) in Told(classNames: labels.classNames, answers: []) }
    }
  }

  @Test func otherFeaturesAreRefused() throws {
    let (model, _) = try model(.allParents)
    let others = try FeatureMatrix(names: ["Energy"], columns: [[0]])
    #expect(throws: LearningError.differentFeatures(expected: ["Row"], found: ["Energy"])) {
      try model.probabilities(for: others)
    }
  }

  /// Classes a, b of P, c, d of Q, e of R; b, d and e have no rows to learn from.
  @Test func classesWithoutRowsHaveAProbabilityOfZero() throws {
    let names = ["a", "b", "c", "d", "e", "f"]
    let rows = try FeatureMatrix(names: ["x"], columns: [[0, 1, 2, 3, 4, 5, 6, 7]])
    let labels = ClassLabels(classNames: names, codes: [0, 0, 2, 2, 5, 5, 2, 0])
    let parents = ClassLabels(["P", "P", "Q", "Q", "R", "Q"])
    for descent in HierarchicalClassifier.Descent.allCases {
      let model = try HierarchicalClassifier(training: rows, labels: labels, parents: parents, descent: descent) {
        (features, labels) throws(LearningError) in
        try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 20, seed: 1))
      }
      let found = try model.probabilities(for: rows)
      #expect(found.classNames == names)
      for row in 0..<rows.rowCount {
        #expect(found[row, 1] == 0 && found[row, 3] == 0 && found[row, 4] == 0)
        #expect(Double(found[row, Int(labels.codes[row])]) > 0.4)
      }
      // Ranked without the probabilities of all, the answers are the same.
      for count in [1, 3, 6] {
        let ranked = try model.ranked(top: count, for: rows)
        let wanted = found.ranked(top: count)
        #expect(ranked.codes == wanted.codes && ranked.countPerRow == wanted.countPerRow)
        #expect(zip(ranked.probabilities, wanted.probabilities).allSatisfy { abs($0 - $1) < 1e-6 })
      }
      let within = try model.ranked(top: 2, for: rows, withinParents: labels.parents(parents))
      #expect(within.predicted.codes == labels.codes)
      #expect(throws: LearningError.self) {
        try model.ranked(top: 2, for: rows, withinParents: ClassLabels([String](repeating: "S", count: 8)))
      }
    }
  }
}
