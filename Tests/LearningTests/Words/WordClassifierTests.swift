import Frames
import Testing

@testable import Learning

@Suite struct WordClassifiers {
  private func rows(_ words: [[String]]) throws -> FeatureMatrix {
    try FeatureMatrix(names: ["x"], columns: [words.map { _ in 0 }]).with(WordBags(name: "Name", words))
  }

  @Test func wordsSpeakForTheirClasses() throws {
    let words = (0..<40).map { $0 < 20 ? ["love", $0 < 15 ? "baby" : "night"] : ["love", $0 < 35 ? "doom" : "night"] }
    let labels = ClassLabels((0..<40).map { $0 < 20 ? "pop" : "metal" })
    let model = try WordClassifier(training: rows(words), labels: labels, words: "Name")
    let found = try model.probabilities(for: rows([["baby"], ["doom"], ["night"], ["unheard"], []]))
    #expect(model.classNames == ["metal", "pop"])
    #expect(found[0, 1] > 0.55 && found[1, 0] > 0.55)
    #expect(abs(found[2, 0] - 0.5) < 1e-6)
    #expect(found[3, 0] == 0.5 && found[4, 0] == 0.5)
    // The evidence of "baby": 15 of 20 rows with it in pop and none in metal, 10 rows of smoothing.
    let (with, without) = ((15 + 10 * 0.375) / 30.0, 10 * 0.375 / 30.0)
    #expect(abs(Double(found[0, 1] / found[0, 0]) - power(with / without, 0.3)) < 1e-4)
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    // base^0.3 as the tenth root of its cube, by Newton's method.
    let cube = base * base * base
    var root = 1.5
    for _ in 0..<200 {
      let ninth = (0..<9).reduce(1.0) { product, _ in product * root }
      root -= (ninth * root - cube) / (10 * ninth)
    }
    #expect(exponent == 0.3)
    return root
  }

  @Test func oneGroupIsNoEvidence() throws {
    let words = (0..<40).map { $0 < 20 ? ["loyal"] : $0 % 2 == 0 ? ["shared"] : [] }
    let labels = ClassLabels((0..<40).map { $0 < 20 ? "pop" : "metal" })
    let groups = (0..<40).map { Int32($0 < 20 ? 1 : $0) }
    let model = try WordClassifier(training: rows(words), labels: labels, words: "Name", groups: groups)
    let found = try model.probabilities(for: rows([["loyal"], ["shared"]]))
    #expect(found[0, 0] == 0.5)
    #expect(found[1, 0] > 0.5)
  }

  @Test func bagsFollowTheirRows() throws {
    let bags = WordBags(name: "Name", rows: [1, -1, 0], words: [["a", "b", "a"], ["b"]])
    #expect(bags.vocabulary == ["a", "b"])
    #expect((0..<3).map { bags[$0] } == [["b"], [], ["a", "b"]])
    #expect((0..<2).map { bags.selectingRows([2, 0])[$0] } == [["a", "b"], ["b"]])
    let features = try FeatureMatrix(names: ["x"], columns: [[1, 2, 3]]).with(bags)
    #expect(features.selectingRows([2]).words[0][0] == ["a", "b"])
    #expect(try features.selectingColumns(["x"]).words == [bags])
    #expect(throws: LearningError.differentRowCounts(expected: 1, found: 3)) {
      try FeatureMatrix(names: ["x"], columns: [[1]]).with(bags)
    }
  }

  @Test func wordsAloneAreEnough() throws {
    let bags = WordBags(name: "Name", (0..<20).map { $0 < 10 ? ["baby"] : ["doom"] })
    let labels = ClassLabels((0..<20).map { $0 < 10 ? "pop" : "metal" })
    let features = try FeatureMatrix(words: [bags])
    #expect(features.rowCount == 20 && features.names.isEmpty)
    let model = try WordClassifier(training: features, labels: labels, words: "Name")
    #expect(try model.predict(features.selectingRows([3, 13, 4])).codes == [1, 0, 1])
    #expect(throws: LearningError.noFeatures) { try FeatureMatrix(words: []) }
    let other = WordBags(name: "Artist", [["x"]])
    #expect(throws: LearningError.differentRowCounts(expected: 20, found: 1)) {
      try FeatureMatrix(words: [bags, other])
    }
  }

  @Test func refusesUnknownWords() throws {
    let labels = ClassLabels(["a", "b"])
    #expect(throws: LearningError.unknownColumn("Artist", nearest: ["Name"])) {
      try WordClassifier(training: rows([["x"], ["y"]]), labels: labels, words: "Artist")
    }
    #expect(throws: LearningError.differentRowCounts(expected: 2, found: 1)) {
      try WordClassifier(training: rows([["x"], ["y"]]), labels: labels, words: "Name", groups: [1])
    }
  }
}
