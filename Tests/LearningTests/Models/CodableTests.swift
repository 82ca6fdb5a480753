import Foundation
import Frames
import Testing

@testable import Learning

/// What analyses keep of learning comes back as it was.
@Suite struct LearningCodingTests {
  private func copy<Value: Codable>(_ value: Value) throws -> Value {
    let bulk = BulkWriter()
    let encoder = JSONEncoder()
    encoder.userInfo[.bulkWriter] = bulk
    let words = try encoder.encode(value)
    let decoder = JSONDecoder()
    decoder.userInfo[.bulkReader] = BulkReader(bulk.bytes)
    return try decoder.decode(Value.self, from: words)
  }

  @Test func modelsPredictTheSame() throws {
    let (features, labels) = MadeUpClasses.rows(count: 200, classes: 4, seed: 3)
    let forest = try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 5))
    #expect(try copy(forest).probabilities(for: features) == forest.probabilities(for: features))
    let parents = ClassLabels(classNames: ["one", "two"], codes: [0, 0, 1, 1])
    let hierarchy = try HierarchicalClassifier(
      training: features, labels: labels, parents: parents, descent: .bestParent
    ) { features, labels throws(LearningError) in
      try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 3))
    }
    #expect(try copy([hierarchy])[0].predict(features) == hierarchy.predict(features))
  }

  @Test func aModelOfAnotherKindIsRefused() throws {
    let (features, labels) = MadeUpClasses.rows(count: 50, classes: 2, seed: 3)
    let forest = try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 2))
    let words = try JSONEncoder().encode(forest)
    #expect(throws: ModelFileError.self) { try JSONDecoder().decode(GaussianClassifier.self, from: words) }
    #expect(throws: ModelFileError.self) { try JSONDecoder().decode(ForestClassifier.self, from: Data("[1,2]".utf8)) }
  }

  @Test func whatModelsLearnFromAndWhatTheyReachIsEqual() throws {
    let (features, labels) = MadeUpClasses.rows(count: 200, classes: 4, seed: 3)
    let bags = WordBags(name: "words", rows: (0..<200).map { Int32($0 % 2) }, words: [["a", "b"], ["c"]])
    let withWords = try features.with(bags)
    #expect(try copy(withWords) == withWords)
    #expect(try copy(labels) == labels)
    let split = try Split.stratified(labels, seed: 1)
    #expect(try copy(split) == split)
    let forest = try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 2))
    let evaluation = try Evaluation(of: forest, on: features, labels)
    #expect(try copy(evaluation) == evaluation)
  }
}
