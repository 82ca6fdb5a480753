import Frames
import Statistics
import Testing

@testable import Learning

@Suite struct RestrictedEvaluations {
  @Test func classesAreToldApartAmongThemselves() throws {
    let names = ["a", "b", "other"]
    let evaluation = try Evaluation(
      actual: ClassLabels(classNames: names, codes: [0, 1, 2, 1]),
      probabilities: ClassProbabilities(
        classNames: names, rowCount: 4, values: [0.2, 0.1, 0.7, 0.3, 0.2, 0.5, 0.1, 0.1, 0.8, 0, 0, 1]))
    #expect(evaluation[.accuracy] == 0.25)
    let (among, rows) = try #require(evaluation.restricted(to: ["a", "b", "unheard"]))
    #expect(rows == [0, 1, 3] && among.classNames == ["a", "b"])
    #expect(among.predicted.codes == [0, 0, 0])
    #expect(abs(Double(among.probabilities?[0, 0] ?? 0) - 2.0 / 3) < 1e-6)
    #expect(evaluation.restricted(to: ["unheard"]) == nil)
    let groups = RowGroups(linking: [[4, 5, 6, 4]])
    #expect(groups.selectingRows(rows).codes == [0, 1, 0])
  }

  /// Of rows that are right as often as their probabilities say, 95 of 100 have an error in the range.
  @Test func aCalibratedModelHasAnErrorByChance() throws {
    var random = SplitMix64(4)
    var held = 0
    for repetition in 0..<60 {
      let given = (0..<300).map { _ in 0.3 + 0.6 * random.nextUnit() }
      let values = given.flatMap { [Float($0), Float(1 - $0)] }
      let actual = given.map { Int32(random.nextUnit() < $0 ? 0 : 1) }
      let evaluation = try Evaluation(
        actual: ClassLabels(classNames: ["a", "b"], codes: actual),
        probabilities: ClassProbabilities(classNames: ["a", "b"], rowCount: 300, values: values))
      let noise = evaluation.calibrationNoise(repeats: 200, seed: UInt64(repetition))
      #expect(noise.lower > 0 && noise.lower < noise.upper)
      if noise.contains(evaluation.reliability().expectedCalibrationError) { held += 1 }
    }
    #expect((52...60).contains(held), "\(held) of 60")
  }
}
