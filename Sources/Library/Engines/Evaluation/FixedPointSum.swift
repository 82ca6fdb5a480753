import Statistics

/// A sum that comes out the same in whatever order a server adds: each number becomes two whole ones, which have no
/// rounding to depend on an order. The sum is rounded once, as ``Moments`` does.
struct FixedPointSum {
  private let scale: Double
  private let rest: Double
  private let bits: Int
  private let exponent: Int

  /// - Parameters:
  ///   - bound: no number is farther from 0.
  ///   - count: there are no more numbers than this.
  init(bound: Double, count: Int) {
    // Sums stay below 2^62, so that they cannot overflow.
    bits = 62 - (Int.bitWidth - max(1, count).leadingZeroBitCount)
    exponent = min(1000, bits - (bound > 0 ? Int(bound.exponent) + 1 : 0))
    scale = Double(sign: .plus, exponent: exponent, significand: 1)
    rest = Double(sign: .plus, exponent: bits, significand: 1)
  }

  /// Two columns of a query.
  func columns(of expression: String, where condition: String, as alias: String) -> [String] {
    let scaled = "(\(expression)) * \(ClickHouseText.number(scale))"
    return [
      "sumIf(toInt64(floor(\(scaled))), \(condition)) AS \(alias)_high",
      "sumIf(toInt64(floor((\(scaled) - floor(\(scaled))) * \(ClickHouseText.number(rest)) + 0.5)), \(condition)) AS \(alias)_low",
    ]
  }

  /// The sum in a row of the answer.
  func value(_ rows: AnswerRows, _ alias: String, row: Int = 0) -> Double {
    var sum = ExactSum()
    add(to: &sum, rows, alias, row: row)
    return sum.value
  }

  /// Adds the sum in a row of the answer to another, with all its digits.
  func add(to sum: inout ExactSum, _ rows: AnswerRows, _ alias: String, row: Int) {
    for (number, exponent) in [
      (rows.integer(alias + "_high", row), exponent), (rows.integer(alias + "_low", row), exponent + bits),
    ] {
      // Each half has few enough digits to be exact.
      let low = number & 0x7FFF_FFFF
      for part in [number - low, low] {
        sum.add(Double(sign: .plus, exponent: -exponent, significand: Double(part)))
      }
    }
  }
}
