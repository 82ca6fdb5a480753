/// Quantiles by linear interpolation between the two nearest values: type 7 of R. J. Hyndman and Y. Fan, "Sample
/// quantiles in statistical packages", The American Statistician 50 (1996); what NumPy, pandas and R do by default.
package enum Quantile {
  /// Quantiles of values in any order. NaN is left out; infinities are values (see ``Moments``). Only the few values
  /// around each quantile are sorted.
  ///
  /// - Parameter probabilities: each from 0 to 1.
  /// - Returns: one for each probability; NaN without values, and between minus and plus infinity.
  package static func of(_ values: [Double], _ probabilities: [Double]) -> [Double] {
    let present = values.contains(where: \.isNaN) ? values.filter { !$0.isNaN } : values
    return of(present: present, probabilities)
  }

  /// - Parameters:
  ///   - values: without NaN.
  ///   - zeros: so many zeros come before the values, which are all above zero.
  static func of(present values: [Double], _ probabilities: [Double], afterZeros zeros: Int = 0) -> [Double] {
    let count = values.count + zeros
    let ranks = probabilities.map { Rank(count: count, $0) }
    guard count > 0 else { return ranks.map { _ in .nan } }
    let wanted = Set(ranks.flatMap { [$0.lower, $0.upper] }.filter { $0 >= zeros }).sorted()
    let found = OrderStatistics.values(at: wanted.map { $0 - zeros }, of: values)
    let values = Dictionary(uniqueKeysWithValues: zip(wanted, found))
    return ranks.map { $0.between(values[$0.lower] ?? 0, values[$0.upper] ?? 0) }
  }

  /// - Parameter values: ascending, without NaN.
  /// - Returns: NaN without values.
  package static func ofSorted(_ values: [Double], _ probability: Double) -> Double {
    let rank = Rank(count: values.count, probability)
    return values.isEmpty ? .nan : rank.between(values[rank.lower], values[rank.upper])
  }

  /// The ranks of the two sorted values that a quantile lies between, and how far it is from the first to the second.
  package struct Rank {
    package let lower: Int
    package let upper: Int
    package let fraction: Double

    package init(count: Int, _ probability: Double) {
      guard (0...1).contains(probability) else {
        // `fatalError` says it also in an optimised library.
        let meant = (1...100).contains(probability) ? " For \(probability)% write \(probability / 100)." : ""
        fatalError("A quantile's probability is from 0 to 1, not \(probability).\(meant)")
      }
      let position = probability * Double(max(0, count - 1))
      lower = Int(position)
      upper = min(lower + 1, max(0, count - 1))
      fraction = position - Double(lower)
    }

    package func between(_ low: Double, _ high: Double) -> Double {
      if fraction == 0 || low == high { return low }
      // Everything between a finite and an infinite value is infinite.
      if low == -.infinity { return high == .infinity ? .nan : low }
      return low + (high - low) * fraction
    }
  }
}

extension Double {
  /// Nil for NaN.
  package var ifNumber: Double? { isNaN ? nil : self }
}

extension [Double] {
  /// The finite ones, in their order.
  package var finiteValues: [Double] { allSatisfy(\.isFinite) ? self : filter(\.isFinite) }

  /// The values with NaN in place of infinities.
  package var withoutInfinities: [Double] {
    allSatisfy { $0.isFinite || $0.isNaN } ? self : map { $0.isFinite ? $0 : .nan }
  }

  /// The rows where both columns have a value that is finite.
  package static func finiteRows(of one: [Double], _ other: [Double]) -> [Int] {
    let count = Swift.min(one.count, other.count)
    return [Int](unsafeUninitializedCapacity: count) { rows, found in
      for row in 0..<count where one[row].isFinite && other[row].isFinite {
        rows[found] = row
        found += 1
      }
    }
  }
}
