import FoundationEssentials
import Statistics
import Testing

@Suite struct ComparingTests {
  private struct Oracle: Decodable {
    struct Paired: Decodable {
      var statistic: RowStatistic
      var level: Double
      var classes, groups, oldPredicted, newPredicted: [Int32]
      var old, new: [Double]
      var oldValue, newValue, difference, lower, upper, pValue: Double
    }
    struct McNemar: Decodable {
      var rightToWrong, wrongToRight: Int
      var pValue: Double
    }
    struct Rates: Decodable { var pValues, adjusted: [Double] }
    struct Unpaired: Decodable {
      var new, old: [Int]
      var lower, upper: Double
    }
    var paired: [Paired]
    var mcnemar: [McNemar]
    var rates: [Rates]
    var unpaired: [Unpaired]
  }

  private func oracle() throws -> Oracle { try JSONDecoder().decode(Oracle.self, from: oracleData("comparing.json")) }

  @Test func pairedDifferencesAreThoseOfTheDefinition() throws {
    for one in try oracle().paired {
      let old = RowMeasure(one.statistic, of: one.old, classes: one.classes, predicted: one.oldPredicted)
      let new = RowMeasure(one.statistic, of: one.new, classes: one.classes, predicted: one.newPredicted)
      #expect(agree(old.value, one.oldValue) && agree(new.value, one.newValue))
      let found = try #require(PairedDifference(of: new, from: old, groups: one.groups, level: one.level))
      #expect(
        agree(
          [found.value, found.interval.lower, found.interval.upper, found.pValue],
          [one.difference, one.lower, one.upper, one.pValue], tolerance: 1e-8), "\(one.statistic) \(found)")
      #expect(found.groupCount == Set(one.groups).count)
    }
  }

  @Test func pValuesAgreeWithSciPy() throws {
    let oracle = try oracle()
    for one in oracle.mcnemar {
      let test = McNemarTest(
        bothRight: 9, rightToWrong: one.rightToWrong, wrongToRight: one.wrongToRight, bothWrong: 4)
      #expect(agree(test.pValue, one.pValue))
    }
    for one in oracle.rates { #expect(agree(FalseDiscoveryRate.adjusted(one.pValues), one.adjusted)) }
  }

  @Test func unpairedIntervalsAreNewcombes() throws {
    for one in try oracle().unpaired {
      let (new, old) = (Double(one.new[0]) / Double(one.new[1]), Double(one.old[0]) / Double(one.old[1]))
      let found = ConfidenceInterval.difference(
        of: new, .share(one.new[0], of: one.new[1]), from: old, .share(one.old[0], of: one.old[1]))
      #expect(agree([found.lower, found.upper], [one.lower, one.upper]))
      // The p-value and the interval say the same.
      #expect((found.probability(ofNoneBeyond: new - old) < 0.05) == (found.lower > 0 || found.upper < 0))
    }
  }

  /// Rows of a group stand or fall together: a difference that single rows make clear may be that of one artist.
  @Test func groupsAreOnePieceOfEvidenceEach() throws {
    let old = RowMeasure(.mean, of: [Double](repeating: 0, count: 400))
    var values = old.values
    for row in 0..<40 { values[row] = 1 }
    let new = RowMeasure(.mean, of: values)
    #expect(try #require(PairedDifference(of: new, from: old)).isClear)
    let artists = (0..<400).map { Int32($0 / 40) }
    #expect(try !#require(PairedDifference(of: new, from: old, groups: artists)).isClear)
  }

  @Test func littleOrNothingIsNoProof() throws {
    func difference(_ old: [Double], _ new: [Double], _ groups: [Int32]? = nil) -> PairedDifference? {
      PairedDifference(of: RowMeasure(.mean, of: new), from: RowMeasure(.mean, of: old), groups: groups)
    }
    // All that there is got right, and it is three rows.
    #expect(difference([0, 0, 0], [1, 1, 1])?.isClear == false)
    #expect(difference([0, 1, 1], [0, 1, 1])?.pValue == 1)
    #expect(difference([0, 1, 1], [0, 1, 1])?.isClear == false)
    #expect(difference([0, 1], [1, 1], [0, 0]) == nil)
    #expect(difference([1], [0]) == nil)
    #expect(difference([1, .nan], [0, 0]) == nil)
  }

  /// How often two models are told apart, of which the new one is better by `gain`.
  /// - Parameter changed: the share of rows that only one of them gets right.
  private func clearShare(
    gain: Double, rowsPerGroup: Int, groups: Int, changed: Double, runs: Int, seed: UInt64
  ) -> (worse: Double, better: Double) {
    var random = SplitMix64(seed)
    var (worse, better) = (0, 0)
    for _ in 0..<runs {
      var (old, new, codes): ([Double], [Double], [Int32]) = ([], [], [])
      for group in 0..<groups {
        // Each artist is easier for one of the models, by chance; sizes are as uneven as those of artists.
        let size = 1 + random.next(below: 2 * rowsPerGroup - 1)
        let lean = rowsPerGroup == 1 ? 0 : random.chance(0.5) ? 0.3 : -0.3
        for _ in 0..<size {
          // Where only one of both models is right, it is the new one somewhat more often.
          let isNewRight = random.chance(0.5 + lean + gain / changed / 2)
          let isOldRight = random.chance(changed) ? !isNewRight : isNewRight
          old.append(isOldRight ? 1 : 0)
          new.append(isNewRight ? 1 : 0)
          codes.append(Int32(group))
        }
      }
      guard
        let found = PairedDifference(
          of: RowMeasure(.mean, of: new), from: RowMeasure(.mean, of: old), groups: codes), found.isClear
      else { continue }
      if found.value < 0 { worse += 1 } else { better += 1 }
    }
    return (Double(worse) / Double(runs), Double(better) / Double(runs))
  }

  /// "Clearly worse" may be said of two equally good models in 5% of comparisons at most; with intervals of 95% it
  /// should be about 2.5%, and less where few rows changed sides.
  @Test(arguments: [(1, 400, 0.1), (1, 60, 0.1), (5, 60, 0.3), (20, 15, 0.3), (8, 200, 0.02)])
  func equalModelsAreSeldomToldApart(rowsPerGroup: Int, groups: Int, changed: Double) {
    let found = clearShare(
      gain: 0, rowsPerGroup: rowsPerGroup, groups: groups, changed: changed, runs: 400, seed: 11)
    #expect(found.worse <= 0.05 && found.worse + found.better <= 0.08)
  }

  /// Of 1,000 rows, a tenth of which change sides, three points of accuracy are seen nearly always, one seldom.
  @Test func realDifferencesAreSeen() {
    func power(_ gain: Double) -> Double {
      clearShare(gain: gain, rowsPerGroup: 1, groups: 1000, changed: 0.1, runs: 60, seed: 3).better
    }
    #expect(power(0.03) > 0.7)
    #expect(power(0.01) < 0.5)
  }
}
