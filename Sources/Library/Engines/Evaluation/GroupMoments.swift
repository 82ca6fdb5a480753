import Statistics

/// The moments of a column's values in groups of rows, from one pass over them.
///
/// Of each number, scaled to between -1 and 1 by a power of two, the square is taken in two parts of which no digit that
/// matters is rounded away: of a group whose values are nearly equal the deviation is right, too.
struct GroupMoments {
  let alias: String
  let facts: TableEvaluation.NumberFacts
  private let sum: FixedPointSum
  private let scale: Double
  private let scaled: FixedPointSum
  private let rests: FixedPointSum

  init(_ alias: String, _ facts: TableEvaluation.NumberFacts) {
    self.alias = alias
    self.facts = facts
    let count = facts.finiteCount
    sum = FixedPointSum(bound: facts.bound, count: count)
    let exponent = facts.bound > 0 ? -Int(facts.bound.exponent) - 1 : 0
    scale = Double(sign: .plus, exponent: max(-1000, min(1000, exponent)), significand: 1)
    scaled = FixedPointSum(bound: 1, count: count)
    rests = FixedPointSum(bound: 0x1p-24, count: count)
  }

  /// Columns of a query, of a number that it names.
  func columns(_ value: String) -> [String] {
    let isFinite = "isFinite(\(value))"
    let number = "(\(value) * \(ClickHouseText.number(scale)))"
    // 26 digits, whose square is exact.
    let head = "(floor(\(number) * 67108864.) / 67108864.)"
    return [
      "toInt64(countIf(\(value) = \(value))) AS \(alias)_count",
      "minIf(\(value), \(value) = \(value)) AS \(alias)_least",
      "maxIf(\(value), \(value) = \(value)) AS \(alias)_most",
    ] + sum.columns(of: value, where: isFinite, as: "\(alias)_sum")
      + scaled.columns(of: "\(head) * \(head)", where: isFinite, as: "\(alias)_hh")
      + rests.columns(of: "(\(number) - \(head)) * (\(number) + \(head))", where: isFinite, as: "\(alias)_r")
  }

  /// Those of a group, without its missing values.
  func moments(_ answer: AnswerRows, _ row: Int) -> Moments {
    let count = answer.integer(alias + "_count", row)
    let (least, most) = (answer.double(alias + "_least", row), answer.double(alias + "_most", row))
    guard count > 0 else { return Moments([]) }
    var total = sum.value(answer, alias + "_sum", row: row)
    var deviation = Double.nan
    if least == -.infinity || most == .infinity {
      total = least > -.infinity ? .infinity : most == .infinity ? .nan : -.infinity
    } else if least == most {
      deviation = 0
    } else {
      deviation = (squares(answer, row, count: count) / Double(count - 1)).squareRoot() / scale
    }
    return Moments(
      count: count, minimum: least, maximum: most, sum: total, mean: least == most ? least : total / Double(count),
      standardDeviation: count > 1 ? deviation : .nan)
  }

  /// The squared distances from the mean added up: the squares less the square of the sum, with twice the digits.
  private func squares(_ answer: AnswerRows, _ row: Int, count: Int) -> Double {
    var squares = ExactSum()
    scaled.add(to: &squares, answer, alias + "_hh", row: row)
    rests.add(to: &squares, answer, alias + "_r", row: row)
    var total = ExactSum()
    sum.add(to: &total, answer, alias + "_sum", row: row)
    let high = total.value
    total.add(-high)
    let (first, second) = (high * scale, total.value * scale)
    let n = Double(count)
    let square = first * first
    let rest = (-square).addingProduct(first, first) + 2 * first * second
    let quotient = square / n
    squares.add(-quotient)
    squares.add(-(square.addingProduct(-quotient, n) + rest) / n)
    return max(0, squares.value)
  }
}
