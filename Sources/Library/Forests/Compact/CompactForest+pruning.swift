extension CompactForest {
  /// A forest cut back.
  ///
  /// - Parameters:
  ///   - rows: those that the forest was grown from: a node that becomes a leaf has the classes of its leaves, weighed
  ///     by how many of these rows fall into each.
  /// - Throws: ``ForestError/wrongNumberOfFeatures(found:expected:)``, ``ForestError/setting(_:)`` for a setting below 1,
  ///   or ``ForestError/tooMany(classes:features:)`` for more than ``maximumColumnCount`` columns.
  public init(
    _ forest: RandomForest, rows: BinnedFeatures, settings: CompactSettings = CompactSettings()
  ) throws(ForestError) {
    guard rows.bins == forest.bins else {
      throw .wrongNumberOfFeatures(found: rows.featureCount, expected: forest.featureCount)
    }
    guard settings.treeCount > 0 else { throw .setting(.treeCount) }
    guard settings.maximumDepth > 0 else { throw .setting(.maximumDepth) }
    guard settings.minimumRowsInLeaf > 0, settings.classesPerLeaf > 0 else { throw .setting(.minimumSamplesInLeaf) }
    guard forest.bins.columnCount <= CompactForest.maximumColumnCount else {
      throw .tooMany(classes: forest.classCount, features: forest.bins.columnCount)
    }
    var pruning = TreePruning(settings: settings, classCount: forest.classCount)
    for tree in forest.trees.prefix(settings.treeCount) {
      pruning.add(tree, counts: rows.counts(inNodesOf: tree))
    }
    self.init(
      bins: forest.bins, classCount: forest.classCount, nodes: pruning.nodes, roots: pruning.roots,
      classes: pruning.classes, votes: pruning.votes)
  }

  /// A column's number is a byte, of which one stands for leaves.
  public static let maximumColumnCount = 255
}

extension BinnedFeatures {
  /// How many rows come by each node of a tree.
  func counts(inNodesOf tree: DecisionTree) -> [Int] {
    var counts = [Int](repeating: 0, count: tree.nodeCount)
    for row in 0..<rowCount {
      var position = 0
      counts[0] += 1
      while tree.nodes[position].isLeaf == 0 {
        let node = tree.nodes[position]
        position = Int(node.child) + (bytes[Int(node.feature) * rowCount + row] > node.bin ? 1 : 0)
        counts[position] += 1
      }
    }
    return counts
  }
}

/// The nodes of trees that are cut back, one tree after the other.
private struct TreePruning {
  let settings: CompactSettings
  let classCount: Int
  var nodes: [TreeNode] = []
  var roots: [Int] = []
  var classes: [UInt16] = []
  var votes: [UInt8] = []
  /// Of each class in the leaf that is being made; 0 between leaves.
  private var weights: [Double]

  init(settings: CompactSettings, classCount: Int) {
    self.settings = settings
    self.classCount = classCount
    weights = [Double](repeating: 0, count: classCount)
  }

  private struct Open {
    var source: Int
    var place: Int
    var depth: Int
  }

  mutating func add(_ tree: DecisionTree, counts: [Int]) {
    roots.append(nodes.count)
    nodes.append(.leaf(onlyClass: 0))
    var open = [Open(source: 0, place: nodes.count - 1, depth: 0)]
    while let next = open.popLast() {
      let node = tree.nodes[next.source]
      let child = Int(node.child)
      let isSplit =
        node.isLeaf == 0 && next.depth < settings.maximumDepth
        && min(counts[child], counts[child + 1]) >= settings.minimumRowsInLeaf
      guard isSplit else {
        addLeaf(at: next.place, from: next.source, tree, counts)
        continue
      }
      nodes[next.place] = .split(feature: Int(node.feature), bin: node.bin, child: nodes.count)
      open.append(Open(source: child + 1, place: nodes.count + 1, depth: next.depth + 1))
      open.append(Open(source: child, place: nodes.count, depth: next.depth + 1))
      nodes.append(.leaf(onlyClass: 0))
      nodes.append(.leaf(onlyClass: 0))
    }
  }

  /// A leaf with the classes of all leaves below a node.
  private mutating func addLeaf(at place: Int, from source: Int, _ tree: DecisionTree, _ counts: [Int]) {
    var (open, total) = ([source], 0.0)
    while let position = open.popLast() {
      let node = tree.nodes[position]
      guard node.isLeaf == 1 else {
        open += [Int(node.child) + 1, Int(node.child)]
        continue
      }
      let rows = Double(max(1, counts[position]))
      total += rows
      if node.feature == 0 {
        weights[Int(node.child)] += rows
      } else {
        for entry in Int(node.child)..<Int(node.child) + Int(node.feature) {
          weights[Int(tree.classes[entry])] += rows * Double(tree.shares[entry])
        }
      }
    }
    let first = classes.count
    for _ in 0..<min(settings.classesPerLeaf, classCount) {
      var best = 0
      for number in 1..<max(1, classCount) where weights[number] > weights[best] { best = number }
      guard weights[best] > 0 else { break }
      classes.append(UInt16(truncatingIfNeeded: best))
      votes.append(UInt8(max(1, min(255, (weights[best] / total * 255).rounded()))))
      weights[best] = 0
    }
    for number in 0..<classCount { weights[number] = 0 }
    nodes[place] = .leaf(firstEntry: first, count: classes.count - first)
  }
}
