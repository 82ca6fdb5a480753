/// The sums of the trees' votes for a block of rows, so many that they stay in the cache.
struct Votes: ~Copyable {
  /// One for each feature, and a second one for each that lacked values in training.
  private let featureCount: Int
  private let classCount: Int
  private let capacity: Int
  /// The bins of the block row by row. Of capacity × featureCount elements.
  private let rows: UnsafeMutablePointer<UInt8>
  /// The classes' sums row by row. Of capacity × classCount elements.
  private let sums: UnsafeMutablePointer<Float>

  init(_ forest: RandomForest, capacity: Int) {
    featureCount = forest.bins.columnCount
    classCount = forest.classCount
    self.capacity = capacity
    rows = .allocate(capacity: capacity * featureCount)
    rows.initialize(repeating: 0, count: capacity * featureCount)
    sums = .allocate(capacity: capacity * classCount)
    sums.initialize(repeating: 0, count: capacity * classCount)
  }

  deinit {
    rows.deallocate()
    sums.deallocate()
  }

  /// How many rows a block has when its sums are to stay in the second-level cache.
  static func rowsPerBlock(classCount: Int) -> Int { max(16, min(512, 65_536 / max(1, classCount))) }

  /// Starts a block.
  func begin(_ features: BinnedFeatures, rows range: Range<Int>) {
    precondition(range.count <= capacity && range.lowerBound >= 0 && range.upperBound <= features.rowCount)
    features.bytes.withUnsafeBufferPointer { bytes in
      for feature in 0..<featureCount {
        let column = bytes.baseAddress! + feature * features.rowCount + range.lowerBound
        for row in 0..<range.count { rows[row * featureCount + feature] = column[row] }
      }
    }
    sums.update(repeating: 0, count: range.count * classCount)
  }

  /// Lets the tree vote on the block's row.
  @inline(__always)
  func add(_ tree: borrowing DecisionTree, row: Int) {
    vote(tree, tree.leaf(of: rows + row * featureCount), row: row)
  }

  /// Lets the tree vote on the first rows of the block.
  func add(_ tree: borrowing DecisionTree, rows count: Int) {
    var row = 0
    while row + 4 <= count {
      let leaves = tree.leaves(ofFour: rows + row * featureCount, stride: featureCount)
      vote(tree, leaves.0, row: row)
      vote(tree, leaves.1, row: row + 1)
      vote(tree, leaves.2, row: row + 2)
      vote(tree, leaves.3, row: row + 3)
      row += 4
    }
    while row < count {
      add(tree, row: row)
      row += 1
    }
  }

  @inline(__always)
  private func vote(_ tree: borrowing DecisionTree, _ leaf: TreeNode, row: Int) {
    // Classes are below classCount and entries inside the tree: so grown, or checked when read.
    let own = sums + row * classCount
    let first = Int(truncatingIfNeeded: leaf.child)
    if leaf.feature == 0 {
      own[first] += 1
    } else {
      for entry in first..<first &+ Int(leaf.feature) { own[Int(tree.classes[entry])] += tree.shares[entry] }
    }
  }

  /// The sums of one row of the block.
  func sums(row: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: sums + row * classCount, count: classCount)
  }
}

extension DecisionTree {
  /// The leaves four rows fall into. Going down with all at once hides the waiting for memory.
  ///
  /// - Parameter rows: the bins of the first; those of the next start `stride` behind it.
  @inline(__always)
  func leaves(ofFour rows: UnsafePointer<UInt8>, stride: Int) -> (TreeNode, TreeNode, TreeNode, TreeNode) {
    let root = nodes[0]
    var (one, two, three, four) = (root, root, root, root)
    while one.isLeaf & two.isLeaf & three.isLeaf & four.isLeaf == 0 {
      one = below(one, rows)
      two = below(two, rows + stride)
      three = below(three, rows + 2 * stride)
      four = below(four, rows + 3 * stride)
    }
    return (one, two, three, four)
  }

  /// The child that the row goes to; a leaf stays.
  @inline(__always)
  private func below(_ node: TreeNode, _ row: UnsafePointer<UInt8>) -> TreeNode {
    guard node.isLeaf == 0 else { return node }
    return nodes[Int(truncatingIfNeeded: node.child) &+ (row[Int(node.feature)] > node.bin ? 1 : 0)]
  }
}
