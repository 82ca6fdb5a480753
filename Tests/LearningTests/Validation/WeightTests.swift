import Forests
import Foundation
import Frames
import Statistics
import Testing

@testable import Learning

/// What scikit-learn and NumPy say of weighted rows: `Fixtures/make_weights.py` writes it.
private struct WeightOracle: Decodable {
  struct Fitted: Decodable {
    var oneVersusRest, multinomial, decisions: [Double]
    var supportVectors: Int
  }
  struct Models: Decodable {
    var rowWeights, balanced: [Double]
    var rows, classes: Fitted
  }
  struct Moments: Decodable {
    var points, rowWeights: [Double]
    var codes: [Int32]
    var means, covariances: [[Double]]
  }
  struct Rare: Decodable {
    struct Scores: Decodable {
      /// Accuracy, and the mean of the classes' recalls.
      var plain, balanced: [Double]
    }
    var rows: [Int]
    var forest, boosting: Scores
  }
  struct Missing: Decodable {
    var holes: [Int]
    var accuracy: Double
  }
  struct Regression: Decodable {
    var holes: [Int]
    var rowWeights: [Double]
    var missing, weighted: Double
  }
  struct Stump: Decodable { var classes, predicted: [String] }
  var models: [String: Models]
  var moments: Moments
  var rare: Rare
  var missing: [String: Missing]
  var regression: Regression
  var stumps: [Stump]

  static func read() throws -> WeightOracle {
    try JSONDecoder().decode(WeightOracle.self, from: Fixtures.data("weights.json"))
  }
}

/// The diabetes data of scikit-learn, which stand in another fixture.
private struct Diabetes: Decodable {
  struct Regression: Decodable {
    var names: [String]
    var columns: [[Double]]
    var values: [Double]
  }
  var regression: Regression

  static func read() throws -> Regression {
    try JSONDecoder().decode(Diabetes.self, from: Fixtures.data("validation.json")).regression
  }
}

@Suite struct WeightsBesideScikitLearn {
  @Test(arguments: ["iris", "wine", "cancer"], [false, true]) func linearModelsAndMachines(
    dataset: String, byClass: Bool
  )
    throws
  {
    let oracle = try #require(try WeightOracle.read().models[dataset])
    let expected = byClass ? oracle.classes : oracle.rows
    let data = try Dataset(dataset)
    let split = data.split(0)
    let (train, labels) = (data.features.selectingRows(split.train), data.labels.selectingRows(split.train))
    let asked = data.features.selectingRows(Array(split.test.prefix(12)))
    #expect(near(labels.balancedWeights, oracle.balanced, 1e-12))
    let weights = byClass ? labels.balancedWeights : oracle.rowWeights

    let rest = try LogisticRegression(
      training: train, labels: labels, rowWeights: weights,
      settings: .init(scheme: .oneVersusRest, maximumIterations: 10_000, tolerance: 1e-11))
    let found = zip(rest.weights, rest.intercepts).flatMap { $0 + [$1] }
    #expect(near(found, expected.oneVersusRest, 1e-6))
    let softmax = try LogisticRegression(
      training: train, labels: labels, rowWeights: weights,
      settings: .init(scheme: .multinomial, maximumIterations: 10_000, tolerance: 1e-11))
    #expect(near(try softmax.probabilities(for: asked).values.map(Double.init), expected.multinomial, 1e-6))
    let machine = try SupportVectorMachine(
      training: train, labels: labels, rowWeights: weights, settings: .init(tolerance: 1e-10))
    #expect(near(try machine.decisions(for: asked), expected.decisions, 1e-6))
    #expect(machine.supportVectorCount == expected.supportVectors)
  }

  @Test func momentsOfClasses() throws {
    let expected = try WeightOracle.read().moments
    let labels = ClassLabels(classNames: ["a", "b", "c"], codes: expected.codes)
    let moments = ClassMoments(points: expected.points, size: 3, labels: labels, rowWeights: expected.rowWeights)
    for code in 0..<3 {
      #expect(near(Array(moments.mean(of: code)), expected.means[code], 1e-12))
      #expect(near(moments.covariance(of: code), expected.covariances[code], 1e-12))
    }
  }

  /// One of two classes that are easily mixed up is rare: weights of classes bring its recall back, as much as there.
  @Test(arguments: ["forest", "boosting"]) func aRareClass(kind: String) throws {
    let oracle = try WeightOracle.read().rare
    let expected = kind == "forest" ? oracle.forest : oracle.boosting
    let digits = try Dataset("digits")
    let (features, labels) = (digits.features.selectingRows(oracle.rows), digits.labels.selectingRows(oracle.rows))
    let folds = oracle.rows.map { digits.folds[$0] }
    func meanRecall(balanced: Bool) throws -> Double {
      var said = [Int32](repeating: 0, count: labels.count)
      for fold in 0..<5 {
        let (train, test) = (folds.indices.filter { folds[$0] != fold }, folds.indices.filter { folds[$0] == fold })
        let (rows, own) = (features.selectingRows(train), labels.selectingRows(train))
        let weights = balanced ? own.balancedWeights : nil
        let model: any Classifier =
          kind == "forest"
          ? try ForestClassifier(
            training: rows, labels: own, rowWeights: weights, settings: .init(maximumDepth: 6, seed: 1))
          : try GradientBoosting(
            training: rows, labels: own, rowWeights: weights, settings: .init(roundCount: 40, maximumDepth: 3))
        for (row, code) in zip(test, try model.predict(features.selectingRows(test)).codes) { said[row] = code }
      }
      return try Evaluation(
        actual: labels,
        ranked: RankedClasses(
          classNames: labels.classNames, countPerRow: 1, codes: said,
          probabilities: [Float](repeating: 1, count: said.count)))[.balancedAccuracy]
    }
    let (plain, balanced) = (try meanRecall(balanced: false), try meanRecall(balanced: true))
    // Other trees than theirs: a rare class of 30 rows moves the mean by a third of a point for each.
    #expect(balanced >= expected.balanced[1] - 0.015, "\(balanced) beside \(expected.balanced[1])")
    if kind == "forest" {
      #expect(abs(plain - expected.plain[1]) < 0.025, "\(plain) beside \(expected.plain[1])")
      #expect(abs(balanced - expected.balanced[1]) < 0.015, "\(balanced) beside \(expected.balanced[1])")
      #expect(balanced > plain + 0.04)
    }
  }

  @Test func numbersByWeight() throws {
    let (oracle, diabetes) = (try WeightOracle.read().regression, try Diabetes.read())
    let features = try FeatureMatrix(names: diabetes.names, columns: diabetes.columns)
    let score = try forestScore(features, diabetes.values, weights: oracle.rowWeights)
    #expect(abs(score - oracle.weighted) < 0.02, "\(score) beside \(oracle.weighted)")
  }

  @Test func numbersOfRowsThatLackValues() throws {
    let (oracle, diabetes) = (try WeightOracle.read().regression, try Diabetes.read())
    var columns = diabetes.columns
    for hole in oracle.holes { columns[hole % columns.count][hole / columns.count] = .nan }
    let features = try FeatureMatrix(names: diabetes.names, columns: columns, allowsMissing: true)
    let score = try forestScore(features, diabetes.values, weights: nil)
    #expect(abs(score - oracle.missing) < 0.02, "\(score) beside \(oracle.missing)")
  }

  /// The share of the (weighted) variance that forests of the other folds explain, on average over five seeds.
  private func forestScore(_ features: FeatureMatrix, _ values: [Double], weights: [Double]?) throws -> Double {
    let counts = weights ?? [Double](repeating: 1, count: values.count)
    let mean = zip(values, counts).reduce(0) { $0 + $1.0 * $1.1 } / counts.reduce(0, +)
    let spread = zip(values, counts).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    var scores: [Double] = []
    for seed in 0..<5 {
      var squares = 0.0
      for fold in 0..<5 {
        let (train, test) = (values.indices.filter { $0 % 5 != fold }, values.indices.filter { $0 % 5 == fold })
        let model = try RegressionForest(
          training: features.selectingRows(train), values: train.map { values[$0] },
          rowWeights: weights.map { weights in train.map { weights[$0] } },
          settings: .init(minimumSamplesInLeaf: 3, seed: UInt64(seed)))
        for (row, said) in zip(test, try model.predict(features.selectingRows(test))) {
          squares += counts[row] * (values[row] - said) * (values[row] - said)
        }
      }
      scores.append(1 - squares / spread)
    }
    return scores.reduce(0, +) / 5
  }

  @Test(arguments: ["iris", "wine", "cancer"]) func rowsThatLackValues(dataset: String) throws {
    let oracle = try #require(try WeightOracle.read().missing[dataset])
    let data = try Dataset(dataset)
    var columns = data.features.columns
    for hole in oracle.holes { columns[hole % columns.count][hole / columns.count] = .nan }
    let features = try FeatureMatrix(names: data.features.names, columns: columns, allowsMissing: true)
    var right = 0
    for seed in 0..<5 {
      for fold in 0..<5 {
        let split = data.split(fold)
        let model = try ForestClassifier(
          training: features.selectingRows(split.train), labels: data.labels.selectingRows(split.train),
          settings: .init(seed: UInt64(seed)))
        let said = try model.predict(features.selectingRows(split.test))
        right += zip(said.codes, split.test).count { $0 == data.labels.codes[$1] }
      }
    }
    let accuracy = Double(right) / Double(5 * data.labels.count)
    #expect(abs(accuracy - oracle.accuracy) < 0.012, "\(accuracy) beside \(oracle.accuracy)")
  }

  /// A tree of one split sends missing values to the side of the class that lacks them, and a split between missing
  /// and known ones says nothing of where known ones lie.
  @Test func missingValuesGoToTheBetterSide() throws {
    let column: [Double] = [1, 2, 3, 4, 5, 6, .nan, .nan, .nan, .nan]
    let features = try FeatureMatrix(names: ["x"], columns: [column], allowsMissing: true)
    let asked = try FeatureMatrix(names: ["x"], columns: [[0, 2.4, 3.4, 3.6, 9, .nan]], allowsMissing: true)
    for stump in try WeightOracle.read().stumps {
      let model = try ForestClassifier(
        training: features, labels: ClassLabels(stump.classes),
        settings: .init(treeCount: 1, maximumDepth: 1, bootstrap: false))
      let said = try model.predict(asked)
      #expect((0..<6).map { said[$0] } == stump.predicted)
    }
  }
}

/// What weights mean whatever a peer says: a row of weight 2 is two rows.
@Suite struct Weights {
  private let folder = TemporaryFolder()
  private let names = ["a", "b", "c"]

  /// Few different values, so that bins are those of the values themselves.
  private func rows(_ count: Int) throws -> (FeatureMatrix, ClassLabels, [Double], [Int]) {
    var random = SplitMix64(11)
    let codes = (0..<count).map { Int32($0 % 3) }
    let columns = (0..<4).map { feature in
      codes.map { Double(Int($0) * (feature % 2 + 1) + random.next(below: 7)) }
    }
    let weights = (0..<count).map { _ in Double(1 + random.next(below: 3)) }
    let copies = weights.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    return (
      try FeatureMatrix(names: ["p", "q", "r", "s"], columns: columns), ClassLabels(classNames: names, codes: codes),
      weights, copies
    )
  }

  private func expectSame(
    within tolerance: Float = 1e-4, sourceLocation: SourceLocation = #_sourceLocation,
    _ train: (FeatureMatrix, ClassLabels, [Double]?) throws -> any Classifier
  ) throws {
    let (features, labels, weights, copies) = try rows(150)
    let weighted = try train(features, labels, weights).probabilities(for: features)
    let copied = try train(features.selectingRows(copies), labels.selectingRows(copies), nil).probabilities(
      for: features)
    let plain = try train(features, labels, nil).probabilities(for: features)
    let worst = zip(weighted.values, copied.values).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < tolerance, "differ by \(worst)", sourceLocation: sourceLocation)
    #expect(zip(weighted.values, plain.values).contains { abs($0 - $1) > 0.001 }, sourceLocation: sourceLocation)
  }

  @Test(arguments: [ForestSettings.Thresholds.best, .random]) func ofTrees(thresholds: ForestSettings.Thresholds) throws
  {
    try expectSame { features, labels, weights in
      // All rows once: the copies of a row stay together.
      try ForestClassifier(
        training: features, labels: labels, rowWeights: weights,
        settings: .init(treeCount: 5, maximumDepth: 5, bootstrap: false, thresholds: thresholds, seed: 3))
    }
  }

  @Test func ofWeightsOfClassesAndOfRows() throws {
    let (features, labels, weights, _) = try rows(150)
    func values(_ weights: [Double]?, _ classes: ForestSettings.ClassWeights) throws -> [Float] {
      try ForestClassifier(
        training: features, labels: labels, rowWeights: weights,
        settings: .init(treeCount: 5, maximumDepth: 4, classWeights: classes, seed: 3)
      ).probabilities(for: features).values
    }
    let ofClasses = [2.0, 0.5, 1]
    let both = zip(weights, labels.codes).map { $0 * ofClasses[Int($1)] }
    #expect(try values(weights, .custom(ofClasses)) == values(both, .uniform))
    #expect(
      try near(
        values(labels.weights(ofClasses: ["a": 2, "b": 0.5]), .uniform).map(Double.init),
        values(nil, .custom(ofClasses)).map(Double.init), 1e-6))
    #expect(try values(nil, .uniform) != values(weights, .uniform))
  }

  @Test func ofBoosting() throws {
    try expectSame(within: 1e-3) { features, labels, weights in
      try GradientBoosting(
        training: features, labels: labels, rowWeights: weights,
        settings: .init(roundCount: 8, maximumDepth: 3, minimumSamplesInLeaf: 1, rowFraction: 1))
    }
  }

  @Test func ofLinearModels() throws {
    for scheme in LogisticRegression.Scheme.allCases {
      try expectSame { features, labels, weights in
        try LogisticRegression(
          training: features, labels: labels, rowWeights: weights,
          settings: .init(scheme: scheme, maximumIterations: 10_000, tolerance: 1e-9, standardizes: false))
      }
    }
  }

  @Test func ofRowsInFolds() throws {
    let (features, labels, weights, _) = try rows(150)
    let folds = try Split.stratifiedFolds(labels, count: 3, seed: 2)
    let found = try CrossValidation(features, labels, folds: folds) { rows, classes, numbers throws(LearningError) in
      try LogisticRegression(training: rows, labels: classes, rowWeights: numbers.map { weights[$0] })
    }
    let first = folds[0]
    let model = try LogisticRegression(
      training: features.selectingRows(first.train), labels: labels.selectingRows(first.train),
      rowWeights: first.train.map { weights[$0] })
    #expect(
      try found.folds[0].evaluation.probabilities == model.probabilities(for: features.selectingRows(first.test)))
  }

  @Test func ofNeighbours() throws {
    let (features, labels, weights, _) = try rows(150)
    let settings = NeighborClassifier.Settings(neighborCount: 150)
    let model = try NeighborClassifier(training: features, labels: labels, rowWeights: weights, settings: settings)
    // All rows are neighbours: the shares are those of the weights.
    let shares = labels.weightSums(weights).map { Float($0 / weights.reduce(0, +)) }
    for (one, other) in zip(try model.probabilities(for: features).row(7), shares) { #expect(abs(one - other) < 1e-5) }
    let bytes = try ModelFile.bytes(of: model)
    let read = try ModelFile(contentsOf: folder.write(bytes)).classifier()
    #expect(try read.probabilities(for: features) == model.probabilities(for: features))
  }

  @Test func ofGaussianClasses() throws {
    let (features, labels, weights, _) = try rows(150)
    let plain = try GaussianClassifier(training: features, labels: labels).probabilities(for: features).values
    let ones = [Double](repeating: 3, count: 150)
    let even = try GaussianClassifier(training: features, labels: labels, rowWeights: ones).probabilities(for: features)
    #expect(zip(even.values, plain).allSatisfy { abs($0 - $1) < 1e-5 })
    let own = try GaussianClassifier(training: features, labels: labels, rowWeights: weights)
    #expect(try own.probabilities(for: features).values != plain)
    // Where a class is rare, balanced weights make it as common as the others.
    let few = Array(0..<90) + (90..<150).filter { labels.codes[$0] != 2 }
    let (some, known) = (features.selectingRows(few), labels.selectingRows(few))
    let balanced = try GaussianClassifier(training: some, labels: known, rowWeights: known.balancedWeights)
    let usual = try GaussianClassifier(training: some, labels: known)
    func mean(_ model: GaussianClassifier) throws -> Float {
      try model.probabilities(for: some).scores(ofClass: 2).reduce(0) { $0 + Float($1) } / Float(few.count)
    }
    #expect(try mean(balanced) > mean(usual) + 0.01)
  }

  @Test func ofWords() throws {
    let words = WordBags(name: "Name", [["x", "y"], ["x"], ["y"], ["x", "z"], ["z"], ["y", "z"]])
    let features = try FeatureMatrix(words: [words])
    let labels = ClassLabels(classNames: ["a", "b"], codes: [0, 0, 1, 1, 0, 1])
    let weights: [Double] = [2, 1, 1, 3, 1, 2]
    let copies = weights.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    func gains(_ rows: [Int], _ weights: [Double]?) throws -> [[Float]] {
      let model = try WordClassifier(
        training: features.selectingRows(rows), labels: labels.selectingRows(rows), words: "Name", rowWeights: weights)
      return model.evidence.sorted { $0.key < $1.key }.map { $0.value.map(\.gain) } + [model.absence]
    }
    let (one, other) = (try gains(Array(0..<6), weights), try gains(copies, nil))
    #expect(
      zip(one.joined(), other.joined()).allSatisfy { abs($0 - $1) < 1e-6 } && one.map(\.count) == other.map(\.count))
  }

  @Test func weightsThatCannotBeAreRefused() throws {
    let (features, labels, _, _) = try rows(30)
    for wrong in [0, -1, .nan, .infinity] as [Double] {
      var weights = [Double](repeating: 1, count: 30)
      weights[4] = wrong
      #expect(throws: LearningError.self) {
        try ForestClassifier(training: features, labels: labels, rowWeights: weights)
      }
      #expect(throws: LearningError.self) {
        try GradientBoosting(training: features, labels: labels, rowWeights: weights)
      }
      #expect(throws: LearningError.self) {
        try GaussianClassifier(training: features, labels: labels, rowWeights: weights)
      }
      #expect(throws: LearningError.self) {
        try SupportVectorMachine(training: features, labels: labels, rowWeights: weights)
      }
      #expect(throws: LearningError.self) {
        try NeighborClassifier(training: features, labels: labels, rowWeights: weights)
      }
      #expect(throws: LearningError.self) {
        try LogisticRegression(training: features, labels: labels, rowWeights: weights)
      }
      #expect(throws: LearningError.self) { try labels.weights(ofClasses: ["a": wrong]) }
    }
    #expect(throws: LearningError.differentRowCounts(expected: 30, found: 1)) {
      try ForestClassifier(training: features, labels: labels, rowWeights: [1])
    }
    #expect(throws: LearningError.self) { try labels.weights(ofClasses: ["d": 2]) }
  }
}

@Suite struct MissingValues {
  private let folder = TemporaryFolder()

  private func rows() throws -> (FeatureMatrix, ClassLabels) {
    let (plain, labels) = MadeUpClasses.rows(count: 300, classes: 3, seed: 9)
    var columns = plain.columns
    for row in 0..<300 where row % 5 == 0 { columns[row % plain.featureCount][row] = .nan }
    return (try FeatureMatrix(names: plain.names, columns: columns, allowsMissing: true), labels)
  }

  @Test func otherModelsRefuseThem() throws {
    let (features, labels) = try rows()
    #expect(features.hasMissing && !features.selectingRows([1, 2, 3]).hasMissing)
    #expect(throws: LearningError.self) { try FeatureMatrix(names: features.names, columns: features.columns) }
    #expect(throws: LearningError.self) {
      try FeatureMatrix(names: ["x"], columns: [[.nan, .infinity]], allowsMissing: true)
    }
    #expect(throws: LearningError.self) { try LogisticRegression(training: features, labels: labels) }
    #expect(throws: LearningError.self) { try SupportVectorMachine(training: features, labels: labels) }
    #expect(throws: LearningError.self) { try GradientBoosting(training: features, labels: labels) }
    #expect(throws: LearningError.self) { try GaussianClassifier(training: features, labels: labels) }
    #expect(throws: LearningError.self) { try NeighborClassifier(training: features, labels: labels) }
    #expect(throws: LearningError.self) { try LeastSquares(training: features, values: labels.codes.map(Double.init)) }
    #expect(throws: LearningError.self) { try StandardScaler(fittedOn: features) }
    let complete = features.selectingRows((0..<300).filter { $0 % 5 > 0 })
    let known = labels.selectingRows((0..<300).filter { $0 % 5 > 0 })
    let machine = try LogisticRegression(training: complete, labels: known)
    #expect(throws: LearningError.self) { try machine.predict(features) }
  }

  @Test func forestsOfTwoLevelsAndFilesKnowThem() throws {
    let (features, labels) = try rows()
    let forest = try ForestClassifier(training: features, labels: labels, settings: .init(treeCount: 10, seed: 1))
    #expect(forest.handlesMissing)
    let parents = ClassLabels(classNames: ["one", "two"], codes: [0, 0, 1])
    let levels = try HierarchicalClassifier(training: features, labels: labels, parents: parents) {
      rows, labels throws(LearningError) in
      try ForestClassifier(training: rows, labels: labels, settings: .init(treeCount: 10, seed: 1))
    }
    for model in [forest, levels] as [any StoredModel] {
      let read = try ModelFile(contentsOf: folder.write(ModelFile.bytes(of: model))).classifier()
      #expect(try read.probabilities(for: features) == model.probabilities(for: features) && read.handlesMissing)
    }
    let score = try forest.outOfBagScore(training: features, labels: labels)
    #expect(score.accuracy > 0.6)
    #expect(forest.impurityImportances.count == features.featureCount)
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "?")
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "?")
    let decoded = try decoder.decode(FeatureMatrix.self, from: encoder.encode(features))
    #expect(decoded.hasMissing && decoded.columns[0].map(\.isNaN) == features.columns[0].map(\.isNaN))
  }

  /// A forest that never saw a missing value takes it for the median.
  @Test func whatWasNeverMissingIsTakenForTheMedian() throws {
    let (plain, labels) = MadeUpClasses.rows(count: 300, classes: 3, seed: 9)
    let forest = try ForestClassifier(training: plain, labels: labels, settings: .init(treeCount: 10, seed: 1))
    #expect(!forest.handlesMissing)
    var (lacking, filled) = (plain.columns, plain.columns)
    let median = plain.columns[1].sorted()[149]
    for row in 0..<300 { (lacking[1][row], filled[1][row]) = (.nan, median) }
    let asked = try FeatureMatrix(names: plain.names, columns: lacking, allowsMissing: true)
    let known = try FeatureMatrix(names: plain.names, columns: filled)
    let read = try ModelFile(contentsOf: folder.write(ModelFile.bytes(of: forest))).classifier()
    #expect(try forest.probabilities(for: asked) == forest.probabilities(for: known))
    #expect(try read.probabilities(for: asked) == forest.probabilities(for: known))
  }
}
