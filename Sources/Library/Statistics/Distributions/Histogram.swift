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
    isZeroInflated = Self.isZeroInflated(moments, zeros: zeros, isWhole: isWhole)
    guard moments.count > 0 else {
      (edges, counts, median) = ([], [], Quantile.of(values, [0.5])[0])
      return
    }
    let probabilities = [0.25, 0.5, 0.75]
    let rest = isZeroInflated ? finite.filter { $0 != 0 } : []
    let spread: Binning.Spread
    if isZeroInflated, !rest.isEmpty {
      median = Quantile.of(present: rest, [0.5], afterZeros: zeros)[0]
      spread = Binning.Spread(Moments(rest), quartiles: Quantile.of(present: rest, probabilities))
    } else {
      let quartiles = Quantile.of(present: finite, probabilities)
      median = quartiles[1]
      spread = Binning.Spread(moments, quartiles: quartiles)
    }
    if all.infinite > 0 { median = Quantile.of(values, [0.5])[0] }
    edges =
      Binning(
        Binning.Facts(minimum: moments.minimum, maximum: moments.maximum, isWhole: isWhole, spread: spread),
        rule: bins, maximumBins: max(1, maximumBins), domain: domain
      ).edges
    counts = []
    counts = count(finite)
    outside += finite.count - total
  }

  /// - Parameter moments: of the finite values.
  package static func isZeroInflated(_ moments: Moments, zeros: Int, isWhole: Bool) -> Bool {
    !isWhole && moments.minimum == 0 && zeros * 20 >= moments.count
  }

  /// The number of bins in a unit of the values, where edges are even enough that a value lies in one of the two bins
  /// that meet at its nearest edge; nil where they are not.
  package static func scale(of edges: [Double]) -> Double? {
    let bins = edges.count - 1
    let (low, high) = (edges[0], edges[bins])
    let scale = Double(bins) / (high - low)
    let isEven = edges.enumerated().allSatisfy { abs(($1 - low) * scale - Double($0)) < 0.25 } && bins < 0xffff
    return scale.isFinite && isEven ? scale : nil
  }

  private func count(_ values: [Double]) -> [Int] {
    let bins = edges.count - 1
    let (low, high) = (edges[0], edges[bins])
    var counts = [Int](repeating: 0, count: bins)
    guard let scale = Self.scale(of: edges) else {
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
