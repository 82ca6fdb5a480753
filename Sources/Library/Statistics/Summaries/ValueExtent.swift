/// The extremes of numbers, and what else a scale has to know of them, in one pass.
package struct ValueExtent: Sendable {
  /// The smallest finite number; above ``maximum`` where there is none.
  package private(set) var minimum = Double.infinity
  /// The largest finite number.
  package private(set) var maximum = -Double.infinity
  /// The smallest number above zero; infinite where there is none.
  package private(set) var smallestPositive = Double.infinity
  /// Whether all finite numbers are whole.
  package private(set) var isWhole = true
  /// Finite numbers.
  package private(set) var count = 0
  /// Finite numbers of zero and below.
  package private(set) var nonPositiveCount = 0
  /// Missing and infinite numbers.
  package private(set) var unusable = 0

  /// - Parameter isCounted: Which of the finite numbers count; nil for all. Those that are missing always do.
  package init(_ values: [Double], where isCounted: [Bool]? = nil) {
    if let isCounted {
      for row in values.indices where isCounted[row] || !values[row].isFinite { add(values[row]) }
    } else {
      for value in values { add(value) }
    }
  }

  /// Of the rows alone.
  package init(_ values: [Double], rows: [Int]) {
    for row in rows { add(values[row]) }
  }

  private mutating func add(_ value: Double) {
    guard value.isFinite else {
      unusable += 1
      return
    }
    if value < minimum { minimum = value }
    if value > maximum { maximum = value }
    if value > 0 {
      if value < smallestPositive { smallestPositive = value }
    } else {
      nonPositiveCount += 1
    }
    if isWhole, value != value.rounded() { isWhole = false }
    count += 1
  }
}

extension [Double] {
  /// Whether the finite ones are whole numbers of steps.
  /// - Parameter isCounted: Which of them count; nil for all.
  package func areMultiples(of step: Double, where isCounted: [Bool]? = nil) -> Bool {
    indices.allSatisfy { row in
      let value = self[row]
      return !value.isFinite || isCounted.map { !$0[row] } ?? false || (value / step).rounded() * step == value
    }
  }
}
