/// How many values fall into each of a row of bins.
///
/// Bin `i` holds the values in `edges[i] ..< edges[i + 1]`; the last bin also holds its upper edge. Missing and
/// infinite values have no bin, and are counted apart (see ``Moments``).
public struct Histogram: Hashable, Sendable, Codable {
  /// Ascending, one more than there are bins. Empty when no value is finite.
  public var edges: [Double]
  /// How many values lie in each bin.
  public var counts: [Int]
  /// Missing values (NaN).
  public var missing: Int
  /// Values that have no bin: infinities, and what lies outside a given domain or given edges.
  public var outside: Int
  /// Values of exactly 0.
  public var zeros: Int
  /// Whether values of exactly 0 stand apart from the rest: none lie below, and they are at least a twentieth of values
  /// that are otherwise continuous. Such columns are a mixture, and deserve a note beside the bars.
  public var isZeroInflated: Bool
  /// The mean of all values, with or without a bin; NaN when there are none.
  public var mean: Double
  /// The median of all values, with or without a bin; NaN when there are none.
  public var median: Double

  /// How many values lie in all bins together.
  public var total: Int { counts.reduce(0, +) }

  /// Counts that were made elsewhere.
  /// - Precondition: edges ascend, and there is one more of them than counts (or neither); no count is negative.
  public init(
    edges: [Double], counts: [Int], missing: Int = 0, outside: Int = 0, zeros: Int = 0, isZeroInflated: Bool = false,
    mean: Double, median: Double
  ) {
    precondition(
      edges.count == counts.count + 1 || (edges.isEmpty && counts.isEmpty),
      "\(counts.count) bins have \(counts.count + 1) edges, not \(edges.count)")
    precondition(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "the edges of bins ascend")
    precondition(min(missing, outside, zeros, counts.min() ?? 0) >= 0, "counts are 0 or more")
    self.edges = edges
    self.counts = counts
    self.missing = missing
    self.outside = outside
    self.zeros = zeros
    self.isZeroInflated = isZeroInflated
    self.mean = mean
    self.median = median
  }

  /// Counts the values of a column.
  ///
  /// - Parameters:
  ///   - values: NaN stands for missing. Order does not matter.
  ///   - bins: How wide the bins are.
  ///   - maximumBins: No more bins than this, whatever the rule asks for: a rule on 300,000 values with one far outlier
  ///     would ask for millions.
  ///   - domain: Bin only this range, for example one shared by several histograms. By default the range of the values.
  public init(
    _ values: [Double], bins: BinRule = .automatic, maximumBins: Int = 200, domain: ClosedRange<Double>? = nil
  ) {
    let all = Moments(values)
    let finite = values.finiteValues
    missing = all.missing
    outside = all.infinite
    mean = all.mean
    zeros = finite.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    let isWhole = finite.areWhole
    let moments = all.infinite == 0 ? all : Moments(finite)
    isZeroInflated = !isWhole && moments.minimum == 0 && zeros * 20 >= moments.count
    guard moments.count > 0 else {
      (edges, counts, median) = ([], [], Quantile.of(values, [0.5])[0])
      return
    }
    let binning = Binning(
      finite, moments, zeros: isZeroInflated ? zeros : nil, isWhole: isWhole, rule: bins,
      maximumBins: max(1, maximumBins), domain: domain)
    edges = binning.edges
    median = all.infinite == 0 ? binning.median : Quantile.of(values, [0.5])[0]
    counts = []
    counts = count(finite)
    outside += finite.count - total
  }

  private func count(_ values: [Double]) -> [Int] {
    let bins = edges.count - 1
    let (low, high) = (edges[0], edges[bins])
    let scale = Double(bins) / (high - low)
    let isEven = edges.enumerated().allSatisfy { abs(($1 - low) * scale - Double($0)) < 0.25 } && bins < 0xffff
    var counts = [Int](repeating: 0, count: bins)
    guard scale.isFinite, isEven else {
      for value in values where value >= low && value <= high {
        counts[min(bins, edges.count(upTo: value)) - 1] += 1
      }
      return counts
    }
    // Invariant for the unchecked reads and writes: a value within low...high is nearest to an edge in 0...bins, edge 0
    // is not above it, and edges are even enough that the value lies in one of the two bins that meet at its nearest
    // edge.
    edges.withUnsafeBufferPointer { edges in
      counts.withUnsafeMutableBufferPointer { counts in
        for value in values where value >= low && value <= high {
          // Rounded to the nearest edge, by leaving that number in the low bits of the sum; then to the bin at or
          // below.
          let edge = Int(truncatingIfNeeded: ((value - low) * scale + 0x1p52).bitPattern & 0xffff)
          let bin = value < edges[edge] ? edge - 1 : edge
          counts[bin < bins ? bin : bins - 1] += 1
        }
      }
    }
    return counts
  }
}

extension [Double] {
  /// Whether there are values, and every one is a whole number, small enough for its neighbours to be doubles too.
  package var areWhole: Bool {
    !isEmpty && allSatisfy { abs($0) < 0x1p51 && ($0 + 0x1.8p52) - 0x1.8p52 == $0 }
  }

  /// How many of the ascending values are at most this.
  package func count(upTo value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
