import Frames
import Learning
import Statistics
import Testing

@Suite struct Splits {
  private let labels = ClassLabels((0..<203).map { ["rock", "rock", "rock", "jazz", "folk", "rock", "jazz"][$0 % 7] })

  @Test func classesKeepTheirShares() throws {
    let split = try Split.stratified(labels, testFraction: 0.2, seed: 42)
    #expect(split.test.count == 41 && split.train.count == 162)
    #expect((split.train + split.test).sorted() == Array(0..<203))
    let (all, test) = (labels.classCounts, labels.selectingRows(split.test).classCounts)
    for (all, test) in zip(all, test) { #expect(abs(Double(test) - 0.2 * Double(all)) < 1) }
    #expect(try split == Split.stratified(labels, testFraction: 0.2, seed: 42))
    #expect(try split != Split.stratified(labels, testFraction: 0.2, seed: 43))
  }

  @Test func twelveGenresOfAHundredSongsGiveTwentyTestSongsEach() throws {
    let labels = ClassLabels((0..<1200).map { "genre \($0 % 12)" })
    let split = try Split.stratified(labels)
    #expect(labels.selectingRows(split.test).classCounts == [Int](repeating: 20, count: 12))
  }

  @Test func smallClassesAlwaysLeaveARowToLearnFrom() throws {
    let labels = ClassLabels((0..<40).map { "genre \($0 % 20)" })
    let split = try Split.stratified(labels, testFraction: 0.9)
    #expect(labels.selectingRows(split.train).classCounts.allSatisfy { $0 == 1 })
    #expect(throws: LearningError.classTooSmall("b", rows: 1, needed: 2)) {
      try Split.stratified(ClassLabels(["a", "a", "b"]))
    }
    #expect(throws: LearningError.noRows) { try Split.stratified(ClassLabels([])) }
    #expect(throws: LearningError.invalidSetting(name: "testFraction", value: "1.0", expected: "above 0 and below 1")) {
      try Split.stratified(labels, testFraction: 1)
    }
  }

  @Test func everyRowIsTestedByOneFold() throws {
    let folds = try Split.stratifiedFolds(labels, count: 4)
    #expect(folds.flatMap(\.test).sorted() == Array(0..<203))
    for fold in folds {
      #expect((fold.train + fold.test).sorted() == Array(0..<203))
      #expect((50...51).contains(fold.test.count))
      for (all, test) in zip(labels.classCounts, labels.selectingRows(fold.test).classCounts) {
        #expect(abs(Double(test) - Double(all) / 4) <= 1)
      }
    }
    #expect(throws: LearningError.classTooSmall("folk", rows: 29, needed: 30)) {
      try Split.stratifiedFolds(labels, count: 30)
    }
  }

  @Test func linkedRowsAreOneGroup() {
    // Rows 0 and 2 share an artist, 2 and 4 a song; row 1 has neither, row 3 an artist of its own.
    let groups = RowGroups(linking: [[7, -1, 7, 3, 9], [0, -1, 5, 6, 5]])
    #expect(groups.codes == [0, 1, 0, 2, 0] && groups.count == 3)
    #expect(groups.rows == [[0, 2, 4], [1], [3]])
    #expect(RowGroups(linking: []).count == 0)
  }

  @Test(arguments: 0..<20) func noGroupIsOnBothSides(seed: UInt64) throws {
    var random = SplitMix64(seed)
    let artists = (0..<600).map { _ in Int32(random.next(below: 90)) }
    let songs = (0..<600).map { _ in Int32(random.next(below: 1200)) }
    let labels = ClassLabels(artists.map { "genre \($0 % 5)" })
    let groups = RowGroups(linking: [artists, songs])
    guard groups.count > 10 else { return }
    let split = try Split.grouped(labels, by: groups, testFraction: 0.25, seed: seed)
    for key in [artists, songs, groups.codes] {
      #expect(Set(split.train.map { key[$0] }).isDisjoint(with: split.test.map { key[$0] }))
    }
    #expect((split.train + split.test).sorted() == Array(0..<600))
    #expect(try split == Split.grouped(labels, by: groups, testFraction: 0.25, seed: seed))
  }

  @Test func groupedClassesKeepTheirSharesAsFarAsGroupsAllow() throws {
    let artists = (0..<2000).map { Int32($0 / 8) }
    let labels = ClassLabels(artists.map { "genre \($0 % 10)" })
    let split = try Split.grouped(labels, by: RowGroups(linking: [artists]))
    for test in labels.selectingRows(split.test).classCounts { #expect(test == 40) }
    // A genre of a single artist cannot be tested.
    let single = ClassLabels(artists.map { $0 == 0 ? "one artist" : "genre \($0 % 3)" })
    let other = try Split.grouped(single, by: RowGroups(linking: [artists]))
    #expect(try single.selectingRows(other.test).classCounts[Int(single.code(of: "one artist"))] == 0)
    #expect(throws: LearningError.emptyTestSet) {
      try Split.grouped(labels, by: RowGroups(linking: [[Int32](repeating: 1, count: 2000)]))
    }
  }

  @Test func rowsWithGuestsFromTheOtherSideAreLeftOut() throws {
    let members: [[Int32]] = [[0], [0, 1], [1], [1], [2], [2, 3], [3, 0], [0]]
    let split = try Split(train: [0, 1, 6, 7], test: [2, 3, 4, 5]).leavingOutRows(sharing: members)
    #expect(split == Split(train: [0, 6, 7], test: [2, 3, 4], leftOut: [1, 5]))
    let train = Set(split.train.flatMap { members[$0] })
    #expect(train.isDisjoint(with: split.test.flatMap { members[$0] }))
  }
}
