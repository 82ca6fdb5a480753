import Foundation
import Frames
import Testing

@testable import Learning

/// Data sets on which scikit-learn's accuracy is known.
@Suite struct AccuracyBesideScikitLearn {
  @Test(arguments: Dataset.names, LogisticRegression.Scheme.allCases)
  func logisticRegression(dataset: String, scheme: LogisticRegression.Scheme) throws {
    let accuracy = try Dataset(dataset).crossValidatedAccuracy { train, labels, test in
      try LogisticRegression(training: train, labels: labels, settings: .init(scheme: scheme)).predict(test)
    }
    let peer = try Peer.accuracy(scheme.rawValue, on: dataset)
    #expect(abs(accuracy - peer) <= 0.005, "\(accuracy) beside \(peer)")
  }

  @Test(arguments: Dataset.names) func supportVectorMachine(dataset: String) throws {
    let peer = try Peer.accuracy("supportVectorMachine", on: dataset)
    var likely = 0
    let voted = try Dataset(dataset).crossValidatedAccuracy { train, labels, test in
      let model = try SupportVectorMachine(training: train, labels: labels)
      let votes = try model.votes(for: test)
      likely += try zip(model.predict(test).codes, votes.codes).count { $0 == $1 }
      return votes
    }
    #expect(abs(voted - peer) <= 0.005, "\(voted) beside \(peer)")
    // Probabilities name the class that most pairs vote for, but for few rows.
    #expect(Double(likely) >= 0.98 * Double(try Dataset(dataset).labels.count))
  }
}

struct Oracles: Decodable {
  struct Linear: Decodable {
    var weights: [[Double]]
    var intercepts: [Double]
    var probabilities: [Double]
  }
  struct Models: Decodable {
    var means: [Double]
    var scales: [Double]
    var oneVersusRest: Linear
    var multinomial: Linear
    var decisions: [Double]
    var votes: [String]
    var supportVectors: Int
    var neighbors: Neighbors
  }
  struct Neighbors: Decodable {
    var uniform, distance: [Double]
  }
  struct Boosted: Decodable {
    var classes, rounds, depth, minimum: Int
    var rate, regularization: Double
    var columns: [[Double]]
    var codes: [Int32]
    var probabilities: [Double]
  }
  struct Judged: Decodable {
    var classes: Int
    var actual: [Int32]
    var probabilities: [Double]
    var accuracy, top2, top3, balancedAccuracy, macroF1, weightedF1, logLoss, brierScore: Double
    var precision, recall, f1: [Double]
    var rocArea, rocAreaMicro, averagePrecision, averagePrecisionMicro: Double
    var rocAreas, averagePrecisions: [Double?]
    var confusion: [Int]
    var reliabilityShares, reliabilityMeans: [Double]
  }
  struct Coupling: Decodable {
    var classes: Int
    var pairwise: [Double]
    var probabilities: [Double]
  }
  struct Platt: Decodable {
    var decisions: [Double]
    var isPositive: [Bool]
    var curve: [Double]
  }
  struct Wilson: Decodable {
    var count: Int
    var total: Int
    var level: Double
    var lower: Double
    var upper: Double
  }
  var judged: [Judged]
  var models: [String: Models]
  var coupling: [Coupling]
  var platt: [Platt]
  var boosted: [Boosted]
  var wilson: [Wilson]

  static func load() throws -> Oracles { try JSONDecoder().decode(Oracles.self, from: Fixtures.data("oracles.json")) }
}

func near(_ one: [Double], _ other: [Double], _ tolerance: Double) -> Bool {
  one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

@Suite struct ModelsBesideScikitLearn {
  @Test(arguments: ["iris", "wine", "cancer"]) func weightsAndDecisions(dataset: String) throws {
    let expected = try #require(try Oracles.load().models[dataset])
    let data = try Dataset(dataset)
    let split = data.split(0)
    let (train, labels) = (data.features.selectingRows(split.train), data.labels.selectingRows(split.train))
    let test = data.features.selectingRows(Array(split.test.prefix(12)))

    let scaler = try StandardScaler(fittedOn: train)
    #expect(near(scaler.means, expected.means, 1e-12) && near(scaler.scales, expected.scales, 1e-12))

    let linear: [(LogisticRegression.Scheme, Oracles.Linear, Double)] = [
      // Liblinear stops where its objective falls by less than 1e-12, which leaves this much to the weights, here and there.
      (.oneVersusRest, expected.oneVersusRest, 1e-6), (.multinomial, expected.multinomial, 1e-7),
    ]
    for (scheme, expected, tolerance) in linear {
      let settings = LogisticRegression.Settings(scheme: scheme, maximumIterations: 10_000, tolerance: 1e-11)
      let model = try LogisticRegression(training: train, labels: labels, settings: settings)
      #expect(near(model.weights.flatMap { $0 }, expected.weights.flatMap { $0 }, tolerance), "\(scheme)")
      #expect(near(model.intercepts, expected.intercepts, tolerance), "\(scheme)")
      let probabilities = try model.probabilities(for: test).values.map { Double($0) }
      #expect(near(probabilities, expected.probabilities, 1e-6), "\(scheme)")
    }

    let machine = try SupportVectorMachine(training: train, labels: labels, settings: .init(tolerance: 1e-10))
    #expect(near(try machine.decisions(for: test), expected.decisions, 1e-8))
    #expect(machine.supportVectorCount == expected.supportVectors)
    let votes = try machine.votes(for: test)
    #expect((0..<12).map { votes[$0] } == expected.votes)
  }

  @Test func probabilitiesOfPairsAreCoupledAsTheLinearSystemSays() throws {
    for expected in try Oracles.load().coupling {
      var coupling = PairwiseCoupling(classCount: expected.classes)
      coupling.solve(expected.pairwise)
      #expect(near(coupling.probabilities, expected.probabilities, 1e-8))
    }
  }

  @Test func logisticCurvesAreTheMostLikelyOnes() throws {
    for expected in try Oracles.load().platt {
      let curve = PlattScaling(decisions: expected.decisions, isPositive: expected.isPositive)
      #expect(near([curve.slope, curve.intercept], expected.curve, 1e-6))
    }
  }
}
