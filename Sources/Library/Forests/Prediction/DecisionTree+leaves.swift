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
