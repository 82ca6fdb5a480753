extension RowMeasure {
  /// Where the true measure lies: Student's interval over groups, each left out in turn (the jackknife), with as many
  /// degrees of freedom as there are effectively groups that deviate, less one.
  ///
  /// It does not leave 0 to 1 where no value does.
  /// - Parameters:
  ///   - groups: the group of each row as a number from 0; nil for rows that are evidence each on its own.
  ///   - level: how often such an interval holds the true value, between 0 and 1.
  /// - Returns: NaN at both ends where there are fewer than two groups.
  public func interval(groups: [Int32]? = nil, level: Double = 0.95) -> ConfidenceInterval {
    let rows = PairedDifference.rows(of: groups, count: values.count)
    let (value, count) = (value, Double(rows.count))
    guard count > 1, value.isFinite else { return ConfidenceInterval(lower: .nan, upper: .nan, level: level) }
    let without = leavingOut(rows)
    var (squares, fourths) = (0.0, 0.0)
    for (number, members) in rows.enumerated() {
      let part = (1 - Double(members.count) / Double(values.count)) * (value - without[number])
      squares += part * part
      fourths += part * part * part * part
    }
    guard squares > 0, fourths > 0 else { return ConfidenceInterval(lower: value, upper: value, level: level) }
    let freedom = max(1, squares * squares / fourths - 1)
    let half =
      StudentT(degreesOfFreedom: freedom).quantile(0.5 + level / 2) * (squares * count / (count - 1)).squareRoot()
    let isShare = statistic == .mean && values.allSatisfy { (0...1).contains($0) }
    return ConfidenceInterval(
      lower: isShare ? max(0, value - half) : value - half, upper: isShare ? min(1, value + half) : value + half,
      level: level)
  }
}
