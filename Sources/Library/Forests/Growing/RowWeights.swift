/// Weights of single rows while a tree grows, with the memory that its nodes work in.
struct RowWeights {
  /// Of each row, that of its class in it.
  private let ofRows: UnsafeMutablePointer<Double>
  /// Of the node's samples, times their copies, in the order of the keys. Of as many elements as the tree has samples.
  let ofSamples: UnsafeMutablePointer<Double>
  /// The weight of each class in the node and on the first side, zero between nodes.
  let classes: UnsafeMutablePointer<ClassWeight>

  init(_ weights: [Double], classCount: Int, sampleCount: Int) {
    ofRows = .allocate(capacity: weights.count)
    for (row, weight) in weights.enumerated() { (ofRows + row).initialize(to: weight) }
    ofSamples = .allocate(capacity: sampleCount)
    ofSamples.initialize(repeating: 0, count: sampleCount)
    classes = .allocate(capacity: classCount)
    classes.initialize(repeating: ClassWeight(), count: classCount)
  }

  func deallocate() {
    ofRows.deallocate()
    ofSamples.deallocate()
    classes.deallocate()
  }

  /// What a sample weighs: its copies times the weight of its row.
  @inline(__always)
  subscript(sample: TreeGrowth.Sample) -> Double {
    Double((sample.key >> 16) & 0xFF) * ofRows[Int(sample.row)]
  }

  /// Adds up the node's classes.
  /// - Returns: the node's weight and the sum of the classes' squared weights.
  func begin(_ samples: UnsafePointer<TreeGrowth.Sample>, count: Int) -> (total: Double, squares: Double) {
    var (total, squares) = (0.0, 0.0)
    for index in 0..<count {
      let (weight, number) = (self[samples[index]], Int(samples[index].key & 0xFFFF))
      let known = classes[number].total
      squares += weight * (2 * known + weight)
      total += weight
      classes[number].total = known + weight
    }
    return (total, squares)
  }

  /// Forgets the node's classes.
  func end(_ samples: UnsafePointer<TreeGrowth.Sample>, count: Int) {
    for index in 0..<count { classes[Int(samples[index].key & 0xFFFF)] = ClassWeight() }
  }
}
