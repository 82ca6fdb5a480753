/// The share of values at or below each value: the empirical distribution function, a step at each distinct value.
///
/// Infinities are values (see ``Moments``): negative ones lie below all steps, and with positive ones the last step
/// does not reach 1.
public struct EmpiricalDistribution: Hashable, Sendable, Codable {
  /// The distinct finite values, ascending; where they are more than the limit, values of evenly spaced ranks.
  public var values: [Double]
  /// The share of all values that are at or below each of ``values``, from 0 to 1.
  public var shares: [Double]
  /// The share of values below the first of ``values``; 0 unless some are negative infinity.
  public var shareBelow: Double
  /// Values that are there.
  public var count: Int
  /// Missing values (NaN).
  public var missing: Int
  /// Whether steps were left out, as there were more distinct values than the limit.
  public var isThinned: Bool

  /// A distribution that was computed elsewhere.
  /// - Precondition: `values` ascend and are as many as `shares`.
  public init(
    values: [Double], shares: [Double], shareBelow: Double = 0, count: Int, missing: Int = 0, isThinned: Bool = false
  ) {
    precondition(values.count == shares.count, "\(values.count) values and \(shares.count) shares")
    precondition(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "the values of a distribution ascend")
    self.values = values
    self.shares = shares
    self.shareBelow = shareBelow
    self.count = count
    self.missing = missing
    self.isThinned = isThinned
  }

  /// - Parameters:
  ///   - values: NaN for missing ones.
  ///   - limit: the most steps that are kept, at least 2: the first, the last, and those between at evenly spaced
  ///     ranks. A share that is kept is exact.
  public init(_ values: [Double], limit: Int = 2_000) {
    let known = values.filter { $0 == $0 }.sorted()
    let total = Double(known.count)
    var steps: [(value: Double, reached: Int)] = []
    for (rank, value) in known.enumerated() where value.isFinite {
      if steps.last?.value == value {
        steps[steps.count - 1].reached = rank + 1
      } else {
        steps.append((value, rank + 1))
      }
    }
    count = known.count
    missing = values.count - known.count
    shareBelow = known.isEmpty ? 0 : Double(known.count { $0 == -.infinity }) / total
    isThinned = steps.count > max(limit, 2)
    if isThinned {
      let last = max(limit, 2) - 1
      // By ranks, not by values: as many steps where values are dense as they hold.
      var kept: [(value: Double, reached: Int)] = []
      var next = 0
      for index in 0...last {
        let rank = 1 + Int((Double(known.count - 1) * Double(index) / Double(last)).rounded())
        while next < steps.count - 1, steps[next].reached < rank { next += 1 }
        if kept.last?.value != steps[next].value { kept.append(steps[next]) }
      }
      if kept.last?.value != steps[steps.count - 1].value { kept.append(steps[steps.count - 1]) }
      steps = kept
    }
    self.values = steps.map(\.value)
    shares = steps.map { Double($0.reached) / total }
  }

  /// The share of values at or below a value; NaN without values. Between steps that were left out the nearest kept
  /// step below counts.
  public func share(at value: Double) -> Double {
    guard count > 0 else { return .nan }
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? shareBelow : shares[low - 1]
  }
}
