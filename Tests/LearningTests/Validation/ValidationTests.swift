import Foundation
import Frames
import Learning
import Statistics
import Testing

/// What scikit-learn says on its own data sets: `Fixtures/make_validation.py` writes it.
private struct Oracle: Decodable {
  struct Components: Decodable {
    var components: [[Double]]
    var variances, shares, scores: [Double]
  }
  struct Clusters: Decodable {
    var inertia: Double
    var sizes: [Int]
  }
  struct Isotonic: Decodable { var x, y, places, values: [Double] }
  struct Calibration: Decodable {
    var classes: [Int32]
    var probabilities, isotonic, platt: [[Double]]
    var trained: Int
  }
  struct Dependence: Decodable {
    var feature: String
    var grid: [Double]
    var classes: [String]
    var means: [[Double]]
  }
  struct Regression: Decodable {
    var names: [String]
    var columns: [[Double]]
    var values, rowWeights, linear, ridge, weighted: [Double]
    var meanAbsoluteError, rootMeanSquaredError, rSquared, forestRSquared: Double
  }
  struct MultiLabel: Decodable {
    var actual, predicted: [[Int32]]
    var subsetAccuracy, hammingLoss, jaccardIndex, microF1, macroF1, samplesF1: Double
  }
  var components: Components
  var kmeans: [String: Clusters]
  var agglomerative: [String: [Int]]
  var isotonic: Isotonic
  var calibration: Calibration
  var dependence: Dependence
  var regression: Regression
  var multiLabel: MultiLabel

  static func read() throws -> Oracle { try JSONDecoder().decode(Oracle.self, from: Fixtures.data("validation.json")) }
}

private func agree(_ one: [Double], _ other: [Double], within tolerance: Double = 1e-8) -> Bool {
  one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

/// Names the probabilities that it is given as features.
private struct Given: Classifier {
  var classNames: [String]
  var featureNames: [String] { classNames }

  func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    ClassProbabilities(
      classNames: classNames, rowCount: features.rowCount,
      values: (0..<features.rowCount).flatMap { features.row($0).map { Float($0) } })
  }
}

@Suite struct BesideScikitLearn {
  private func rows(_ features: FeatureMatrix) -> [[Double]] { (0..<features.rowCount).map(features.row) }

  @Test func principalComponents() throws {
    let oracle = try Oracle.read().components
    let wine = try Dataset("wine").features
    let columns = try StandardScaler(fittedOn: wine).transform(wine).columns
    let found = try #require(PrincipalComponents(columns: columns))
    #expect(agree(found.variances, oracle.variances) && agree(found.explainedShares, oracle.shares))
    for (one, other) in zip(found.components, oracle.components) { #expect(agree(one, other, within: 1e-6)) }
    #expect(agree(found.scores(of: columns)[0], oracle.scores, within: 1e-7))
    #expect(PrincipalComponents(columns: columns, count: 2)?.components.count == 2)
    #expect(PrincipalComponents(columns: [[1]]) == nil && PrincipalComponents(columns: [[1, .nan]]) == nil)
  }

  @Test(arguments: ["iris", "wine"]) func clustersAroundMeans(name: String) throws {
    let oracle = try #require(try Oracle.read().kmeans[name])
    let data = try Dataset(name).features
    let points = rows(try StandardScaler(fittedOn: data).transform(data))
    let found = KMeans(points, count: 3, starts: 20)
    #expect(abs(found.inertia / oracle.inertia - 1) < 1e-4, "\(found.inertia) beside \(oracle.inertia)")
    let sizes = (0..<3).map { number in found.assignments.count { $0 == number } }
    #expect(zip(sizes.sorted(), oracle.sizes).allSatisfy { abs($0 - $1) <= 2 })
    #expect(points.indices.allSatisfy { found.cluster(of: points[$0]) == found.assignments[$0] })
    #expect(KMeans(points, count: 3, starts: 20) == found)
    #expect(KMeans([[1], [1], [1]], count: 2).inertia == 0)
  }

  @Test func clustersByLinkage() throws {
    let iris = rows(try Dataset("iris").features)
    let linkage = Linkage(averageOf: iris)
    for (count, labels) in try Oracle.read().agglomerative {
      let wanted = try #require(Int(count))
      #expect(linkage.clusters(count: wanted) == labels, "\(wanted) clusters")
      let heights = linkage.merges.map(\.height)
      let cut = heights[iris.count - wanted - 1]
      #expect(linkage.clusters(atHeight: cut) == labels)
    }
    #expect(Set(linkage.clusters(count: 150)).count == 150)
  }

  @Test func isotonicRegression() throws {
    let oracle = try Oracle.read().isotonic
    let fit = try #require(IsotonicRegression(x: oracle.x, y: oracle.y))
    #expect(agree(oracle.places.map(fit.value), oracle.values))
    #expect(IsotonicRegression(x: [], y: []) == nil)
  }

  @Test(arguments: CalibratedClassifier<ForestClassifier>.Method.allCases.map(\.rawValue))
  func calibration(method: String) throws {
    let oracle = try Oracle.read().calibration
    let names = ["a", "b", "c"]
    let all = try FeatureMatrix(
      names: names, columns: (0..<3).map { code in oracle.probabilities.map { $0[code] } })
    let labels = ClassLabels(classNames: names, codes: oracle.classes)
    let (train, test) = (Array(0..<oracle.trained), Array(oracle.trained..<labels.count))
    let model = try CalibratedClassifier(
      Given(classNames: names), calibratedOn: all.selectingRows(train), labels.selectingRows(train),
      method: try #require(.init(rawValue: method)))
    let found = try model.probabilities(for: all.selectingRows(test))
    let expected = (method == "isotonic" ? oracle.isotonic : oracle.platt).flatMap { $0 }
    #expect(agree(found.values.map(Double.init), expected, within: method == "isotonic" ? 1e-5 : 1e-4))
  }

  @Test func partialDependence() throws {
    let oracle = try Oracle.read().dependence
    let iris = try Dataset("iris")
    let model = try LogisticRegression(
      training: iris.features, labels: iris.labels, settings: .init(scheme: .multinomial, tolerance: 1e-9))
    let found = try model.partialDependence(of: oracle.feature, for: iris.features, points: 12)
    #expect(agree(found.doubles(oracle.feature), oracle.grid.flatMap { [$0, $0, $0] }, within: 1e-6))
    let expected = oracle.grid.indices.flatMap { point in oracle.means.map { $0[point] } }
    #expect(agree(found.doubles("Probability"), expected, within: 2e-3))
    #expect(throws: LearningError.self) { try model.partialDependence(of: "no", for: iris.features) }
  }

  @Test func leastSquares() throws {
    let oracle = try Oracle.read().regression
    let features = try FeatureMatrix(names: oracle.names, columns: oracle.columns)
    func coefficients(_ weights: [Double]? = nil, penalty: Double = 0) throws -> [Double] {
      let fit = try LeastSquares(
        training: features, values: oracle.values, rowWeights: weights, penalty: penalty)
      return [fit.intercept] + fit.weights
    }
    #expect(agree(try coefficients(), oracle.linear, within: 1e-7))
    #expect(agree(try coefficients(penalty: 0.5), oracle.ridge, within: 1e-7))
    #expect(agree(try coefficients(oracle.rowWeights), oracle.weighted, within: 1e-7))
    let predicted = try LeastSquares(training: features, values: oracle.values).predict(features)
    let evaluation = try RegressionEvaluation(actual: oracle.values, predicted: predicted)
    #expect(
      agree(
        [evaluation.meanAbsoluteError, evaluation.rootMeanSquaredError, evaluation.rSquared],
        [oracle.meanAbsoluteError, oracle.rootMeanSquaredError, oracle.rSquared]))
    #expect(evaluation.rootMeanSquaredErrorInterval().contains(oracle.rootMeanSquaredError))
    // Features that depend on each other need a penalty.
    let twice = try FeatureMatrix(names: ["a", "b"], columns: [[1, 2, 3], [2, 4, 6]])
    #expect(throws: LearningError.self) { try LeastSquares(training: twice, values: [1, 2, 3]) }
    #expect(try LeastSquares(training: twice, values: [1, 2, 3], penalty: 0.1).weights.count == 2)
  }

  @Test func regressionForest() throws {
    let oracle = try Oracle.read().regression
    let features = try FeatureMatrix(names: oracle.names, columns: oracle.columns)
    var predicted = [Double](repeating: 0, count: oracle.values.count)
    for fold in 0..<5 {
      let (train, test) = (predicted.indices.filter { $0 % 5 != fold }, predicted.indices.filter { $0 % 5 == fold })
      let forest = try RegressionForest(
        training: features.selectingRows(train), values: train.map { oracle.values[$0] },
        settings: .init(treeCount: 60))
      for (row, value) in zip(test, try forest.predict(features.selectingRows(test))) { predicted[row] = value }
    }
    let found = try RegressionEvaluation(actual: oracle.values, predicted: predicted).rSquared
    #expect(abs(found - oracle.forestRSquared) < 0.04, "\(found) beside \(oracle.forestRSquared)")
    // A tree that may grow as it likes knows its rows; one without splits names the mean.
    let ones = try FeatureMatrix(names: ["a"], columns: [[1, 2, 3, 4, 5, 6]])
    let deep = try RegressionForest(training: ones, values: [0, 0, 0, 9, 9, 9], settings: .init(treeCount: 200))
    let ends = try deep.predict(ones)
    #expect(ends[0] < 1 && ends[5] > 8)
    #expect(try RegressionForest(training: ones, values: [0, 0, 0, 9, 9, 9], settings: .init(treeCount: 200)) == deep)
    #expect(throws: LearningError.self) {
      try RegressionForest(training: ones, values: [0, 0, 0, 9, 9, 9], settings: .init(treeCount: 0))
    }
  }

  @Test func setsOfClasses() throws {
    let oracle = try Oracle.read().multiLabel
    let found = try MultiLabelEvaluation(classCount: 5, actual: oracle.actual, predicted: oracle.predicted)
    #expect(
      agree(
        [
          found.subsetAccuracy, found.hammingLoss, found.jaccardIndex, found.microF1, found.macroF1, found.samplesF1,
        ],
        [
          oracle.subsetAccuracy, oracle.hammingLoss, oracle.jaccardIndex, oracle.microF1, oracle.macroF1,
          oracle.samplesF1,
        ]))
  }
}

@Suite struct CrossValidationTests {
  @Test func everyRowIsTestedOnce() throws {
    let wine = try Dataset("wine")
    let folds = try Split.stratifiedFolds(wine.labels, count: 5)
    let result = try CrossValidation(wine.features, wine.labels, folds: folds) { rows, labels throws(LearningError) in
      try LogisticRegression(training: rows, labels: labels)
    }
    #expect(result.rows == Array(0..<wine.labels.count) && result.folds.map(\.split) == folds)
    // The whole and the parts say the same.
    let right = zip(result.folds, folds).reduce(0.0) { $0 + $1.0.evaluation[.accuracy] * Double($1.1.test.count) }
    #expect(abs(result.evaluation[.accuracy] - right / Double(wine.labels.count)) < 1e-12)
    // As scikit-learn has it on its folds of the same data.
    #expect(abs(result.mean(of: .accuracy) - (try Peer.accuracy("oneVersusRest", on: "wine"))) < 0.02)
    #expect(result.table([.accuracy, .logLoss]).rowCount == 5)
    #expect(result.evaluation[.logLoss] > 0)
  }

  @Test func groupsStandOnOneSideAndClassesAreSpread() throws {
    var random = SplitMix64(4)
    let groups = RowGroups(linking: [(0..<600).map { _ in Int32(random.next(below: 60)) }])
    let labels = ClassLabels((0..<600).map { _ in ["a", "b", "b", "c", "c", "c"][random.next(below: 6)] })
    let folds = try Split.groupedFolds(labels, by: groups, count: 5)
    #expect(folds.flatMap(\.test).sorted() == Array(0..<600))
    for fold in folds {
      let train = Set(fold.train.map { groups.codes[$0] })
      #expect(fold.test.allSatisfy { !train.contains(groups.codes[$0]) })
      let counts = labels.selectingRows(fold.test).classCounts
      for (count, all) in zip(counts, labels.classCounts) {
        #expect(abs(Double(count) - Double(all) / 5) < 0.25 * Double(all) / 5 + 3, "\(counts)")
      }
    }
    #expect(try Split.groupedFolds(labels, by: groups, count: 5) == folds)
    #expect(throws: LearningError.self) { try Split.groupedFolds(labels, by: groups, count: 61) }
  }

  @Test func gridSearchFindsTheBestPoint() throws {
    let iris = try Dataset("iris")
    let folds = (0..<5).map(iris.split)
    let search = try GridSearch([1e-6, 1.0], iris.features, iris.labels, folds: folds) {
      cost, rows, labels throws(LearningError) in
      try LogisticRegression(training: rows, labels: labels, settings: .init(scheme: .multinomial, cost: cost))
    }
    #expect(search.best.point == 1 && search.bestIndex == 1)
    let losses = try GridSearch([1.0, 1e-6], iris.features, iris.labels, folds: folds, measure: .logLoss) {
      cost, rows, labels throws(LearningError) in
      try LogisticRegression(training: rows, labels: labels, settings: .init(scheme: .multinomial, cost: cost))
    }
    #expect(losses.best.point == 1 && losses.trials[1].score > losses.trials[0].score)
    #expect(throws: LearningError.self) {
      try GridSearch([Double](), iris.features, iris.labels, folds: folds) { _, rows, labels throws(LearningError) in
        try LogisticRegression(training: rows, labels: labels)
      }
    }
  }
}
