/// The gradients of a node's rows, summed by the bins of a few features.
///
/// Features that are summed together read each row's gradient once; more of them would not stay in the fastest memory.
struct GradientHistogram {
  static let featuresPerGroup = 4

  /// The bins of the first feature, then of the next.
  let counts: [Int32]
  let sums: [SIMD16<Float>]

  private init(counts: [Int32], sums: [SIMD16<Float>]) {
    self.counts = counts
    self.sums = sums
  }

  /// - Parameters:
  ///   - features: at most ``featuresPerGroup``.
  ///   - starts: where the bins of each of them start, and where the last one's end.
  init(
    of node: ArraySlice<UInt32>, features: Range<Int>, starts: [Int], _ rows: BinnedRows, _ gradients: [SIMD16<Float>]
  ) {
    var counts = [Int32](repeating: 0, count: starts[features.count])
    var sums = [SIMD16<Float>](repeating: .zero, count: starts[features.count])
    // Bins are below the number that their feature has, rows below those of `bins` and `gradients`: all come from the same features.
    rows.bins.withUnsafeBufferPointer { bins in
      gradients.withUnsafeBufferPointer { gradients in
        counts.withUnsafeMutableBufferPointer { counts in
          sums.withUnsafeMutableBufferPointer { sums in
            starts.withUnsafeBufferPointer { starts in
              for row in node {
                let gradient = gradients[Int(row)]
                let first = Int(row) &* rows.featureCount &+ features.lowerBound
                for place in 0..<features.count {
                  let bin = starts[place] &+ Int(bins[first &+ place])
                  counts[bin] &+= 1
                  sums[bin] += gradient
                }
              }
            }
          }
        }
      }
    }
    self.init(counts: counts, sums: sums)
  }

  /// Without the rows of one side of a split: those of the other side.
  func subtracting(_ other: GradientHistogram) -> GradientHistogram {
    GradientHistogram(
      counts: zip(counts, other.counts).map { $0 &- $1 }, sums: zip(sums, other.sums).map { $0 - $1 })
  }
}
