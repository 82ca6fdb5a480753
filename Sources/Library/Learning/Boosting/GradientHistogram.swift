import Frames
import Statistics

/// The gradients of a node's rows, summed by the bins of a few features.
///
/// Features that are summed together read each row's gradient once; more of them would not stay in the fastest memory.
struct GradientHistogram {
  static let featuresPerGroup = 4

  /// The bins of the first feature, then of the next.
  let counts: [Int32]
  let sums: [SIMD16<Float>]
  /// What the rows of each bin weigh; none where all rows count the same.
  let weights: [Float]

  private init(counts: [Int32], weights: [Float], sums: [SIMD16<Float>]) {
    self.counts = counts
    self.weights = weights
    self.sums = sums
  }

  /// - Parameters:
  ///   - features: at most ``featuresPerGroup``.
  ///   - starts: where the bins of each of them start, and where the last one's end.
  init(
    of node: ArraySlice<UInt32>, features: Range<Int>, starts: [Int], _ rows: BinnedRows, _ gradients: [SIMD16<Float>],
    _ rowWeights: [Float]?
  ) {
    var counts = [Int32](repeating: 0, count: starts[features.count])
    var sums = [SIMD16<Float>](repeating: .zero, count: starts[features.count])
    // Bins are below the number that their feature has, rows below those of `bins` and `gradients`: all come from the
    // same features.
    rows.bins.withUnsafeBufferPointer { bins in
      gradients.withUnsafeBufferPointer { gradients in
        counts.withUnsafeMutableBufferPointer { counts in
          sums.withUnsafeMutableBufferPointer { sums in
            starts.withUnsafeBufferPointer { starts in
              for row in node {
                let gradient = gradients[Int(row)]
                let first = Int(row) &* rows.featureCount &+ features.lowerBound
                for position in 0..<features.count {
                  let bin = starts[position] &+ Int(bins[first &+ position])
                  counts[bin] &+= 1
                  sums[bin] += gradient
                }
              }
            }
          }
        }
      }
    }
    var weights: [Float] = []
    if let rowWeights {
      weights = [Float](repeating: 0, count: counts.count)
      for row in node {
        let first = Int(row) * rows.featureCount + features.lowerBound
        for position in 0..<features.count {
          weights[starts[position] + Int(rows.bins[first + position])] += rowWeights[Int(row)]
        }
      }
    }
    self.init(counts: counts, weights: weights, sums: sums)
  }

  /// What the rows of a bin count together.
  func weight(_ bin: Int) -> Float { weights.isEmpty ? Float(counts[bin]) : weights[bin] }

  /// Without the rows of one side of a split: those of the other side.
  func subtracting(_ other: GradientHistogram) -> GradientHistogram {
    GradientHistogram(
      counts: zip(counts, other.counts).map { $0 &- $1 }, weights: zip(weights, other.weights).map { $0 - $1 },
      sums: zip(sums, other.sums).map { $0 - $1 })
  }
}

/// The directions along which one tree looks at the gradients of all classes.
///
/// Of up to ``width`` classes each is looked at by itself. Of more, each direction is a sum over all classes with
/// random signs, drawn again for each tree: the squared length of a sum of gradients along them is, on average,
/// proportional to its true one.
struct GradientSketch {
  static let width = SIMD16<Float>.scalarCount

  /// What each class adds to each direction.
  let directions: [SIMD16<Float>]

  init(classCount: Int, random: inout SplitMix64) {
    directions = (0..<classCount).map { code in
      var direction = SIMD16<Float>(repeating: 0)
      if classCount <= Self.width {
        direction[code] = 1
      } else {
        let bits = random.next()
        for position in 0..<Self.width { direction[position] = bits >> UInt64(position) & 1 == 0 ? 1 : -1 }
      }
      return direction
    }
  }
}
