import Foundation
import Statistics
import Testing

private struct Expected: Decodable {
  struct Binary: Decodable {
    var name: String
    var scores: [Double]
    var isPositive: [Bool]
    var falsePositiveRate: [Double]
    var truePositiveRate: [Double]
    var thresholds: [Double]
    var rocArea: Double
    var precision: [Double]
    var recall: [Double]
    var averagePrecision: Double
  }
  struct Reliability: Decodable {
    struct Curve: Decodable {
      var bins: Int
      var strategy: ReliabilityCurve.Strategy
      var share: [Double]
      var mean: [Double]
    }
    var probabilities: [Double]
    var isPositive: [Bool]
    var brier: Double
    var curves: [Curve]
  }
  struct Multiclass: Decodable {
    var classes: [Int]
    var scores: [Double]
    var rocAreas: [Double]
    var rocMicro: Double
    var rocMacro: Double
    var averagePrecisions: [Double]
    var averagePrecisionMicro: Double
    var averagePrecisionMacro: Double
    var meanRateAt: [Double]
    var meanRate: [Double]
  }
  struct Confusion: Decodable {
    var actual: [Int]
    var predicted: [Int]
    var counts: [Int]
    var accuracy: Double
    var precision: [Double?]
    var recall: [Double?]
    var f1: [Double?]
    var macro: [Double]
    var weighted: [Double]
  }
  var binary: [Binary]
  var reliability: Reliability
  var multiclass: Multiclass
  var confusion: Confusion
}

private func near(_ one: [Double], _ other: [Double]) -> Bool {
  one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= 1e-9 }
}

/// Agreement with scikit-learn to nine digits.
@Suite struct AgreementWithScikitLearn {
  private let expected: Expected

  init() throws {
    expected = try JSONDecoder().decode(
      Expected.self, from: oracleData("classification.json"))
  }

  @Test func rocCurves() {
    for one in expected.binary {
      let curve = ROCCurve(scores: one.scores, isPositive: one.isPositive, dropsCollinearPoints: false)
      #expect(near(curve.falsePositiveRate, one.falsePositiveRate), "\(one.name)")
      #expect(near(curve.truePositiveRate, one.truePositiveRate), "\(one.name)")
      #expect(curve.thresholds.first == .infinity && near(Array(curve.thresholds.dropFirst()), one.thresholds))
      #expect(near([curve.area], [one.rocArea]), "\(one.name)")
    }
  }

  @Test func collinearPointsChangeNothing() {
    for one in expected.binary {
      let full = ROCCurve(scores: one.scores, isPositive: one.isPositive, dropsCollinearPoints: false)
      let short = ROCCurve(scores: one.scores, isPositive: one.isPositive)
      #expect(short.area == full.area && short.thresholds.count <= full.thresholds.count)
      #expect(Set(short.thresholds).isSubset(of: full.thresholds))
      let area = short.falsePositiveRate.indices.dropFirst().reduce(0.0) {
        $0 + (short.falsePositiveRate[$1] - short.falsePositiveRate[$1 - 1])
          * (short.truePositiveRate[$1] + short.truePositiveRate[$1 - 1]) / 2
      }
      #expect(near([area], [full.area]), "\(one.name)")
    }
    let perfect = ROCCurve(scores: [5, 4, 3, 2, 1], isPositive: [true, true, false, false, false])
    #expect(perfect.falsePositiveRate == [0, 0, 1] && perfect.truePositiveRate == [0, 1, 1])
  }

  @Test func precisionRecallCurves() {
    for one in expected.binary {
      let curve = PrecisionRecallCurve(scores: one.scores, isPositive: one.isPositive)
      #expect(near(curve.precision, one.precision), "\(one.name)")
      #expect(near(curve.recall, one.recall), "\(one.name)")
      #expect(near([curve.averagePrecision], [one.averagePrecision]), "\(one.name)")
    }
  }

  @Test func reliability() {
    let data = expected.reliability
    for one in data.curves {
      let curve = ReliabilityCurve(
        probabilities: data.probabilities, isPositive: data.isPositive, bins: one.bins, strategy: one.strategy)
      #expect(near(curve.bins.map(\.positiveShare), one.share), "\(one.bins) \(one.strategy)")
      #expect(near(curve.bins.map(\.meanProbability), one.mean), "\(one.bins) \(one.strategy)")
      #expect(near([curve.brierScore], [data.brier]))
      #expect(curve.histogram.reduce(0, +) == data.probabilities.count && curve.count == data.probabilities.count)
    }
  }

  @Test func averagesOverClasses() {
    let data = expected.multiclass
    let names = ["a", "b", "c", "d"]
    let roc = OneVersusRest<ROCCurve>(names: names, classes: data.classes, scores: data.scores)
    #expect(near(roc.curves.map(\.area), data.rocAreas))
    #expect(near([roc.microAverage.area, roc.macroAverage.area], [data.rocMicro, data.rocMacro]))
    let (x, y) = (roc.macroAverage.falsePositiveRate, roc.macroAverage.truePositiveRate)
    let rates = data.meanRateAt.map { rate in
      let after = x.firstIndex { $0 > rate }!
      return y[after - 1] + (y[after] - y[after - 1]) * (rate - x[after - 1]) / (x[after] - x[after - 1])
    }
    #expect(near(rates, data.meanRate))
    let area = x.indices.dropFirst().reduce(0.0) { $0 + (x[$1] - x[$1 - 1]) * (y[$1] + y[$1 - 1]) / 2 }
    #expect(near([area], [data.rocMacro]))
    let precision = OneVersusRest<PrecisionRecallCurve>(names: names, classes: data.classes, scores: data.scores)
    #expect(near(precision.curves.map(\.area), data.averagePrecisions))
    #expect(
      near(
        [precision.microAverage.area, precision.macroAverage.area],
        [data.averagePrecisionMicro, data.averagePrecisionMacro]))
  }

  @Test func confusions() {
    let data = expected.confusion
    let matrix = ConfusionMatrix(names: ["a", "b", "c", "d", "e"], actual: data.actual, predicted: data.predicted)
    #expect(matrix.counts == data.counts)
    #expect(near([matrix.accuracy], [data.accuracy]))
    func same(_ found: [Double], _ wanted: [Double?]) -> Bool {
      zip(found, wanted).allSatisfy { found, wanted in wanted.map { abs($0 - found) <= 1e-9 } ?? found.isNaN }
    }
    let scores = matrix.classScores
    #expect(same(scores.map(\.precision), data.precision))
    #expect(same(scores.map(\.recall), data.recall))
    #expect(same(scores.map(\.f1), data.f1))
    for (found, wanted) in [(matrix.macroAverage, data.macro), (matrix.weightedAverage, data.weighted)] {
      #expect(near([found.precision, found.recall, found.f1], wanted))
    }
    #expect(scores.map(\.support).reduce(0, +) == matrix.total)
  }
}
