/// Sums, means and variances of a column's values in each of several groups. NaN is left out; infinities are values
/// (see ``Moments``).
package struct GroupedSums {
  private struct Group {
    var sum = 0.0
    /// What rounding took from the sum.
    var error = 0.0
    var count = 0
  }

  private let values: [Double]
  private let groupOfRow: [Int32]
  private var groups: [Group]

  /// - Precondition: there are as many groups of rows as values, each from 0 to below `groupCount`.
  package init(_ values: [Double], groupOfRow: [Int32], groupCount: Int) {
    precondition(values.count == groupOfRow.count, "\(groupOfRow.count) groups of \(values.count) rows")
    self.values = values
    self.groupOfRow = groupOfRow
    groups = [Group](repeating: Group(), count: groupCount)
    groups.withUnsafeMutableBufferPointer { groups in
      for (value, number) in zip(values, groupOfRow) where value == value {
        // The sum and what rounding takes from it (Knuth's two-sum), so that sums are right to the last bit but where
        // nearly all of it cancels.
        let group = groups[Int(number)]
        let total = group.sum + value
        let rest = total - group.sum
        groups[Int(number)] = Group(
          sum: total, error: group.error + ((group.sum - (total - rest)) + (value - rest)), count: group.count + 1)
      }
    }
  }

  /// 0 for a group without values.
  package var sums: [Double] { groups.map(Self.sum) }

  /// NaN for a group without values.
  package var means: [Double] { groups.map { $0.count == 0 ? .nan : Self.sum($0) / Double($0.count) } }

  private static func sum(_ group: Group) -> Double {
    // Beyond the range of a double, and among infinite values, there is no error to add.
    group.sum.isFinite ? group.sum + group.error : group.sum
  }

  /// Of a sample: divided by one less than the number of values; NaN for fewer than two values and where a value is
  /// infinite.
  package func variances() -> [Double] {
    let means = means
    var squares = [Double](repeating: 0, count: groups.count)
    squares.withUnsafeMutableBufferPointer { squares in
      for (value, number) in zip(values, groupOfRow) where value == value {
        let distance = value - means[Int(number)]
        squares[Int(number)] += distance * distance
      }
    }
    return zip(squares, groups).map { $1.count < 2 ? .nan : $0 / Double($1.count - 1) }
  }
}
