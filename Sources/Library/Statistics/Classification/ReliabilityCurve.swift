/// Calibration: whether of the rows given a probability of 70 % about 70 % are positive.
///
/// Bins and their means are those of scikit-learn's `calibration_curve`.
public struct ReliabilityCurve: Sendable, Hashable, Codable {
  /// How probabilities are put into bins.
  public enum Strategy: String, Sendable, Codable, CaseIterable {
    /// Bins of one width.
    case uniform
    /// Bins of about one number of rows.
    case quantile
  }

  /// The rows whose probability lies in a range.
  public struct Bin: Sendable, Hashable, Codable {
    /// Probabilities above `lower`, in the first bin also `lower` itself, up to and with `upper`.
    public var lower: Double
    /// The upper end, which belongs to the bin.
    public var upper: Double
    /// How many rows there are.
    public var count: Int
    /// The mean of the probabilities.
    public var meanProbability: Double
    /// The share of rows that are positive.
    public var positiveShare: Double

    /// A bin that was counted elsewhere.
    public init(lower: Double, upper: Double, count: Int, meanProbability: Double, positiveShare: Double) {
      self.lower = lower
      self.upper = upper
      self.count = count
      self.meanProbability = meanProbability
      self.positiveShare = positiveShare
    }
  }

  /// How probabilities were put into bins.
  public var strategy: Strategy
  /// Those that hold rows, ascending.
  public var bins: [Bin]
  /// How many probabilities lie in each twentieth of 0 to 1.
  public var histogram: [Int]
  /// The mean squared difference between probability and outcome: 0 is perfect, lower is better. NaN without rows.
  public var brierScore: Double
  /// Rows left out because their probability is missing or not between 0 and 1.
  public var unusableCount: Int

  /// Rows in all bins.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// The mean distance between probability and share over the bins, weighted with their rows. NaN without rows.
  public var expectedCalibrationError: Double {
    bins.reduce(0) { $0 + Double($1.count) * abs($1.positiveShare - $1.meanProbability) } / Double(count)
  }

  /// A curve that was computed elsewhere.
  /// - Parameter histogram: 20 counts, one for each twentieth of 0 to 1.
  /// - Precondition: the histogram has 20 counts.
  public init(strategy: Strategy, bins: [Bin], histogram: [Int], brierScore: Double, unusableCount: Int = 0) {
    precondition(histogram.count == 20, "a histogram of 20 bins, not \(histogram.count)")
    self.strategy = strategy
    self.bins = bins
    self.histogram = histogram
    self.brierScore = brierScore
    self.unusableCount = unusableCount
  }

  /// - Parameters:
  ///   - probabilities: of being positive, from 0 to 1, one for each row.
  ///   - isPositive: whether each row is.
  ///   - bins: how many bins, at least 1; those without rows are left out.
  /// - Precondition: as many probabilities as rows.
  public init(probabilities: [Double], isPositive: [Bool], bins count: Int = 10, strategy: Strategy = .uniform) {
    precondition(
      probabilities.count == isPositive.count,
      "\(probabilities.count) probabilities for \(isPositive.count) rows: each row needs one")
    precondition(count > 0, "a reliability curve needs at least one bin")
    self.strategy = strategy
    let usable = probabilities.indices.filter { (0...1).contains(probabilities[$0]) }
    unusableCount = probabilities.count - usable.count
    let steps = (0...count).map { Double($0) / Double(count) }
    let edges =
      strategy == .uniform
      ? steps : Quantile.of(usable.map { probabilities[$0] }, steps)
    let inner = Array(edges.dropFirst().dropLast())
    var sums = [(count: Int, probability: Double, positives: Int)](repeating: (0, 0, 0), count: count)
    histogram = [Int](repeating: 0, count: 20)
    var squares = 0.0
    // Sums with what rounding takes from them (Neumaier), so that twenty times 0.3 have the mean 0.3.
    var lost = [Double](repeating: 0, count: count)
    for row in usable {
      let probability = probabilities[row]
      let bin = Self.count(of: inner, below: probability)
      sums[bin].count += 1
      let sum = sums[bin].probability + probability
      lost[bin] +=
        sums[bin].probability >= probability
        ? (sums[bin].probability - sum) + probability : (probability - sum) + sums[bin].probability
      sums[bin].probability = sum
      sums[bin].positives += isPositive[row] ? 1 : 0
      histogram[min(Int(probability * 20), 19)] += 1
      let error = probability - (isPositive[row] ? 1 : 0)
      squares += error * error
    }
    brierScore = squares / Double(usable.count)
    bins = sums.enumerated().filter { $1.count > 0 }.map { index, sum in
      Bin(
        lower: edges[index], upper: edges[index + 1], count: sum.count,
        meanProbability: (sum.probability + lost[index]) / Double(sum.count),
        positiveShare: Double(sum.positives) / Double(sum.count))
    }
  }

  /// How many of the ascending edges are less than a value.
  private static func count(of edges: [Double], below value: Double) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
