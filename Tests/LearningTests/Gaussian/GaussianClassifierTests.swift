import Frames
import Statistics
import Testing

@testable import Learning

@Suite struct GaussianClassifiers {
  /// Points of classes a, b, c around (0, 0), (2, 0) and (0, 2), c with twice the spread; and a feature without meaning.
  private func clouds(_ count: Int, seed: UInt64) throws -> (FeatureMatrix, ClassLabels) {
    var random = SplitMix64(seed)
    var columns = [[Double]](repeating: [], count: 3)
    var names: [String] = []
    for row in 0..<count {
      let name = ["a", "b", "c"][row % 3]
      let spread = name == "c" ? 1.0 : 0.5
      columns[0].append((name == "b" ? 2 : 0) + spread * random.nextNormal())
      columns[1].append((name == "c" ? 2 : 0) + spread * random.nextNormal())
      columns[2].append(7)
      names.append(name)
    }
    return (try FeatureMatrix(names: ["x", "y", "constant"], columns: columns), ClassLabels(names))
  }

  @Test func tellsCloudsApart() throws {
    let (features, labels) = try clouds(3000, seed: 1)
    let (others, truth) = try clouds(3000, seed: 2)
    let model = try GaussianClassifier(training: features, labels: labels)
    let found = try model.predict(others)
    let right = zip(found.codes, truth.codes).count { $0 == $1 }
    // The best possible rule, knowing all three densities, is right in 93 to 94 of 100 rows.
    #expect(right > 2730)
    let probabilities = try model.probabilities(for: others)
    for row in 0..<20 { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-5) }
  }

  @Test func classesOfOneRowLeanOnTheOthers() throws {
    var (features, labels) = try clouds(301, seed: 3)
    var names = (0..<301).map { labels[$0] }
    names[300] = "lonely"
    labels = ClassLabels(names)
    features = try FeatureMatrix(names: features.names, columns: features.columns)
    let model = try GaussianClassifier(training: features, labels: labels)
    let probabilities = try model.probabilities(for: features)
    #expect(probabilities.values.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
  }

  @Test func refusesWhatItCannotLearnFrom() throws {
    let (features, labels) = try clouds(30, seed: 4)
    #expect(throws: LearningError.self) {
      try GaussianClassifier(training: features, labels: labels, settings: .init(shrinkage: 1.5))
    }
    #expect(throws: LearningError.oneClass("a")) {
      try GaussianClassifier(training: features, labels: ClassLabels([String](repeating: "a", count: 30)))
    }
    let model = try GaussianClassifier(training: features, labels: labels)
    #expect(throws: LearningError.self) { try model.predict(features.selectingColumns(["x", "y"])) }
  }

  @Test func normalScoresAreQuantiles() {
    let scores = NormalScores((0..<1000).map(Double.init))
    #expect(abs(scores[499.5]) < 0.01)
    #expect(abs(scores[975] - 1.96) < 0.02 && abs(scores[24] + 1.96) < 0.02)
    #expect(abs(scores[841.3] - 1) < 0.01)
    #expect(scores[-5] == scores[0] && scores[5000] == scores[999])
    #expect(zip(0..<999, 1..<1000).allSatisfy { scores[Double($0)] < scores[Double($1)] })
    // Ties share the middle of their ranks: the lower half is one value.
    let ties = NormalScores((0..<1000).map { Double(max(0, $0 - 499)) })
    #expect(abs(ties[0] + 0.6745) < 0.01)
    #expect(NormalScores([4, 4, 4])[4] == 0)
  }

  @Test func precisionsInvertCovariances() {
    let precision = Precision(ofCovariance: [4, 1, 1, 9], size: 2)
    #expect(abs(precision.logDeterminant - 3.5553) < 1e-3)
    for (found, expected) in zip(precision.matrix, [9.0 / 35, -1.0 / 35, -1.0 / 35, 4.0 / 35]) {
      #expect(abs(found - expected) < 1e-5)
    }
  }

  @Test func quadraticFormsAreLogDensities() {
    let precision = Precision(ofCovariance: [4, 1, 1, 9], size: 2)
    var forms = QuadraticForms(size: 2, classCount: 2)
    forms.set(1, constant: 5, mean: [1, 2], precision: precision)
    // 5 - (2, 3) P (2, 3)ᵀ / 2 at (3, 5), and 5 at the mean.
    let values = forms.values(at: [3, 5, 1, 2], rows: 0..<2)
    #expect(values[0] == 0 && abs(values[1] - Float(5 - 30.0 / 35)) < 1e-4 && abs(values[3] - 5) < 1e-4)
  }
}
