/// A split or a leaf in 8 bytes. The children of a split stand side by side, so that going down needs no branch.
struct TreeNode: Equatable {
  /// Of a split: the left child's place; the right one's is the next. Of a leaf: where its entries start or, without entries, its only class.
  var child: UInt32
  /// Of a split: the feature looked at. Of a leaf: how many entries it has, 0 when all its rows are of one class.
  var feature: UInt16
  /// Of a split: rows with a bin up to this go left.
  var bin: UInt8
  /// 0 or 1.
  var isLeaf: UInt8

  static func split(feature: Int, bin: UInt8, child: Int) -> TreeNode {
    TreeNode(
      child: UInt32(truncatingIfNeeded: child), feature: UInt16(truncatingIfNeeded: feature), bin: bin, isLeaf: 0)
  }

  static func leaf(firstEntry: Int, count: Int) -> TreeNode {
    TreeNode(
      child: UInt32(truncatingIfNeeded: firstEntry), feature: UInt16(truncatingIfNeeded: count), bin: 0, isLeaf: 1)
  }

  static func leaf(onlyClass: UInt16) -> TreeNode {
    TreeNode(child: UInt32(onlyClass), feature: 0, bin: 0, isLeaf: 1)
  }
}
