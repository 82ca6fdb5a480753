/// A tree while it grows, with the memory that its nodes work in.
///
/// Nodes are worked on one after the other, the left child first. Each owns a range of `samples`, which its split
/// divides in position.
struct TreeGrowth: ~Copyable {
  /// A distinct row of the tree.
  struct Sample {
    var row: UInt32
    /// How often it was drawn (8 bits) above its class (16 bits). A bin in the uppermost 8 bits makes it a key to sort
    /// by.
    var key: UInt32
  }

  private struct Node {
    var position: Int
    var samples: Range<Int>
    var depth: Int
  }

  private let settings: ForestSettings
  private let featureCount: Int
  private let rowCount: Int
  private let sampleCount: Int
  // Both of sampleCount elements, all initialised.
  private let samples: UnsafeMutablePointer<Sample>
  private let moved: UnsafeMutablePointer<Sample>

  private var search: SplitSearch
  private var nodes: [TreeNode] = [.leaf(onlyClass: 0)]
  private var shares: [Float] = []
  private var classes: [UInt16] = []
  private var decreases: [Double]

  init(_ grower: TreeGrower, bootstrap: Bootstrap, random: RandomStream) {
    settings = grower.settings
    featureCount = grower.features.featureCount
    rowCount = grower.features.rowCount
    sampleCount = bootstrap.distinctCount
    samples = .allocate(capacity: sampleCount)
    moved = .allocate(capacity: sampleCount)
    moved.initialize(repeating: Sample(row: 0, key: 0), count: sampleCount)
    decreases = [Double](repeating: 0, count: featureCount)
    search = SplitSearch(grower, sampleCount: sampleCount, random: random)
    var next = samples
    for row in 0..<rowCount where bootstrap.copies[row] > 0 {
      let key = UInt32(bootstrap.copies[row]) << 16 | UInt32(grower.labels[row])
      next.initialize(to: Sample(row: UInt32(truncatingIfNeeded: row), key: key))
      next += 1
    }
  }

  deinit {
    samples.deallocate()
    moved.deallocate()
  }

  mutating func grow(columns: UnsafePointer<UInt8>) -> DecisionTree {
    var open = [Node(position: 0, samples: 0..<sampleCount, depth: 0)]
    while let node = open.popLast() {
      guard let (position, middle) = split(node, columns) else { continue }
      let depth = node.depth + 1
      open.append(Node(position: position + 1, samples: middle..<node.samples.upperBound, depth: depth))
      open.append(Node(position: position, samples: node.samples.lowerBound..<middle, depth: depth))
    }
    return DecisionTree(nodes: nodes, shares: shares, classes: classes, impurityDecreases: decreases)
  }

  /// Makes the node a split or a leaf.
  /// - Returns: of a split, the left child's position and where the right child's samples start.
  private mutating func split(_ node: Node, _ columns: UnsafePointer<UInt8>) -> (position: Int, middle: Int)? {
    let count = node.samples.count
    let own = UnsafePointer(samples + node.samples.lowerBound)
    let isFinal =
      count < settings.minimumSamplesToSplit || count < 2 * settings.minimumSamplesInLeaf
      || node.depth >= settings.maximumDepth ?? .max
    let isPure = search.begin(own, count: count)
    guard !isFinal, !isPure, let split = search.bestSplit(own, count: count, columns: columns) else {
      makeLeaf(node.position, own, count: count, isPure: isPure)
      search.end(own, count: count)
      return nil
    }
    search.end(own, count: count)
    decreases[search.features.feature(ofColumn: split.column)] += split.decrease
    let position = nodes.count
    nodes.append(.leaf(onlyClass: 0))
    nodes.append(.leaf(onlyClass: 0))
    nodes[node.position] = .split(feature: split.column, bin: split.bin, child: position)
    return (position, partition(node.samples, columns + split.column * rowCount, bin: split.bin))
  }

  private mutating func makeLeaf(_ position: Int, _ own: UnsafePointer<Sample>, count: Int, isPure: Bool) {
    let first = shares.count
    guard !isPure else {
      nodes[position] = .leaf(onlyClass: UInt16(truncatingIfNeeded: own[0].key))
      return
    }
    for index in 0..<count {
      let number = UInt16(truncatingIfNeeded: own[index].key)
      let share = search.takeShare(of: number)
      guard share > 0 else { continue }
      classes.append(number)
      shares.append(Float(share))
    }
    nodes[position] = .leaf(firstEntry: first, count: shares.count - first)
  }

  /// Moves samples with a bin up to this before the others; both keep their order, so that rows ascend in every node.
  /// - Returns: Where the others start.
  private func partition(_ range: Range<Int>, _ column: UnsafePointer<UInt8>, bin: UInt8) -> Int {
    var (left, right) = (range.lowerBound, 0)
    for index in range {
      let sample = samples[index]
      let isRight = column[Int(sample.row)] > bin ? 1 : 0
      // left <= index and right <= index - lowerBound: nothing is overwritten before it was read.
      samples[left] = sample
      moved[right] = sample
      left &+= 1 &- isRight
      right &+= isRight
    }
    (samples + left).update(from: moved, count: right)
    return left
  }
}
