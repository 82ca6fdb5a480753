import Frames
import Statistics
import Testing

@testable import Learning

@Suite struct NeighborClassifiers {
  @Test(arguments: ["iris", "wine", "cancer"], NeighborClassifier.Weighting.allCases)
  func probabilitiesAreScikitLearns(dataset: String, weighting: NeighborClassifier.Weighting) throws {
    let expected = try #require(try Oracles.load().models[dataset]).neighbors
    let data = try Dataset(dataset)
    let split = data.split(0)
    let model = try NeighborClassifier(
      training: data.features.selectingRows(split.train), labels: data.labels.selectingRows(split.train),
      settings: .init(neighborCount: 9, weighting: weighting))
    let found = try model.probabilities(for: data.features.selectingRows(Array(split.test.prefix(12))))
    let peer = weighting == .uniform ? expected.uniform : expected.distance
    #expect(near(found.values.map(Double.init), peer, 1e-5))
  }

  @Test(arguments: Dataset.names) func accuracyBesideScikitLearn(dataset: String) throws {
    let accuracy = try Dataset(dataset).crossValidatedAccuracy { train, labels, test in
      try NeighborClassifier(training: train, labels: labels).predict(test)
    }
    let peer = try Peer.accuracy("neighbors", on: dataset)
    #expect(abs(accuracy - peer) <= 0.005, "\(accuracy) beside \(peer)")
  }

  @Test func theNearestAreFoundInOrder() {
    var random = SplitMix64(3)
    let points = (0..<3 * 1003).map { _ in Float(random.next(below: 40)) }
    let search = NeighborSearch(points, size: 3)
    #expect(search.points == points && search.count == 1003)
    for wanted in [1, 7, 100, 1003, 5000] {
      let point: [Float] = [20, 3, 31]
      func squaredDistance(_ row: Int) -> Float {
        (0..<3).reduce(0) { sum, place in
          let difference = points[row * 3 + place] - point[place]
          return sum + difference * difference
        }
      }
      let all = (0..<1003).map { (squaredDistance($0), $0) }.sorted { $0 < $1 }
      let found = search.nearest(wanted, to: point[...])
      #expect(found.map(\.squaredDistance) == all.prefix(wanted).map(\.0))
      #expect(found.map { Int($0.row) } == all.prefix(wanted).map(\.1))
    }
  }

  @Test func rowsAtNoDistanceCountAlone() throws {
    let features = try FeatureMatrix(names: ["x"], columns: [[0, 0, 0, 1, 1, 5]])
    let labels = ClassLabels(["a", "a", "b", "b", "b", "c"])
    let model = try NeighborClassifier(
      training: features, labels: labels, settings: .init(neighborCount: 5, weighting: .inverseDistance))
    let found = try model.probabilities(for: features)
    #expect(abs(found[0, 0] - 2.0 / 3) < 1e-6 && abs(found[0, 1] - 1.0 / 3) < 1e-6 && found[3, 1] == 1)
    let more = try NeighborClassifier(training: features, labels: labels, settings: .init(neighborCount: 50))
    #expect(abs(try more.probabilities(for: features)[5, 0] - 1.0 / 3) < 1e-6)
  }

  @Test func learnedDistancesMakeClassesRound() throws {
    let (features, labels) = MadeUpClasses.rows(count: 900, classes: 3, seed: 7)
    let space = try NeighborSpace(.learned, fittedOn: features, labels)
    let points = try space.points(of: features).map(Double.init)
    let covariance = ClassMoments(points: points, size: 3, labels: labels).pooledCovariance
    for (place, entry) in covariance.enumerated() { #expect(abs(entry - (place % 4 == 0 ? 1 : 0)) < 1e-4) }
  }

  /// Stretching a feature, bending it or adding a copy of another changes standardised distances at most; learned ones know better.
  @Test func learnedDistancesDoNotDependOnHowFeaturesAreWritten() throws {
    let (features, labels) = MadeUpClasses.rows(count: 600, classes: 4, seed: 8)
    var columns = features.columns
    columns[0] = columns[0].map { $0 * $0 * $0 * 50 }
    let bent = try FeatureMatrix(names: features.names, columns: columns)
    func predicted(_ rows: FeatureMatrix) throws -> ClassProbabilities {
      try NeighborClassifier(training: rows, labels: labels, settings: .init(neighborCount: 20, metric: .learned))
        .probabilities(for: rows)
    }
    #expect(try predicted(features) == predicted(bent))
  }

  @Test func refusesWhatItCannotLearnFrom() throws {
    let (features, labels) = MadeUpClasses.rows(count: 30, classes: 3, seed: 9)
    #expect(throws: LearningError.invalidSetting(name: "neighborCount", value: "0", expected: "1 or more")) {
      try NeighborClassifier(training: features, labels: labels, settings: .init(neighborCount: 0))
    }
    #expect(throws: LearningError.oneClass("a")) {
      try NeighborClassifier(training: features, labels: ClassLabels([String](repeating: "a", count: 30)))
    }
    let model = try NeighborClassifier(training: features, labels: labels)
    #expect(throws: LearningError.self) { try model.predict(features.selectingColumns(["One"])) }
  }
}
