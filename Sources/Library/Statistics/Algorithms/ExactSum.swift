/// A sum that is rounded once, however many numbers are added: what Python's `math.fsum` gives.
///
/// J. R. Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric predicates", Discrete &
/// Computational Geometry 18 (1997): the sum is kept as numbers whose digits do not overlap, so that none is lost.
package struct ExactSum {
  package init() {}

  /// By rising magnitude; their digits do not overlap.
  private var parts: [Double] = []

  /// - Parameter value: finite.
  package mutating func add(_ value: Double) {
    var sum = value
    var kept = 0
    for part in parts {
      let (total, error) = Self.twoSum(sum, part)
      if error != 0 {
        parts[kept] = error
        kept += 1
      }
      sum = total
    }
    parts.removeSubrange(kept...)
    if sum != 0 { parts.append(sum) }
  }

  /// The sum, rounded to the nearest double; infinite or NaN when it has grown beyond them.
  package var value: Double {
    guard var sum = parts.last else { return 0 }
    var index = parts.count - 1
    var error = 0.0
    while index > 0, error == 0 {
      index -= 1
      (sum, error) = Self.twoSum(sum, parts[index])
    }
    // Halfway between two doubles, the next part decides which way to round.
    if index > 0, (error < 0) == (parts[index - 1] < 0) {
      let doubled = error * 2
      let rounded = sum + doubled
      if rounded - sum == doubled { return rounded }
    }
    return sum
  }

  /// A sum and what rounding took from it (D. E. Knuth, *The Art of Computer Programming*, volume 2, 4.2.2).
  @inline(__always)
  private static func twoSum(_ a: Double, _ b: Double) -> (sum: Double, error: Double) {
    let sum = a + b
    let rest = sum - a
    return (sum, (a - (sum - rest)) + (b - rest))
  }
}
