import Testing

@testable import Forests

struct TreeGrowingTests {
  @Test func aTreeWithoutBootstrapLearnsItsRowsByHeart() throws {
    let made = MadeUpRows(count: 600, features: 5, classes: 7, seed: 3)
    let settings = ForestSettings(treeCount: 1, bootstrap: false, seed: 1)
    let grower = try made.grower(settings)
    let forest = RandomForest(growing: grower)
    #expect(forest.predictions(grower.features) == made.labels)
  }

  @Test func depthAndLeafSizesKeepToTheSettings() throws {
    let made = MadeUpRows(count: 900, features: 6, classes: 4, seed: 5)
    let settings = ForestSettings(
      treeCount: 5, maximumDepth: 6, minimumSamplesToSplit: 20, minimumSamplesInLeaf: 7, bootstrap: false, seed: 2)
    let grower = try made.grower(settings)
    for tree in RandomForest(growing: grower).trees {
      let walk = TreeWalk(tree, features: grower.features)
      #expect(walk.greatestDepth <= 6)
      #expect(walk.rowsOfLeaves.allSatisfy { $0 >= 7 })
      #expect(walk.rowsOfSplits.allSatisfy { $0 >= 20 })
      #expect(walk.rowsOfLeaves.reduce(0, +) == 900)
    }
  }

  @Test(arguments: [ForestSettings.Thresholds.best, .random])
  func aTreeIsAFunctionOfSeedAndNumber(thresholds: ForestSettings.Thresholds) throws {
    let made = MadeUpRows(count: 500, features: 4, classes: 3, seed: 8)
    let settings = ForestSettings(treeCount: 4, thresholds: thresholds, seed: 11)
    let (one, other) = (try made.grower(settings), try made.grower(settings))
    let forward = (0..<4).map { one.tree($0).allBytes }
    let backward = (0..<4).reversed().map { other.tree($0).allBytes }
    #expect(forward == Array(backward.reversed()))
    #expect(Set(forward).count == 4)
    var differently = settings
    differently.seed = 12
    #expect(try made.grower(differently).tree(0).allBytes != forward[0])
  }

  @Test func leavesHoldTheSharesOfTheirRows() throws {
    let made = MadeUpRows(count: 400, features: 3, classes: 5, seed: 9)
    let settings = ForestSettings(treeCount: 1, maximumDepth: 3, bootstrap: false, seed: 4)
    let grower = try made.grower(settings)
    let forest = RandomForest(growing: grower)
    let probabilities = forest.probabilities(grower.features)
    let leaves = TreeWalk(forest.trees[0], features: grower.features).leafOfRow
    for row in 0..<400 {
      let mates = (0..<400).filter { leaves[$0] == leaves[row] }
      for label in 0..<5 {
        let share = Float(mates.count { made.labels[$0] == label }) / Float(mates.count)
        #expect(abs(probabilities[row * 5 + label] - share) < 1e-6)
      }
    }
  }
}
