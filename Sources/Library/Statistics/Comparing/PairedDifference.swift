/// How much a measure differs between two models that were tested on the same rows, and how sure that is.
///
/// Rows of one group, such as the songs of an artist, are no independent evidence. So the difference is estimated again
/// without each group in turn (the jackknife; Efron and Stein, "The jackknife estimate of variance", 1981), with
/// deviations from no difference at all: for means of single rows that are right or wrong this is McNemar's statistic.
/// The interval is Student's. Its degrees of freedom are one fewer than the effective number of groups that differ, so
/// that a handful of them is no proof, however many rows are the same in both.
public struct PairedDifference: Sendable, Equatable, Codable {
  /// The new measure less the old one.
  public var value: Double
  /// Where the true difference lies.
  public var interval: ConfidenceInterval
  /// How likely a difference as large or larger would be, either way, if there were none.
  public var pValue: Double
  /// How many groups the rows are of.
  public var groupCount: Int

  /// - Parameters:
  ///   - new: what one model did on each row.
  ///   - old: what the other did on the same rows, in the same order.
  ///   - groups: the group of each row as a number from 0; nil for rows that are evidence each on its own.
  ///   - level: how often such an interval holds the true difference, between 0 and 1.
  /// - Returns: Nil where nothing can be said: fewer than two groups, or values that are not finite.
  public init?(of new: RowMeasure, from old: RowMeasure, groups: [Int32]? = nil, level: Double = 0.95) {
    precondition(new.values.count == old.values.count, "the same rows in both")
    precondition(groups.map { $0.count == new.values.count } ?? true, "a group for every row")
    let rows = Self.rows(of: groups, count: new.values.count)
    guard rows.count > 1 else { return nil }
    let difference = new.value - old.value
    guard difference.isFinite else { return nil }
    let (without, withoutOld) = (new.leavingOut(rows), old.leavingOut(rows))
    let total = Double(new.values.count)
    var (squares, fourths) = (0.0, 0.0)
    for (number, members) in rows.enumerated() {
      let left = without[number] - withoutOld[number]
      guard left.isFinite else { return nil }
      // The group's part in the difference: for means the sum of its rows' differences by the number of all rows.
      let share = Double(members.count) / total
      let part = (1 - share) * (difference - left) + share * difference
      squares += part * part
      fourths += part * part * part * part
    }
    value = difference
    groupCount = rows.count
    guard squares > 0, fourths > 0 else {
      interval = ConfidenceInterval(lower: difference, upper: difference, level: level)
      pValue = 1
      return
    }
    let distribution = StudentT(degreesOfFreedom: max(1, squares * squares / fourths - 1))
    let error = squares.squareRoot()
    let half = distribution.quantile(0.5 + level / 2) * error
    interval = ConfidenceInterval(lower: difference - half, upper: difference + half, level: level)
    pValue = distribution.twoSidedProbability(beyond: difference / error)
  }

  /// Whether the interval leaves no doubt that there is a difference.
  public var isClear: Bool { interval.lower > 0 || interval.upper < 0 }

  static func rows(of groups: [Int32]?, count: Int) -> [[Int]] {
    guard let groups else { return (0..<count).map { [$0] } }
    var rows = [[Int]](repeating: [], count: Int(groups.max() ?? -1) + 1)
    for (row, group) in groups.enumerated() { rows[Int(group)].append(row) }
    return rows.filter { !$0.isEmpty }
  }
}

extension ConfidenceInterval {
  /// Where the difference of two measures lies that were made on different rows, or on rows that are not known.
  ///
  /// Each side's distance from its value is squared and added (the method of variance estimates recovery; Newcombe,
  /// "Interval estimation for the difference between independent proportions", 1998). Two models tested on the same
  /// rows differ by less than this says.
  public static func difference(
    of new: Double, _ newInterval: ConfidenceInterval, from old: Double, _ oldInterval: ConfidenceInterval
  ) -> ConfidenceInterval {
    func root(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
    let difference = new - old
    return ConfidenceInterval(
      lower: difference - root(new - newInterval.lower, oldInterval.upper - old),
      upper: difference + root(newInterval.upper - new, old - oldInterval.lower), level: newInterval.level)
  }

  /// How likely an estimate as far from 0 as `value` would be, either way, if the true value were 0: by the normal
  /// distribution whose interval ends as far from the value, on the side of 0, as this one.
  public func probability(ofNoneBeyond value: Double) -> Double {
    let half = value < 0 ? upper - value : value - lower
    guard value != 0, half.isFinite, !value.isNaN else { return value == 0 ? 1 : .nan }
    guard half > 0 else { return 0 }
    return NormalDistribution.twoSidedProbability(
      beyond: value / half * NormalDistribution.quantile(0.5 + level / 2))
  }
}
