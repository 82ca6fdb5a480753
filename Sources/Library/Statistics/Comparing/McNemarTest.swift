import Glibc

/// Rows that two models are right or wrong on, counted by what became of them.
public struct McNemarTest: Sendable, Equatable, Codable {
  /// Rows that both are right on.
  public var bothRight: Int
  /// Rows that only the old model is right on.
  public var rightToWrong: Int
  /// Rows that only the new model is right on.
  public var wrongToRight: Int
  /// Rows that neither is right on.
  public var bothWrong: Int

  /// Counts that are known.
  public init(bothRight: Int, rightToWrong: Int, wrongToRight: Int, bothWrong: Int) {
    self.bothRight = bothRight
    self.rightToWrong = rightToWrong
    self.wrongToRight = wrongToRight
    self.bothWrong = bothWrong
  }

  /// How likely the rows that differ would lean so far to either side if both models were equally good, by the binomial
  /// distribution, rows being independent.
  ///
  /// Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
  /// Psychometrika 12 (1947); equal to SciPy's `binomtest` of the smaller count with p = 0.5.
  public var pValue: Double {
    let (count, fewer) = (rightToWrong + wrongToRight, min(rightToWrong, wrongToRight))
    guard count > 0, rightToWrong != wrongToRight else { return 1 }
    let total = Double(count)
    var sum = 0.0
    // From the largest term down, so that nothing is lost among small ones.
    for number in stride(from: fewer, through: 0, by: -1) {
      let chosen = Double(number)
      let combinations: Double = lgamma(total + 1) - lgamma(chosen + 1) - lgamma(total - chosen + 1)
      let term: Double = exp(combinations - total * log(2))
      sum += term
      if term < sum * 1e-17 { break }
    }
    return min(1, 2 * sum)
  }
}
