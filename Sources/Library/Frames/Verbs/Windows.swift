/// Columns whose rows are made from the rows around them, in the order that the column has. Within groups:
/// `frame.grouped(by: "island").with("before", of: "mass") { $0.lag() }`.
extension AnyColumn {
  /// The value so many rows before; missing in the first rows.
  public func lag(_ rows: Int = 1) -> AnyColumn {
    let rowRange = 0..<count
    return gathering(rowRange.map { row in rowRange.contains(row - rows) ? Int32(row - rows) : -1 })
  }

  /// The value so many rows behind; missing in the last rows.
  public func lead(_ rows: Int = 1) -> AnyColumn { lag(-rows) }

  /// The difference to the value so many rows before.
  public func difference(_ rows: Int = 1) -> AnyColumn { self - lag(rows) }

  /// The change since so many rows before, as a part of the value there: 0.1 for a tenth more.
  public func relativeChange(_ rows: Int = 1) -> AnyColumn { self / lag(rows) - 1 }

  /// 1, 2, 3, ... for every row.
  public func rowNumbers() -> AnyColumn { .integer(Column(name: name, values: Array(1..<count + 1))) }

  /// The sum of all values up to each row. Missing values are passed over and stay missing.
  public func cumulativeSum() -> AnyColumn {
    if let whole = wholeNumbers {
      return .integer(
        whole.accumulated { sum, value in
          let (next, overflows) = sum.addingReportingOverflow(value)
          if overflows { whole.stopAtOverflow() }
          return next
        })
    }
    if case .duration(let column) = self { return .duration(column.accumulated { $0 + $1 }) }
    // Neumaier's sum: the error of each addition is kept beside.
    var error = 0.0
    var sum = 0.0
    return map { value in
      let next = sum + value
      if next.isFinite { error += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum }
      sum = next
      return next.isFinite ? next + error : next
    }
  }

  /// The product of all values up to each row, as numbers. Missing values are passed over and stay missing.
  public func cumulativeProduct() -> AnyColumn {
    var product = 1.0
    return map { value in
      product *= value
      return product
    }
  }

  /// The least value up to each row. Missing values are passed over and stay missing.
  public func cumulativeMinimum() -> AnyColumn { cumulativeExtreme { $0 < $1 } }
  /// The greatest value up to each row. Missing values are passed over and stay missing.
  public func cumulativeMaximum() -> AnyColumn { cumulativeExtreme { $0 > $1 } }

  private func cumulativeExtreme(_ isBetter: (UInt64, UInt64) -> Bool) -> AnyColumn {
    let keys = orderedKeys()
    var best: Int32 = -1
    return gathering(
      keys.indices.map { row -> Int32 in
        if isNil(at: row) { return -1 }
        if best < 0 || isBetter(keys[row], keys[Int(best)]) { best = Int32(row) }
        return best
      })
  }

  /// How many values there are up to each row.
  public func cumulativeCount() -> AnyColumn {
    var found = 0
    return .integer(
      Column(
        name: name,
        values: (0..<count).map { row in
          if !isNil(at: row) { found += 1 }
          return found
        }))
  }

  /// How values that are equal share their ranks.
  public enum RankMethod: String, Sendable, CaseIterable {
    /// The mean of the ranks that they take up.
    case average
    /// The least of them, as in sports: 1, 2, 2, 4.
    case minimum
    /// The greatest of them: 1, 3, 3, 4.
    case maximum
    /// The next whole number: 1, 2, 2, 3.
    case dense
    /// Each its own, in the order of the rows.
    case ordinal
  }

  /// The place of each value among all, from 1; missing values have none. `average` gives numbers, all other methods
  /// whole numbers.
  public func rank(_ method: RankMethod = .average, order: Order = .ascending) -> AnyColumn {
    let keys = orderedKeys()
    let rows = sorting((0..<Int32(count)).filter { !isNil(at: Int($0)) }, order)
    var ranks = [Double](repeating: .nan, count: count)
    var start = 0
    var dense = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, keys[Int(rows[end])] == keys[Int(rows[start])] { end += 1 }
      dense += 1
      for place in start..<end {
        let rank =
          switch method {
          case .average: Double(start + 1 + end) / 2
          case .minimum: Double(start + 1)
          case .maximum: Double(end)
          case .dense: Double(dense)
          case .ordinal: Double(place + 1)
          }
        ranks[Int(rows[place])] = rank
      }
      start = end
    }
    let column = Column(name: name, doubles: ranks)
    return method == .average ? .double(column) : .integer(column.converted { $0.isNaN ? 0 : Int($0) })
  }

  /// Each missing value replaced by the last one before it.
  /// - Parameter limit: of so many missing values in a row; all when nil.
  public func filledForward(limit: Int? = nil) -> AnyColumn {
    guard missingCount > 0 else { return self }
    var last: Int32 = -1
    return gathering(
      (0..<count).map { row in
        if !isNil(at: row) { last = Int32(row) }
        if let limit, last >= 0, row - Int(last) > limit { return -1 }
        return last
      })
  }

  /// Each missing value replaced by the first one behind it.
  /// - Parameter limit: of so many missing values in a row; all when nil.
  public func filledBackward(limit: Int? = nil) -> AnyColumn {
    let backward = (0..<Int32(count)).reversed().map { $0 }
    return gathering(backward).filledForward(limit: limit).gathering(backward)
  }

  /// Missing numbers between two others put on the straight line between these. Those before the first and behind the
  /// last stay missing.
  /// - Parameter positions: where the rows lie, such as dates; evenly spaced when nil. Its missing values interpolate
  ///   nothing.
  public func interpolated(along positions: AnyColumn? = nil) -> AnyColumn {
    guard let values = numbers?.doubles else {
      FrameMistake.stop("The column \"\(name)\" holds \(type) values: only numbers can be interpolated.")
    }
    if let positions { _ = Operand.rows(Operand(self), Operand(positions)) }
    let places = positions.flatMap { $0.secondsSince1970 ?? $0.doubles } ?? values.indices.map { Double($0) }
    var result = values
    let known = values.indices.filter { !values[$0].isNaN && !places[$0].isNaN }
    for (before, after) in zip(known, known.dropFirst()) where after > before + 1 {
      let slope = (values[after] - values[before]) / (places[after] - places[before])
      for row in before + 1..<after where !places[row].isNaN {
        result[row] = values[before] + slope * (places[row] - places[before])
      }
    }
    return .double(Column(name: name, doubles: result))
  }
}

extension Column where WrappedElement: DenseElement {
  /// Each value with all before it; missing values are passed over.
  fileprivate func accumulated(
    _ next: (WrappedElement, WrappedElement) -> WrappedElement
  ) -> Column<WrappedElement> {
    var values = denseValues
    var last: WrappedElement?
    for row in values.indices where !isNil(at: row) {
      if let last { values[row] = next(last, values[row]) }
      last = values[row]
    }
    return Column(name: name, storage: DenseStorage(values: values, validity: storage.validity))
  }
}
