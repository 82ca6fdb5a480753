import Statistics
import Testing

/// What the values of a classifier say where there is little or nothing to say.
@Suite struct ClassificationEdges {
  @Test func onlyOneClass() {
    let curve = ROCCurve(scores: [0.1, 0.9], isPositive: [true, true])
    #expect(curve.area.isNaN && curve.positiveCount == 2 && curve.negativeCount == 0)
    #expect(PrecisionRecallCurve(scores: [0.1, 0.9], isPositive: [false, false]).averagePrecision.isNaN)
    #expect(PrecisionRecallCurve(scores: [0.1, 0.9], isPositive: [true, true]).averagePrecision == 1)
  }

  @Test func nothing() {
    #expect(ROCCurve(scores: [], isPositive: []).area.isNaN)
    #expect(PrecisionRecallCurve(scores: [], isPositive: []).area.isNaN)
    #expect(ReliabilityCurve(probabilities: [], isPositive: []).bins.isEmpty)
    #expect(ROCCurve.macroAverage(of: []).area.isNaN)
    #expect(PrecisionRecallCurve.macroAverage(of: []).area.isNaN)
    let matrix = ConfusionMatrix(names: [], counts: [])
    #expect(matrix.accuracy.isNaN && matrix.mostConfused().isEmpty && matrix.macroAverage.f1.isNaN)
    let none = OneVersusRest<ROCCurve>(names: ["a"], classes: [], scores: [])
    #expect(none.macroAverage.area.isNaN && none.microAverage.area.isNaN)
  }

  @Test func missingAndInfiniteScores() {
    let curve = ROCCurve(scores: [.nan, .infinity, -.infinity, 0], isPositive: [true, true, false, false])
    #expect(curve.missingCount == 1 && curve.area == 1)
    #expect(curve.positiveCount == 1 && curve.negativeCount == 2)
    let reliability = ReliabilityCurve(
      probabilities: [.nan, -0.1, 1.1, 0.5, .infinity], isPositive: [true, true, true, true, false])
    #expect(reliability.unusableCount == 4 && reliability.count == 1)
    let matrix = ConfusionMatrix(actual: ["a", nil, "b"], predicted: ["b", "a", "b"])
    #expect(matrix.missingCount == 1 && matrix.total == 2 && matrix.accuracy == 0.5)
  }

  @Test func undefinedClassesAreLeftOutOfTheMacroAverage() {
    let curves = OneVersusRest<ROCCurve>(
      names: ["a", "b", "never"], classes: [0, 1, 0, 1],
      scores: [0.9, 0.1, 0, 0.2, 0.8, 0, 0.6, 0.4, 0, 0.7, 0.3, 0])
    #expect(curves.curves[2].area.isNaN)
    #expect(curves.macroAverage.area == (curves.curves[0].area + curves.curves[1].area) / 2)
  }

  @Test func theMostConfusedPairs() {
    let matrix = ConfusionMatrix(names: ["a", "b", "c"], counts: [50, 7, 3, 0, 5, 5, 7, 0, 1])
    #expect(matrix.mostConfused(3).map { "\($0.actual)\($0.predicted)\($0.count)" } == ["ab7", "ca7", "bc5"])
    #expect(matrix.mostConfused(1, byShare: true).first?.actual == "c")
    #expect(matrix.mostConfused(1, byShare: true).first?.share == 7.0 / 8)
    #expect(matrix.selecting([2, 0]).counts == [1, 7, 3, 50])
  }

  /// Against the definition: of all pairs of a positive and a negative, those in the right order, ties counting half.
  @Test func areaOfManyScores() {
    var generator = SplitMix64(3)
    let scores = (0..<1_200).map { _ in Double(Int.random(in: 0..<90, using: &generator)) }
    let isPositive = scores.map { Double.random(in: 0..<150, using: &generator) < $0 }
    let (positives, negatives) = (
      zip(scores, isPositive).filter(\.1).map(\.0), zip(scores, isPositive).filter { !$0.1 }.map(\.0)
    )
    var right = 0.0
    for one in positives { for other in negatives { right += one > other ? 1 : one == other ? 0.5 : 0 } }
    let area = ROCCurve(scores: scores, isPositive: isPositive).area
    #expect(abs(area - right / Double(positives.count * negatives.count)) < 1e-12)
  }
}
