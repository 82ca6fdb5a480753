/// How many values fall into each of a row of bins.
///
/// Bin `i` holds the values in `edges[i] ..< edges[i + 1]`; the last bin also holds its upper edge.
public struct Histogram: Hashable, Sendable, Codable {
  /// Bin edges, ascending, one more than there are bins. Empty when no value is finite.
  public var edges: [Double]
  /// How many values lie in each bin.
  public var counts: [Int]
  /// NaN values, which is how missing values arrive.
  public var missing: Int
  /// Values that lie outside the edges: infinities, and what a given domain leaves out.
  public var outside: Int
  /// Values of exactly 0.
  public var zeros: Int
  /// Whether values of exactly 0 stand apart from the rest: none lie below, and they are at least a twentieth of values that
  /// are otherwise continuous. Such columns are a mixture, and deserve a word beside the bars.
  public var isZeroInflated: Bool
  /// The mean of the values in the bins; NaN when there are none.
  public var mean: Double
  /// The median of the values in the bins; NaN when there are none.
  public var median: Double

  /// How many values lie in all bins together.
  public var total: Int { counts.reduce(0, +) }

  /// Counts the values of a column.
  ///
  /// - Parameters:
  ///   - values: NaN stands for missing. Order does not matter.
  ///   - bins: How wide the bins are.
  ///   - maximumBins: No more bins than this, whatever the rule asks for: a rule on 300,000 values with one far outlier would
  ///     ask for millions.
  ///   - domain: Bin only this range, for example one shared by several histograms. By default the range of the values.
  public init(
    _ values: [Double], bins: BinRule = .automatic, maximumBins: Int = 200, domain: ClosedRange<Double>? = nil
  ) {
    let moments = Moments(values)
    missing = moments.missing
    outside = moments.infinite
    zeros = moments.zeros
    mean = moments.mean
    isZeroInflated = !moments.isWhole && moments.minimum == 0 && moments.zeros * 20 >= moments.count
    guard moments.count > 0 else {
      (edges, counts, median) = ([], [], .nan)
      return
    }
    let binning = Binning(
      moments, isZeroInflated: isZeroInflated, rule: bins, maximumBins: max(1, maximumBins), domain: domain)
    edges = binning.edges
    median = binning.median
    counts = []
    counts = count(moments.finite)
    let inside = total
    if inside < moments.count {
      outside += moments.count - inside
      let (low, high) = (edges[0], edges[edges.count - 1])
      let kept = moments.finite.filter { $0 >= low && $0 <= high }
      mean = Moments(kept).mean
      median = kept.isEmpty ? .nan : RankSelection.quantiles([0.5], of: kept)[0]
    }
  }

  private func count(_ values: [Double]) -> [Int] {
    let bins = edges.count - 1
    let (low, high) = (edges[0], edges[bins])
    let scale = Double(bins) / (high - low)
    let isEven = edges.enumerated().allSatisfy { abs(($1 - low) * scale - Double($0)) < 0.25 } && bins < 0xffff
    var counts = [Int](repeating: 0, count: bins)
    guard scale.isFinite, isEven else {
      for value in values where value >= low && value <= high {
        counts[min(bins, edges.partitioningIndex { $0 > value }) - 1] += 1
      }
      return counts
    }
    // Invariant for the unchecked reads and writes: a value within low...high is nearest to an edge in 0...bins, edge 0 is not
    // above it, and edges are even enough that the value lies in one of the two bins that meet at its nearest edge.
    edges.withUnsafeBufferPointer { edges in
      counts.withUnsafeMutableBufferPointer { counts in
        for value in values where value >= low && value <= high {
          // Rounded to the nearest edge, by leaving that number in the low bits of the sum; then to the bin at or below.
          let edge = Int(truncatingIfNeeded: ((value - low) * scale + 0x1p52).bitPattern & 0xffff)
          let bin = value < edges[edge] ? edge - 1 : edge
          counts[bin < bins ? bin : bins - 1] += 1
        }
      }
    }
    return counts
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies a predicate that is false, then true, along the collection.
  func partitioningIndex(where belongsInSecondPartition: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsInSecondPartition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
