/// A grown tree: a block of bytes that stands in memory as it does in a file.
///
/// First the nodes, then the shares and then the classes of the leaves' entries, all little-endian, filled up to a
/// multiple of 8 bytes. A leaf has an entry for each class among its rows and none when there is only one class, so
/// that its size does not depend on how many classes there are.
///
/// @unchecked: the pointers lead into bytes that never change.
public struct DecisionTree: @unchecked Sendable {
  /// Splits and leaves.
  public let nodeCount: Int
  /// How many pairs of a class and its probability the leaves hold.
  public let leafEntryCount: Int
  /// How much each feature's splits lowered the Gini impurity, summed over the rows; not yet divided by the sum.
  public let impurityDecreases: [Double]
  private let storage: TreeBytes

  // Each points into `storage`, which holds as many elements as counted above.
  let nodes: UnsafePointer<TreeNode>
  let shares: UnsafePointer<Float>
  let classes: UnsafePointer<UInt16>

  /// The bytes of a tree of this size.
  public static func byteCount(nodeCount: Int, leafEntryCount: Int) -> Int {
    (nodeCount * 8 + leafEntryCount * 6 + 7) & ~7
  }

  /// What the tree takes in memory.
  public var byteCount: Int { storage.count }
  /// How many leaves there are.
  public var leafCount: Int { (nodeCount + 1) / 2 }

  private init(_ storage: TreeBytes, nodeCount: Int, leafEntryCount: Int, impurityDecreases: [Double]) {
    self.storage = storage
    self.nodeCount = nodeCount
    self.leafEntryCount = leafEntryCount
    self.impurityDecreases = impurityDecreases
    nodes = storage.base.assumingMemoryBound(to: TreeNode.self)
    shares = (storage.base + nodeCount * 8).assumingMemoryBound(to: Float.self)
    classes = (storage.base + nodeCount * 8 + leafEntryCount * 4).assumingMemoryBound(to: UInt16.self)
  }

  init(nodes: [TreeNode], shares: [Float], classes: [UInt16], impurityDecreases: [Double]) {
    let count = DecisionTree.byteCount(nodeCount: nodes.count, leafEntryCount: shares.count)
    let storage = TreeBytes(count: count) { memory in
      nodes.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
      guard !shares.isEmpty else { return }
      let entries = memory + nodes.count * 8
      shares.withUnsafeBytes { entries.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
      classes.withUnsafeBytes {
        (entries + shares.count * 4).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
      }
    }
    self.init(
      storage, nodeCount: nodes.count, leafEntryCount: shares.count, impurityDecreases: impurityDecreases)
  }

  /// A tree that stands in a file: nothing is copied.
  ///
  /// - Parameters:
  ///   - bytes: 8-byte aligned, in a memory that does not change as long as `owner` lives. Whatever they hold, using
  ///     the tree is safe.
  ///   - owner: what keeps the memory.
  /// - Throws: ``ForestError/damagedTree`` when the bytes are not a tree over so many features, bins and classes.
  public init(
    borrowing bytes: UnsafeRawBufferPointer, from owner: AnyObject, nodeCount: Int, leafEntryCount: Int,
    impurityDecreases: [Double], bins: FeatureBins, classCount: Int
  ) throws(ForestError) {
    let most = Int(Int32.max) / 8
    guard (1...most).contains(nodeCount), (0...most).contains(leafEntryCount), let base = bytes.baseAddress,
      bytes.count == DecisionTree.byteCount(nodeCount: nodeCount, leafEntryCount: leafEntryCount),
      UInt(bitPattern: base) % 8 == 0, impurityDecreases.count == bins.featureCount
    else { throw .damagedTree }
    self.init(
      TreeBytes(borrowing: bytes, from: owner), nodeCount: nodeCount, leafEntryCount: leafEntryCount,
      impurityDecreases: impurityDecreases)
    guard isSound(bins: bins, classCount: classCount) else { throw .damagedTree }
  }

  /// Whether every way down ends in a leaf and nothing points outside.
  private func isSound(bins: FeatureBins, classCount: Int) -> Bool {
    for position in 0..<nodeCount {
      let node = nodes[position]
      let child = Int(truncatingIfNeeded: node.child)
      switch node.isLeaf {
      // Children come after their parent, so that there is no circle.
      case 0: guard child > position, child < nodeCount - 1, Int(node.feature) < bins.columnCount else { return false }
      case 1 where node.feature == 0: guard child >= 0, child < classCount else { return false }
      case 1: guard child >= 0, child <= leafEntryCount - Int(node.feature) else { return false }
      default: return false
      }
    }
    for entry in 0..<leafEntryCount {
      guard Int(classes[entry]) < classCount, shares[entry] >= 0, shares[entry] <= 1 else { return false }
    }
    return true
  }

  /// The tree's bytes, as ``init(borrowing:from:nodeCount:leafEntryCount:impurityDecreases:bins:classCount:)`` takes
  /// them.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: storage.base, count: storage.count))
  }

  /// The leaf a row falls into.
  ///
  /// - Parameter row: the bins of its features.
  @inline(__always)
  func leaf(of row: UnsafePointer<UInt8>) -> TreeNode {
    // Child positions are below nodeCount and features below the row's: so grown, or checked when read.
    var node = nodes[0]
    while node.isLeaf == 0 {
      node = nodes[Int(truncatingIfNeeded: node.child) &+ (row[Int(node.feature)] > node.bin ? 1 : 0)]
    }
    return node
  }
}
