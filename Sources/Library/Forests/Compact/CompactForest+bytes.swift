extension CompactForest {
  private static let mark: [UInt8] = [0x53, 0x42, 0x46, 0x4F, 0x52, 0x45, 0x53, 0x31]  // SBFORES1
  private static let leaf: UInt8 = 255

  /// The forest as a file: like things stand together, and nothing points anywhere, so that it packs well.
  ///
  /// A mark; counts of features, of features that lacked values, of classes, trees, nodes and entries; how many edges
  /// each feature has; the features that lacked values; the middle bins; the edges; then of all nodes, each before its
  /// children and the left child first, the column or 255 for a leaf; the bins of the splits; how many entries each leaf
  /// has; the entries' classes, low bytes and then high ones; and their votes.
  public var bytes: [UInt8] {
    var bytes = CompactForest.mark
    func append(_ number: Int, _ width: Int) {
      for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
    for count in [featureCount, bins.missing.count, classCount, treeCount, nodes.count, classes.count] {
      append(count, 4)
    }
    for feature in 0..<featureCount { append(bins.starts[feature + 1] - bins.starts[feature], 1) }
    for feature in bins.missing { append(feature, 1) }
    bytes += bins.middles
    for edge in bins.edges { append(Int(truncatingIfNeeded: Int32(bitPattern: edge.bitPattern)), 4) }
    var splits: [UInt8] = []
    var counts: [UInt8] = []
    var order: [Int] = []
    for root in roots {
      var open = [root]
      while let position = open.popLast() {
        let node = nodes[position]
        if node.isLeaf == 1 {
          bytes.append(CompactForest.leaf)
          counts.append(UInt8(truncatingIfNeeded: node.feature))
          for entry in 0..<Int(node.feature) { order.append(Int(node.child) + entry) }
        } else {
          bytes.append(UInt8(truncatingIfNeeded: node.feature))
          splits.append(node.bin)
          open.append(Int(node.child) + 1)
          open.append(Int(node.child))
        }
      }
    }
    bytes += splits
    bytes += counts
    for entry in order { bytes.append(UInt8(truncatingIfNeeded: classes[entry])) }
    for entry in order { bytes.append(UInt8(truncatingIfNeeded: classes[entry] >> 8)) }
    for entry in order { bytes.append(votes[entry]) }
    return bytes
  }

  /// Reads a forest's file. Whatever the bytes are, using what is read is safe.
  /// - Throws: ``ForestError/damagedTree`` when they are not those of a forest.
  public init(bytes: UnsafeBufferPointer<UInt8>) throws(ForestError) {
    var cursor = Cursor(bytes: bytes)
    for letter in CompactForest.mark { guard try cursor.byte() == letter else { throw .damagedTree } }
    let features = try cursor.count(), missingCount = try cursor.count(), classCount = try cursor.count()
    let trees = try cursor.count(), nodeCount = try cursor.count(), entryCount = try cursor.count()
    guard features > 0, missingCount <= features, features + missingCount <= CompactForest.maximumColumnCount,
      (1...RandomForest.maximumClassCount).contains(classCount), trees > 0, trees <= nodeCount,
      nodeCount <= bytes.count, entryCount <= bytes.count
    else { throw .damagedTree }
    let lengths = try cursor.bytes(features), missing = try cursor.bytes(missingCount).map { Int($0) }
    let middles = try cursor.bytes(features)
    var edges: [[Float]] = []
    for feature in 0..<features {
      var own: [Float] = []
      for _ in 0..<Int(lengths[feature]) {
        let edge = Float(bitPattern: UInt32(bitPattern: try cursor.integer()))
        guard edge.isFinite, own.isEmpty || own[own.count - 1] < edge else { throw .damagedTree }
        own.append(edge)
      }
      guard Int(middles[feature]) <= own.count else { throw .damagedTree }
      edges.append(own)
    }
    for (place, feature) in missing.enumerated() {
      guard feature < features, place == 0 || missing[place - 1] < feature, edges[feature].count < 255 else {
        throw .damagedTree
      }
    }
    let columns = try cursor.bytes(nodeCount)
    var leafCount = 0
    for column in columns {
      if column == CompactForest.leaf {
        leafCount += 1
      } else if Int(column) >= features + missingCount {
        throw .damagedTree
      }
    }
    let splits = try cursor.bytes(nodeCount - leafCount), counts = try cursor.bytes(leafCount)
    let low = try cursor.bytes(entryCount), high = try cursor.bytes(entryCount), votes = try cursor.bytes(entryCount)
    var classes: [UInt16] = []
    classes.reserveCapacity(entryCount)
    for entry in 0..<entryCount {
      let number = UInt16(low[entry]) | UInt16(high[entry]) << 8
      guard Int(number) < classCount else { throw .damagedTree }
      classes.append(number)
    }
    var nodes: [TreeNode] = []
    nodes.reserveCapacity(nodeCount)
    var roots: [Int] = []
    var (read, split, leaf, entry) = (0, 0, 0, 0)
    for _ in 0..<trees {
      roots.append(nodes.count)
      nodes.append(.leaf(onlyClass: 0))
      var open = [nodes.count - 1]
      while let place = open.popLast() {
        guard read < nodeCount else { throw .damagedTree }
        if columns[read] == CompactForest.leaf {
          nodes[place] = .leaf(firstEntry: entry, count: Int(counts[leaf]))
          entry += Int(counts[leaf])
          leaf += 1
          guard entry <= entryCount else { throw .damagedTree }
        } else {
          nodes[place] = .split(feature: Int(columns[read]), bin: splits[split], child: nodes.count)
          split += 1
          open.append(nodes.count + 1)
          open.append(nodes.count)
          nodes.append(.leaf(onlyClass: 0))
          nodes.append(.leaf(onlyClass: 0))
          guard nodes.count <= nodeCount else { throw .damagedTree }
        }
        read += 1
      }
    }
    guard read == nodeCount, cursor.isAtEnd else { throw .damagedTree }
    self.init(
      bins: FeatureBins(edges: edges, missing: missing, middles: middles), classCount: classCount, nodes: nodes,
      roots: roots, classes: classes, votes: votes)
  }

  /// Where reading stands.
  private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() throws(ForestError) -> UInt8 {
      guard place < bytes.count else { throw .damagedTree }
      place += 1
      return bytes[place - 1]
    }

    mutating func integer() throws(ForestError) -> Int32 {
      var bits: UInt32 = 0
      for shift in 0..<UInt32(4) { bits |= UInt32(try byte()) << (8 * shift) }
      return Int32(bitPattern: bits)
    }

    mutating func count() throws(ForestError) -> Int {
      let number = try integer()
      guard number >= 0 else { throw .damagedTree }
      return Int(number)
    }

    mutating func bytes(_ count: Int) throws(ForestError) -> [UInt8] {
      guard count <= bytes.count - place else { throw .damagedTree }
      place += count
      return Array(bytes[place - count..<place])
    }
  }
}
