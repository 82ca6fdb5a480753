import Frames
import Learning
import Testing

@Suite struct FeatureMatrices {
  private let frame = DataFrame(columns: [
    .double(Column(name: "Energy", values: [0.5, 0.25, 1])), .integer(Column(name: "Key", values: [1, 2, 3])),
    .string(Column(name: "Name", contents: ["a", "b", "c"])),
  ])

  @Test func columnsShareTheFramesMemory() throws {
    let matrix = try FeatureMatrix(frame, ["Energy", "Key"])
    #expect(matrix.names == ["Energy", "Key"] && matrix.rowCount == 3)
    #expect(matrix.columns == [[0.5, 0.25, 1], [1, 2, 3]])
    let isShared = matrix.columns[0].withUnsafeBufferPointer { shared in
      frame["Energy", Double.self].doubles.withUnsafeBufferPointer { $0.baseAddress == shared.baseAddress }
    }
    #expect(isShared)
    #expect(matrix.selectingRows([2, 0, 2]).columns == [[1, 0.5, 1], [3, 1, 3]])
    #expect(try matrix.selectingColumns(["Key"]).columns == [[1, 2, 3]])
    #expect(matrix.row(1) == [0.25, 2])
  }

  @Test func whatIsNoNumberIsRefusedWithItsPlace() throws {
    for (value, word) in [(Double.nan, "missing"), (.infinity, "infinite"), (-.infinity, "infinite")] {
      var frame = frame
      frame["Energy"] = .double(Column(name: "Energy", doubles: [0.5, 0.25, value]))
      let error = try #require(throws: LearningError.self) { try FeatureMatrix(frame, ["Key", "Energy"]) }
      guard case .nonFinite("Energy", 2, _) = error else { throw error }
      #expect(error.description.hasPrefix("The feature \"Energy\" is \(word) in row 2."))
    }
    #expect(throws: LearningError.notNumeric(column: "Name")) { try FeatureMatrix(frame, ["Name"]) }
    #expect(throws: LearningError.unknownColumn("Energi", nearest: ["Energy"])) { try FeatureMatrix(frame, ["Energi"]) }
    #expect(throws: LearningError.noFeatures) { try FeatureMatrix(frame, []) }
  }
}

@Suite struct Labels {
  @Test func classesAreNumberedInTheOrderOfTheirNames() throws {
    let labels = ClassLabels(["rock", "jazz", "rock", "ambient"])
    #expect(labels.classNames == ["ambient", "jazz", "rock"] && labels.codes == [2, 1, 2, 0])
    #expect(try labels == ClassLabels(Column(name: "Genre", contents: ["rock", "jazz", "rock", "ambient"])))
    #expect(labels.classCounts == [1, 1, 2] && labels[1] == "jazz")
    #expect(try labels.code(of: "rock") == 2)
    let kept = labels.selectingRows([2, 1])
    #expect(kept.classNames == labels.classNames && kept.codes == [2, 1])
    #expect(kept.droppingAbsentClasses == ClassLabels(["rock", "jazz"]))
  }

  @Test func unknownAndMissingClassesAreRefused() throws {
    let labels = ClassLabels(["deep house", "house", "jazz"])
    #expect(throws: LearningError.unknownClass("jaz", nearest: ["jazz"])) { try labels.code(of: "jaz") }
    #expect(throws: LearningError.unknownClass("hous", nearest: ["house"])) { try labels.code(of: "hous") }
    #expect(throws: LearningError.missingLabel(column: "Genre", row: 1)) {
      try ClassLabels(Column(name: "Genre", contents: ["a", nil]))
    }
  }

  @Test func whatCannotBeLearnedIsRefused() throws {
    func features(_ rows: Int) throws -> FeatureMatrix {
      try FeatureMatrix(names: ["x"], columns: [[Double](repeating: 0, count: rows)])
    }
    #expect(throws: LearningError.noRows) { try ClassLabels([]).checkTrainable(with: features(0)) }
    #expect(throws: LearningError.oneClass("a")) { try ClassLabels(["a", "a"]).checkTrainable(with: features(2)) }
    #expect(throws: LearningError.differentRowCounts(expected: 3, found: 2)) {
      try ClassLabels(["a", "b"]).checkTrainable(with: features(3))
    }
    #expect(throws: LearningError.moreClassesThanRows(classes: 3, rows: 2)) {
      try ClassLabels(classNames: ["a", "b", "c"], codes: [0, 1]).checkTrainable(with: features(2))
    }
  }
}

@Suite struct Ranking {
  @Test func theMostLikelyComeFirstAndTiesKeepTheOrderOfClasses() {
    let probabilities = ClassProbabilities(
      classNames: ["a", "b", "c", "d"], rowCount: 3,
      values: [0.1, 0.4, 0.1, 0.4, 0.25, 0.25, 0.25, 0.25, 0, 0, 0.2, 0.8])
    let ranked = probabilities.ranked(top: 3)
    #expect(ranked.codes == [1, 3, 0, 0, 1, 2, 3, 2, 0])
    #expect(ranked.predicted.codes == [1, 0, 3])
    #expect(ranked[2].map(\.className) == ["d", "c", "a"])
    #expect(probabilities.ranked(top: 9).countPerRow == 4)
  }
}
