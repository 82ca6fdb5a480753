import Frames
import Statistics
import Testing

@testable import Learning

@Suite struct MeasuresBesideScikitLearn {
  private func evaluation(_ judged: Oracles.Judged) throws -> Evaluation {
    let names = (0..<judged.classes).map { "class \($0)" }
    return try Evaluation(
      actual: ClassLabels(classNames: names, codes: judged.actual),
      probabilities: ClassProbabilities(
        classNames: names, rowCount: judged.actual.count, values: judged.probabilities.map { Float($0) }))
  }

  @Test(arguments: 0..<3) func single(number: Int) throws {
    let expected = try Oracles.load().judged[number]
    let evaluation = try evaluation(expected)
    let measures: [(Measure, Double)] = [
      (.accuracy, expected.accuracy), (.topAccuracy(2), expected.top2), (.topAccuracy(3), expected.top3),
      (.balancedAccuracy, expected.balancedAccuracy), (.macroF1, expected.macroF1),
      (.weightedF1, expected.weightedF1), (.logLoss, expected.logLoss), (.brierScore, expected.brierScore),
      (.rocArea, expected.rocArea), (.averagePrecision, expected.averagePrecision),
    ]
    for (measure, value) in measures {
      #expect(near([evaluation[measure]], [value], 1e-9), "\(measure): \(evaluation[measure]) and \(value)")
      // Counting every row twice changes nothing.
      let doubled = WeightedMeasure(measure, evaluation)?.value(
        weights: [Int32](repeating: 2, count: evaluation.rowCount))
      #expect(near([try #require(doubled)], [value], 1e-9), "\(measure)")
    }
  }

  @Test(arguments: 0..<3) func ofEachClass(number: Int) throws {
    let expected = try Oracles.load().judged[number]
    let evaluation = try evaluation(expected)
    #expect(evaluation.confusionMatrix.counts == expected.confusion)
    let scores = evaluation.confusionMatrix.classScores
    #expect(near(scores.map { $0.precision.isNaN ? 0 : $0.precision }, expected.precision, 1e-9))
    #expect(near(scores.map { $0.recall.isNaN ? 0 : $0.recall }, expected.recall, 1e-9))
    #expect(near(scores.map { $0.f1.isNaN ? 0 : $0.f1 }, expected.f1, 1e-9))
    let roc = try #require(evaluation.rocCurves)
    let precisions = try #require(evaluation.precisionRecallCurves)
    for code in 0..<expected.classes {
      if let area = expected.rocAreas[code], let precision = expected.averagePrecisions[code] {
        #expect(near([roc.curves[code].area], [area], 1e-9))
        #expect(near([precisions.curves[code].averagePrecision], [precision], 1e-9))
      } else {
        #expect(roc.curves[code].area.isNaN && precisions.curves[code].averagePrecision.isNaN)
      }
    }
    #expect(near([roc.microAverage.area, roc.macroAverage.area], [expected.rocAreaMicro, expected.rocArea], 1e-9))
    #expect(near([precisions.microAverage.averagePrecision], [expected.averagePrecisionMicro], 1e-9))
    let reliability = evaluation.reliability()
    #expect(near(reliability.bins.map(\.positiveShare), expected.reliabilityShares, 1e-9))
    #expect(near(reliability.bins.map(\.meanProbability), expected.reliabilityMeans, 1e-9))
    // The table holds the same numbers, the best class first.
    let table = evaluation.classTable
    let accuracies = table["Recall", Double.self].denseValues
    #expect(accuracies == accuracies.sorted(by: >))
    for row in 0..<table.rowCount {
      let code = try evaluation.actual.code(of: table["Class", String.self][row] ?? "")
      #expect(near([accuracies[row]], [expected.recall[Int(code)]], 1e-9))
      #expect(
        near([table["ROC AUC", Double.self].denseValues[row]], [expected.rocAreas[Int(code)] ?? .nan], 1e-9))
    }
  }

  @Test func sharesHaveWilsonsIntervals() throws {
    for expected in try Oracles.load().wilson {
      let interval = ConfidenceInterval.share(expected.count, of: expected.total, level: expected.level)
      #expect(near([interval.lower, interval.upper], [expected.lower, expected.upper], 1e-12))
    }
  }
}

@Suite struct Evaluations {
  private let names = ["a", "b", "c"]

  private func evaluation(rows: Int, right: Int, acceptable: [[Int32]]? = nil) throws -> Evaluation {
    let codes = (0..<rows).map { Int32($0 % 3) }
    let values = (0..<rows).flatMap { row -> [Float] in
      let named = row < right ? row % 3 : (row + 1) % 3
      return (0..<3).map { $0 == named ? 0.6 : 0.2 }
    }
    return try Evaluation(
      actual: ClassLabels(classNames: names, codes: codes),
      probabilities: ClassProbabilities(classNames: names, rowCount: rows, values: values), acceptable: acceptable)
  }

  @Test func intervalsAreThoseOfTheBinomialDistribution() throws {
    let estimate = try evaluation(rows: 600, right: 420).estimate(.accuracy, Bootstrap(resamples: 4000))
    let spread = (0.7 * 0.3 / 600).squareRoot()
    #expect(estimate.value == 0.7)
    #expect(abs(estimate.interval.lower - (0.7 - 1.96 * spread)) < 0.004)
    #expect(abs(estimate.interval.upper - (0.7 + 1.96 * spread)) < 0.004)
    #expect(abs(try #require(estimate.timesChance) - 2.1) < 1e-12)
  }

  @Test func rowsOfOneGroupAreLessEvidence() throws {
    let evaluation = try evaluation(rows: 600, right: 420)
    let groups = RowGroups(linking: [(0..<600).map { Int32($0 / 10) }])
    let single = evaluation.estimate(.accuracy).interval
    let grouped = evaluation.estimate(.accuracy, Bootstrap(groups: groups)).interval
    #expect(grouped.upper - grouped.lower > 2.5 * (single.upper - single.lower))
  }

  @Test func resamplesDependOnTheSeedOnly() throws {
    let evaluation = try evaluation(rows: 90, right: 60)
    let measures: [Measure] = [.accuracy, .macroF1, .rocArea, .logLoss]
    #expect(evaluation.estimates(measures) == evaluation.estimates(measures))
    #expect(evaluation.estimates(measures) != evaluation.estimates(measures, Bootstrap(seed: 1)))
    #expect(evaluation.estimates(measures)[2] == evaluation.estimate(.rocArea))
  }

  @Test func differencesAreMeasuredOnTheSameRows() throws {
    let (better, worse) = (try evaluation(rows: 300, right: 200), try evaluation(rows: 300, right: 190))
    let difference = try better.difference(.accuracy, from: worse)
    #expect(abs(difference.value - 1.0 / 30) < 1e-12 && difference.isClear)
    #expect(try !better.difference(.accuracy, from: better).isClear)
    #expect(throws: LearningError.differentRowCounts(expected: 300, found: 30)) {
      try better.difference(.accuracy, from: evaluation(rows: 30, right: 3))
    }
  }

  @Test func anyOfARowsClassesMayBeRight() throws {
    // Every row is also of the class that wrong rows are taken for.
    let acceptable = (0..<300).map { [Int32($0 % 3), Int32(($0 + 1) % 3)].sorted() }
    let evaluation = try evaluation(rows: 300, right: 100, acceptable: acceptable)
    #expect(evaluation[.acceptableAccuracy] == 1 && evaluation.chance(of: .acceptableAccuracy) == 2.0 / 3)
    let labels = ClassLabels(["a", "b", "a", "c"])
    #expect(labels.codes(sharedBy: RowGroups(linking: [[0, 0, 1, 0]])) == [[0, 1, 2], [0, 1, 2], [0], [0, 1, 2]])
  }

  @Test func classesThatTheModelDoesNotKnowAreWrong() throws {
    let probabilities = ClassProbabilities(
      classNames: ["a", "c"], rowCount: 3, values: [0.9, 0.1, 0.2, 0.8, 0.3, 0.7])
    let evaluation = try Evaluation(
      actual: ClassLabels(["a", "b", "c"]), probabilities: probabilities, acceptable: [[0], [1, 2], [2]])
    #expect(evaluation.classNames == ["a", "b", "c"] && evaluation.predicted.codes == [0, 2, 2])
    #expect(evaluation[.accuracy] == 2.0 / 3 && evaluation[.acceptableAccuracy] == 1)
    #expect(evaluation.chance(of: .accuracy) == 0.5)
    #expect(evaluation.rocCurves?.names == ["a", "b", "c"])
  }

  @Test func whatWasNotKeptCannotBeMeasured() throws {
    let ranked = RankedClasses(
      classNames: names, countPerRow: 2, codes: [0, 1, 1, 2], probabilities: [0.5, 0.3, 0.6, 0.4])
    let evaluation = try Evaluation(actual: ClassLabels(classNames: names, codes: [1, 1]), ranked: ranked)
    #expect(evaluation[.accuracy] == 0.5 && evaluation[.topAccuracy(2)] == 1)
    #expect(evaluation[.topAccuracy(3)].isNaN && evaluation[.logLoss].isNaN && evaluation[.acceptableAccuracy].isNaN)
    #expect(evaluation.rocCurves == nil)
    #expect(evaluation.table([.accuracy, .logLoss]).rowCount == 1)
  }

  @Test func nothingToTestOnIsRefused() throws {
    let none = ClassProbabilities(classNames: names, rowCount: 0, values: [])
    #expect(throws: LearningError.emptyTestSet) {
      try Evaluation(actual: ClassLabels(classNames: names, codes: []), probabilities: none)
    }
    #expect(throws: LearningError.differentRowCounts(expected: 1, found: 0)) {
      try Evaluation(actual: ClassLabels(classNames: names, codes: [1]), probabilities: none)
    }
  }
}
