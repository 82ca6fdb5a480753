@testable import Forests

/// Which rows come by which nodes of a tree, found by going down step by step.
struct TreeWalk {
  private(set) var leafOfRow: [Int] = []
  private(set) var greatestDepth = 0
  private var rows: [Int]
  private let isLeaf: [Bool]

  init(_ tree: DecisionTree, features: BinnedFeatures) {
    rows = [Int](repeating: 0, count: tree.nodeCount)
    isLeaf = (0..<tree.nodeCount).map { tree.nodes[$0].isLeaf == 1 }
    for row in 0..<features.rowCount {
      var (place, depth) = (0, 0)
      rows[0] += 1
      while !isLeaf[place] {
        let node = tree.nodes[place]
        place = Int(node.child) + (features.bin(row: row, feature: Int(node.feature)) <= node.bin ? 0 : 1)
        rows[place] += 1
        depth += 1
      }
      leafOfRow.append(place)
      greatestDepth = max(greatestDepth, depth)
    }
  }

  var rowsOfLeaves: [Int] { rows.indices.filter { isLeaf[$0] }.map { rows[$0] } }
  var rowsOfSplits: [Int] { rows.indices.filter { !isLeaf[$0] }.map { rows[$0] } }
}
