/// How many copies of a class there are in a node, and on its first side.
struct ClassCount {
  var first: Int32 = 0
  var total: Int32 = 0
}

/// How much of a class there is in a node, and on its first side, where each row has a weight of its own.
struct ClassWeight {
  var first = 0.0
  var total = 0.0
}

/// What the Gini impurity of two sides needs, kept up to date while samples move between them.
///
/// With aₖ and tₖ the weight of class k on the first side and in the node, A = Σaₖ² and B = Σaₖtₖ, the second side's
/// sum of squares is Σ(tₖ - aₖ)² = Σtₖ² - 2B + A. A sample of weight w that comes to the first side adds (aₖ + w)² -
/// aₖ² = w(2aₖ + w) to A and wtₖ to B; one that leaves it has a weight below zero.
protocol SideSums {
  /// Σaₖ²/a of the one side plus that of the other: the greater, the less impure they are.
  var score: Double { get }

  /// Moves a sample to the first side, or away from it.
  /// - Parameters:
  ///   - index: the sample's among the keys.
  ///   - key: the sample's.
  ///   - direction: 1 or -1.
  ///   - counts: of all classes.
  mutating func move(_ index: Int, _ key: UInt32, _ direction: Int, _ counts: UnsafeMutablePointer<ClassCount>)
}

/// Sums of whole numbers, which are exact.
struct CountedSums: SideSums {
  private let total: Int64
  private let squares: Int64
  private var weight: Int64
  private var firstSquares: Int64
  private var products: Int64

  init(total: Double, squares: Double, isFirstFull: Bool) {
    (self.total, self.squares) = (Int64(total), Int64(squares))
    weight = isFirstFull ? self.total : 0
    firstSquares = isFirstFull ? self.squares : 0
    products = firstSquares
  }

  @inline(__always)
  var score: Double {
    let secondSquares = squares &- 2 &* products &+ firstSquares
    return Double(firstSquares) / Double(weight) + Double(secondSquares) / Double(total &- weight)
  }

  @inline(__always)
  mutating func move(_ index: Int, _ key: UInt32, _ direction: Int, _ counts: UnsafeMutablePointer<ClassCount>) {
    let copies = Int64(truncatingIfNeeded: (key >> 16) & 0xFF) &* Int64(truncatingIfNeeded: direction)
    move(copies: copies, of: Int(key & 0xFFFF), counts)
  }

  /// Moves copies of a class together; a number below 0 takes them away from the first side.
  @inline(__always)
  mutating func move(copies: Int64, of number: Int, _ counts: UnsafeMutablePointer<ClassCount>) {
    // Classes are below classCount: the grower checked the labels.
    let count = counts[number]
    let first = Int64(count.first)
    firstSquares &+= copies &* (2 &* first &+ copies)
    products &+= copies &* Int64(count.total)
    weight &+= copies
    counts[number].first = Int32(truncatingIfNeeded: first &+ copies)
  }
}

/// Sums of weighted classes.
struct WeightedSums: SideSums {
  private let classWeights: UnsafeMutablePointer<Double>
  private let total: Double
  private let squares: Double
  private var weight: Double
  private var firstSquares: Double
  private var products: Double

  init(_ classWeights: UnsafeMutablePointer<Double>, total: Double, squares: Double, isFirstFull: Bool) {
    self.classWeights = classWeights
    (self.total, self.squares) = (total, squares)
    weight = isFirstFull ? total : 0
    firstSquares = isFirstFull ? squares : 0
    products = firstSquares
  }

  @inline(__always)
  var score: Double {
    firstSquares / weight + (squares - 2 * products + firstSquares) / (total - weight)
  }

  @inline(__always)
  mutating func move(_ index: Int, _ key: UInt32, _ direction: Int, _ counts: UnsafeMutablePointer<ClassCount>) {
    let number = Int(key & 0xFFFF)
    let copies = Int64(truncatingIfNeeded: (key >> 16) & 0xFF) &* Int64(truncatingIfNeeded: direction)
    let count = counts[number]
    let first = Int64(count.first)
    let own = classWeights[number]
    let square = own * own
    firstSquares += square * Double(copies &* (2 &* first &+ copies))
    products += square * Double(copies &* Int64(count.total))
    weight += own * Double(copies)
    counts[number].first = Int32(truncatingIfNeeded: first &+ copies)
  }
}

/// Sums of rows that each have a weight of their own.
struct RowWeightedSums: SideSums {
  /// Of the samples in the order of the keys.
  private let sampleWeights: UnsafeMutablePointer<Double>
  private let classes: UnsafeMutablePointer<ClassWeight>
  private let total: Double
  private let squares: Double
  private var weight: Double
  private var firstSquares: Double
  private var products: Double

  init(
    _ sampleWeights: UnsafeMutablePointer<Double>, _ classes: UnsafeMutablePointer<ClassWeight>, total: Double,
    squares: Double, isFirstFull: Bool
  ) {
    self.sampleWeights = sampleWeights
    self.classes = classes
    (self.total, self.squares) = (total, squares)
    weight = isFirstFull ? total : 0
    firstSquares = isFirstFull ? squares : 0
    products = firstSquares
  }

  @inline(__always)
  var score: Double {
    firstSquares / weight + (squares - 2 * products + firstSquares) / (total - weight)
  }

  @inline(__always)
  mutating func move(_ index: Int, _ key: UInt32, _ direction: Int, _ counts: UnsafeMutablePointer<ClassCount>) {
    let number = Int(key & 0xFFFF)
    let own = sampleWeights[index] * Double(direction)
    firstSquares += own * (2 * classes[number].first + own)
    products += own * classes[number].total
    weight += own
    classes[number].first += own
  }
}
