import Statistics

/// A column whose rows fall into groups, and what can be computed of each group.
struct GroupedColumn {
  struct Groups {
    var groupOfRow: [Int32]
    var count: Int
    /// Rows group by group; empty when no function asked for needs them.
    var byGroup: (rows: [Int32], starts: [Int])
  }

  private let column: AnyColumn
  private let groups: Groups

  init(_ column: AnyColumn, _ groups: Groups) {
    self.column = column
    self.groups = groups
  }

  static func needsRows(_ function: Aggregate.Function) -> Bool {
    switch function {
    case .median, .quantile, .distinctCount: true
    default: false
    }
  }

  func aggregated(_ function: Aggregate.Function) -> AnyColumn {
    switch function {
    case .count: .integer(Column(name: "", values: counts(ofMissing: false)))
    case .missingCount: .integer(Column(name: "", values: counts(ofMissing: true)))
    case .distinctCount: .integer(Column(name: "", values: distinctCounts()))
    case .sum: sums()
    case .mean: .double(Column(name: "", doubles: moments().means))
    case .variance: .double(Column(name: "", doubles: variances()))
    case .standardDeviation: .double(Column(name: "", doubles: variances().map { $0.squareRoot() }))
    case .median: .double(Column(name: "", doubles: quantiles(0.5)))
    case .quantile(let probability): .double(Column(name: "", doubles: quantiles(probability)))
    case .minimum: picked { key, best in key < best }
    case .maximum: picked { key, best in key > best }
    case .first: picked { _, _ in false }
    case .last: picked { _, _ in true }
    }
  }

  private func isAbsent(_ row: Int) -> Bool {
    if case .double(let column) = column { return column.doubles[row].isNaN }
    return column.isNil(at: row)
  }

  private func counts(ofMissing: Bool) -> [Int] {
    var counts = [Int](repeating: 0, count: groups.count)
    for (row, group) in groups.groupOfRow.enumerated() where isAbsent(row) == ofMissing { counts[Int(group)] += 1 }
    return counts
  }

  private var doubles: [Double] {
    guard let doubles = column.doubles else {
      FrameMistake.stop("The column \"\(column.name)\" holds text: it has no sums, means or quantiles.")
    }
    return doubles
  }

  private func sums() -> AnyColumn {
    if case .integer(let column) = column {
      var sums = [Int](repeating: 0, count: groups.count)
      let values = column.denseValues
      for (row, group) in groups.groupOfRow.enumerated() {
        let (sum, overflows) = sums[Int(group)].addingReportingOverflow(values[row])
        if overflows { column.stopAtOverflow() }
        sums[Int(group)] = sum
      }
      return .integer(Column(name: "", values: sums))
    }
    return .double(Column(name: "", values: moments().sums))
  }

  /// Sums and means of each group; the mean of nothing is NaN.
  private func moments() -> (sums: [Double], means: [Double]) {
    let sums = GroupedSums(doubles, groupOfRow: groups.groupOfRow, groupCount: groups.count)
    return (sums.sums, sums.means)
  }

  /// Two passes, so that nothing cancels.
  private func variances() -> [Double] {
    GroupedSums(doubles, groupOfRow: groups.groupOfRow, groupCount: groups.count).variances()
  }

  private func quantiles(_ probability: Double) -> [Double] {
    let values = doubles
    var sample: [Double] = []
    return (0..<groups.count).map { group in
      sample.removeAll(keepingCapacity: true)
      for row in groups.byGroup.rows[groups.byGroup.starts[group]..<groups.byGroup.starts[group + 1]] {
        let value = values[Int(row)]
        if value == value { sample.append(value) }
      }
      sample.sort()
      return Quantile.ofSorted(sample, probability)
    }
  }

  private func distinctCounts() -> [Int] {
    let codes = RowCodes(column)
    var lastGroup = [Int32](repeating: -1, count: codes.count)
    return (0..<groups.count).map { group in
      var count = 0
      for row in groups.byGroup.rows[groups.byGroup.starts[group]..<groups.byGroup.starts[group + 1]] {
        let code = Int(codes.codes[Int(row)])
        if lastGroup[code] != Int32(group), !isAbsent(Int(row)) {
          lastGroup[code] = Int32(group)
          count += 1
        }
      }
      return count
    }
  }

  /// The value of one row of each group: the first that has one, until another's key is better.
  private func picked(_ isBetter: (UInt64, UInt64) -> Bool) -> AnyColumn {
    let keys = column.orderedKeys()
    var rows = [Int32](repeating: -1, count: groups.count)
    for (row, group) in groups.groupOfRow.enumerated() where !isAbsent(row) {
      let best = rows[Int(group)]
      if best < 0 || isBetter(keys[row], keys[Int(best)]) { rows[Int(group)] = Int32(row) }
    }
    return column.gathering(rows)
  }
}
