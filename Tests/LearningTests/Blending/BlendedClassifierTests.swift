import Frames
import Statistics
import Testing

@testable import Learning

/// Gives each row the probabilities that stand in its features, one feature for each of two classes.
private struct Given: Classifier {
  let classNames = ["a", "b"]
  var featureNames: [String]

  func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let values = features.columns[0].flatMap { [Float($0), Float(1 - $0)] }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }
}

@Suite struct BlendedClassifiers {
  private let labels = ClassLabels(["a", "b", "a", "b"])

  @Test func independentEvidenceMultiplies() throws {
    let features = try FeatureMatrix(names: ["p", "q"], columns: [[0.8, 0.5, 1], [0.8, 0.9, 0]])
    let models: [any Classifier] = [Given(featureNames: ["p"]), Given(featureNames: ["q"])]
    let blend = try BlendedClassifier(models, weights: [1, 1], labels: labels)
    #expect(blend.featureNames == ["p", "q"])
    let found = try blend.probabilities(for: features)
    // Odds of 4 and 4 make 16, but for the hundredth that each model leaves to what it does not know.
    let odds = Float(0.98 * 0.8 + 0.01) / Float(0.98 * 0.2 + 0.01)
    #expect(abs(found[0, 0] / found[0, 1] - odds * odds) < 1e-3)
    #expect(found[1, 0] > 0.85 && found[1, 0] < 0.9)
    // One model's certainty does not silence the other.
    #expect(abs(found[2, 0] - 0.5) < 1e-5)
  }

  @Test func weightsFollowWhatModelsKnow() throws {
    var random = SplitMix64(5)
    var (truth, sure, noise): ([String], [Double], [Double]) = ([], [], [])
    for _ in 0..<2000 {
      let isA = random.chance(0.5)
      // Says 0.6 and is right in 80 of 100 rows: too timid by a factor of log(4) / log(1.5).
      sure.append(random.chance(0.8) == isA ? 0.6 : 0.4)
      noise.append(random.chance(0.5) ? 0.9 : 0.1)
      truth.append(isA ? "a" : "b")
    }
    let features = try FeatureMatrix(names: ["p", "q"], columns: [sure, noise])
    let models: [any Classifier] = [Given(featureNames: ["p"]), Given(featureNames: ["q"])]
    let blend = try BlendedClassifier(models, labels: labels, validatedOn: features, labels: ClassLabels(truth))
    // Weights are kept below 3; log(4) / log(1.5) is 3.4.
    #expect(blend.weights[0] > 2.9)
    #expect(blend.weights[1] < 0.1)
  }

  @Test func modelsHaveToKnowTheSameClasses() throws {
    #expect(throws: LearningError.self) {
      try BlendedClassifier([Given(featureNames: ["p"])], weights: [1], labels: ClassLabels(["a", "c"]))
    }
    #expect(throws: LearningError.self) { try BlendedClassifier([], weights: [], labels: labels) }
  }

  @Test func validationTrainsEachModelTwiceForAnyNumberOfBlends() throws {
    let (features, labels) = MadeUpClasses.rows(count: 600, classes: 4, seed: 11)
    let groups = (0..<600).map { Int32($0 / 3) }
    let validation = try StackingValidation(training: features, labels: labels, groups: groups, seed: 1)
    var seen: [Set<Int32>] = []
    func gaussian(_ features: FeatureMatrix, _ labels: ClassLabels, _ groups: [Int32]) throws(LearningError)
      -> any Classifier
    {
      seen.append(Set(groups))
      return try GaussianClassifier(training: features, labels: labels)
    }
    func guesses(_ features: FeatureMatrix, _ labels: ClassLabels, _: [Int32]) throws(LearningError) -> any Classifier {
      try GaussianClassifier(training: features.selectingColumns(["Noise"]), labels: labels)
    }
    let (good, useless) = (try validation.part(gaussian), try validation.part(guesses))
    #expect(seen[0].count == 200 && (150...170).contains(seen[1].count) && seen[1].isSubset(of: seen[0]))
    let blend = try validation.blend([good, useless])
    #expect(blend.weights[0] > 0.5 && blend.weights[0] > 2 * blend.weights[1])
    #expect(try validation.blend([good]).weights.count == 1)
    #expect(seen.count == 2)
    let again = try validation.part(good.model, gaussian)
    #expect(seen.count == 3 && seen[2] == seen[1])
    #expect(try validation.blend([again, useless]).weights == blend.weights)
  }
}
