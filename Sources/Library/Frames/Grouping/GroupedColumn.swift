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

  /// Calls `body` with each row that has a value, and with its group. NaN is no value.
  @inline(__always)
  private func forEachPresent(_ body: (_ row: Int, _ group: Int) -> Void) {
    groups.groupOfRow.withUnsafeBufferPointer { groupOfRow in
      if case .double(let column) = column {
        column.doubles.withUnsafeBufferPointer { values in
          for row in groupOfRow.indices where values[row] == values[row] { body(row, Int(groupOfRow[row])) }
        }
      } else if column.missingCount == 0 {
        for row in groupOfRow.indices { body(row, Int(groupOfRow[row])) }
      } else {
        let cells = ColumnCells(column)
        withExtendedLifetime(column) {
          for row in groupOfRow.indices where !cells.isMissing(row) { body(row, Int(groupOfRow[row])) }
        }
      }
    }
  }

  private func counts(ofMissing: Bool) -> [Int] {
    var counts = [Int](repeating: 0, count: groups.count)
    forEachPresent { counts[$1] += 1 }
    guard ofMissing else { return counts }
    var sizes = [Int](repeating: 0, count: groups.count)
    for group in groups.groupOfRow { sizes[Int(group)] += 1 }
    return zip(sizes, counts).map { $0 - $1 }
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
      sums.withUnsafeMutableBufferPointer { sums in
        for (group, value) in zip(groups.groupOfRow, column.denseValues) {
          let (sum, overflows) = sums[Int(group)].addingReportingOverflow(value)
          if overflows { column.stopAtOverflow() }
          sums[Int(group)] = sum
        }
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
    // As many pieces of work as keep all cores busy, each with many groups.
    let pieces = min(groups.count, 64)
    let found = Parallel.map(pieces, work: values.count) { piece -> [Double] in
      var sample: [Double] = []
      return (groups.count * piece / pieces..<groups.count * (piece + 1) / pieces).map { group in
        sample.removeAll(keepingCapacity: true)
        for row in groups.byGroup.rows[groups.byGroup.starts[group]..<groups.byGroup.starts[group + 1]] {
          let value = values[Int(row)]
          if value == value { sample.append(value) }
        }
        // Of many values only those around the quantile are sorted.
        if sample.count > 200 { return Quantile.of(sample, [probability])[0] }
        sample.sort()
        return Quantile.ofSorted(sample, probability)
      }
    }
    return Array(found.joined())
  }

  private func distinctCounts() -> [Int] {
    let codes = RowCodes(column)
    var lastGroup = [Int32](repeating: -1, count: codes.count)
    var isPresent = [Bool](repeating: false, count: codes.codes.count)
    forEachPresent { row, _ in isPresent[row] = true }
    return (0..<groups.count).map { group in
      var count = 0
      for row in groups.byGroup.rows[groups.byGroup.starts[group]..<groups.byGroup.starts[group + 1]] {
        let code = Int(codes.codes[Int(row)])
        if lastGroup[code] != Int32(group), isPresent[Int(row)] {
          lastGroup[code] = Int32(group)
          count += 1
        }
      }
      return count
    }
  }

  /// The value of one row of each group: the first that has one, until another's key is better.
  @inline(__always)
  private func picked(_ isBetter: (UInt64, UInt64) -> Bool) -> AnyColumn {
    var rows = [Int32](repeating: -1, count: groups.count)
    column.orderedKeys().withUnsafeBufferPointer { keys in
      rows.withUnsafeMutableBufferPointer { rows in
        forEachPresent { row, group in
          let best = rows[group]
          if best < 0 || isBetter(keys[row], keys[Int(best)]) { rows[group] = Int32(row) }
        }
      }
    }
    return column.gathering(rows)
  }
}
