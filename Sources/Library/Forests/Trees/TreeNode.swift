/// A split or a leaf in 8 bytes. The children of a split stand side by side, so that going down needs no branch.
struct TreeNode: Equatable {
  /// Of a split: the left child's position; the right one's is the next. Of a leaf: where its entries start or, without
  /// entries, its only class.
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

/// Bytes that do not change: a tree's own, or a part of a mapped file that stays mapped as long as this lives.
///
/// @unchecked: the bytes are written before the value is handed on and never after.
final class TreeBytes: @unchecked Sendable {
  let base: UnsafeRawPointer
  let count: Int
  /// What keeps borrowed bytes alive; nil when they are our own.
  private let owner: AnyObject?

  /// Bytes of our own, 8-byte aligned, which `fill` writes.
  init(count: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 8), alignment: 8)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    fill(memory)
    base = UnsafeRawPointer(memory)
    self.count = count
    owner = nil
  }

  init(borrowing bytes: UnsafeRawBufferPointer, from owner: AnyObject) {
    base = bytes.baseAddress!
    count = bytes.count
    self.owner = owner
  }

  deinit {
    if owner == nil { base.deallocate() }
  }
}
