import Testing

@testable import Forests

struct PredictionTests {
  private let made = MadeUpRows(count: 300, features: 4, classes: 6, seed: 21)
  private let settings = ForestSettings(treeCount: 9, minimumSamplesInLeaf: 3, seed: 1)

  @Test func piecesGiveWhatTheWholeGives() throws {
    let grower = try made.grower(settings)
    let forest = RandomForest(growing: grower)
    let whole = forest.probabilities(grower.features)
    #expect(forest.probabilities(grower.features, rows: 7..<160) == Array(whole[42..<960]))
    for row in [0, 150, 299] {
      let values = made.columns.map { $0[row] }
      #expect(try forest.probabilities(of: values) == Array(whole[row * 6..<row * 6 + 6]))
      let top = try forest.topClasses(3, of: values)
      let sorted = whole[row * 6..<row * 6 + 6].enumerated().sorted {
        ($1.element, $0.offset) < ($0.element, $1.offset)
      }
      #expect(top.map(\.label) == sorted.prefix(3).map { UInt16($0.offset) })
      #expect(top.map(\.probability) == sorted.prefix(3).map(\.element))
    }
    #expect(forest.topClasses(9, grower.features, rows: 0..<1).count == 6)
    #expect(forest.predictions(grower.features, rows: 5..<5).isEmpty)
  }

  @Test func outOfBagVotesComeFromTreesThatDidNotSeeTheRow() throws {
    let grower = try made.grower(settings)
    let forest = RandomForest(growing: grower)
    let bags = (0..<9).map(grower.rowsOutOfBag)
    let predictions = forest.outOfBagPredictions(grower.features, bags: bags)
    for row in 0..<300 {
      let voters = (0..<9).filter { bags[$0].contains(row) }.map { forest.trees[$0] }
      guard !voters.isEmpty else {
        #expect(predictions[row] == nil)
        continue
      }
      let few = try RandomForest(trees: voters, bins: forest.bins, classCount: 6)
      #expect(predictions[row] == few.predictions(grower.features, rows: row..<row + 1)[0])
    }
    let share = bags.reduce(0.0) { sum, bag in sum + Double((0..<300).count(where: bag.contains)) } / 2700
    #expect(abs(share - 0.368) < 0.03)
  }

  @Test func balancedWeightsLetRareClassesBeHeard() throws {
    var made = MadeUpRows(count: 2000, features: 3, classes: 2, seed: 30)
    // One row in twenty is of class 1, in a region where half of the rows are.
    for row in made.labels.indices {
      made.labels[row] = made.columns[0][row] > 0.9 && row % 2 == 0 ? 1 : 0
    }
    var settings = ForestSettings(treeCount: 20, maximumDepth: 3, seed: 3)
    func found(_ settings: ForestSettings) throws -> Int {
      let grower = try made.grower(settings)
      return zip(RandomForest(growing: grower).predictions(grower.features), made.labels).count { $0 == 1 && $1 == 1 }
    }
    let uniform = try found(settings)
    settings.classWeights = .balanced
    #expect(try found(settings) > uniform)
    #expect(try found(settings) > 90)
  }

  @Test func badLabelsAreRefused() throws {
    let features = try made.features()
    func grower(_ labels: [UInt16], classes: Int) throws(ForestError) -> TreeGrower {
      try TreeGrower(features: features, labels: labels, classCount: classes)
    }
    #expect(throws: ForestError.countsDiffer(found: 2, expected: 300)) { try grower([0, 1], classes: 2) }
    #expect(throws: ForestError.oneClass) { try grower([UInt16](repeating: 2, count: 300), classes: 3) }
    #expect(throws: ForestError.labelOutOfRange(row: 0, label: 2, classes: 2)) {
      try grower([UInt16](repeating: 2, count: 300), classes: 2)
    }
    #expect(throws: ForestError.moreClassesThanRows(classes: 400, rows: 300)) { try grower(made.labels, classes: 400) }
    #expect(throws: ForestError.tooMany(classes: 70_000, features: 4)) { try grower(made.labels, classes: 70_000) }
  }
}
