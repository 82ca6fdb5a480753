public import Statistics

/// Statistics of numbers. Missing values and NaN are left out, infinities are values (see ``Moments``); a statistic of
/// nothing is nil.
extension Column where WrappedElement == Double {
  /// All values added up, rounded once; 0 without values.
  public func sum() -> Double { Moments(doubles).sum }

  /// Nil without values.
  public func mean() -> Double? { Moments(doubles).mean.ifNumber }

  /// Of a sample: divided by one less than the number of values.
  public func standardDeviation() -> Double? { Moments(doubles).standardDeviation.ifNumber }

  /// The least value; nil without values.
  public func min() -> Double? { doubles.lazy.filter { $0 == $0 }.min() }
  /// The greatest value; nil without values.
  public func max() -> Double? { doubles.lazy.filter { $0 == $0 }.max() }

  /// Between two values by linear interpolation (type 7 of Hyndman and Fan, as NumPy does).
  /// - Parameter probability: from 0 to 1.
  public func quantile(_ probability: Double) -> Double? { quantiles([probability])[0].ifNumber }

  /// Several quantiles in one go; NaN when there is no value.
  /// - Parameter probabilities: each from 0 to 1.
  public func quantiles(_ probabilities: [Double]) -> [Double] {
    for probability in probabilities where !(0...1).contains(probability) {
      let meant = (1...100).contains(probability) ? " For \(probability)% write \(probability / 100)." : ""
      FrameMistake.stop("A quantile's probability is from 0 to 1, not \(probability).\(meant)")
    }
    return Quantile.of(doubles, probabilities)
  }

  /// The value in the middle; nil without values.
  public func median() -> Double? { quantile(0.5) }

  /// Count, mean, spread and quartiles in one go.
  public func numericSummary() -> NumericSummary { NumericSummary(doubles) }
}

extension Column where WrappedElement == Int {
  /// All values added up; 0 without values.
  /// - Precondition: the sum is in the range of `Int`.
  public func sum() -> Int {
    denseValues.reduce(0) { sum, value in
      let (next, overflows) = sum.addingReportingOverflow(value)
      if overflows { stopAtOverflow() }
      return next
    }
  }

  /// A mistake in the author's code, said also in an optimised library.
  func stopAtOverflow() -> Never {
    FrameMistake.stop(
      "The sum of the column \"\(name)\" overflows: it is beyond what Int holds. Sum `asDoubles` instead.")
  }
  /// Nil without values.
  public func mean() -> Double? { asDoubles.mean() }
  /// Of a sample; nil for fewer than two values.
  public func standardDeviation() -> Double? { asDoubles.standardDeviation() }
  /// The least value; nil without values.
  public func min() -> Int? { lazy.compactMap { $0 }.min() }
  /// The greatest value; nil without values.
  public func max() -> Int? { lazy.compactMap { $0 }.max() }
  /// Between two values by linear interpolation; nil without values.
  /// - Parameter probability: from 0 to 1.
  public func quantile(_ probability: Double) -> Double? { asDoubles.quantile(probability) }
  /// The value in the middle; nil without values.
  public func median() -> Double? { asDoubles.median() }
  /// Count, mean, spread and quartiles in one go.
  public func numericSummary() -> NumericSummary { asDoubles.numericSummary() }

  /// The same numbers as `Double`.
  public var asDoubles: Column<Double> { converted { Double($0) } }
}

extension Column where WrappedElement == CalendarDate {
  /// The earliest date; nil without values.
  public func min() -> CalendarDate? { lazy.compactMap { $0 }.min() }
  /// The latest date; nil without values.
  public func max() -> CalendarDate? { lazy.compactMap { $0 }.max() }
}

extension Column {
  /// Each distinct value with its number of rows in the column `count`, the most frequent first (of equally frequent
  /// ones the lesser first). Missing values are left out.
  public func valueCounts() -> DataFrame { eraseToAnyColumn().valueCounts() }

  /// How many different values there are; missing is none.
  public var distinctCount: Int { eraseToAnyColumn().distinctCount }
}

/// Statistics of a column whose type is not named: those of its numbers, for which dates are years and `true` is 1.
/// A column of text has none, and asking for one stops the program.
extension AnyColumn {
  private func numbers(for word: String) -> Column<Double> {
    guard let doubles else {
      FrameMistake.stop(
        "The column \"\(name)\" holds text: it has no \(word). `valueCounts()` and `distinctCount` tell about texts.")
    }
    return Column(name: name, doubles: doubles)
  }

  /// All values added up; 0 without values. `frame["x", Int.self].sum()` is an `Int`, exact.
  public func sum() -> Double { numbers(for: "sum").sum() }
  /// Nil without values.
  public func mean() -> Double? { numbers(for: "mean").mean() }
  /// Of a sample: divided by one less than the number of values.
  public func standardDeviation() -> Double? { numbers(for: "standard deviation").standardDeviation() }
  /// The value in the middle; nil without values.
  public func median() -> Double? { numbers(for: "median").median() }
  /// The least number; nil without values.
  public func min() -> Double? { numbers(for: "least number").min() }
  /// The greatest number; nil without values.
  public func max() -> Double? { numbers(for: "greatest number").max() }
  /// Between two values by linear interpolation; nil without values.
  /// - Parameter probability: from 0 to 1.
  public func quantile(_ probability: Double) -> Double? { numbers(for: "quantiles").quantile(probability) }

  /// Each distinct value with its number of rows in the column `count`, the most frequent first (of equally frequent
  /// ones the lesser first). Missing values are left out.
  public func valueCounts() -> DataFrame {
    let values = name == "count" ? renamed("value") : self
    let present = DataFrame(columns: [values]).droppingMissing()
    return RowGrouping(present, by: [values.name]).counts(order: .descending)
  }

  /// How many different values there are; missing is none.
  public var distinctCount: Int { RowCodes(self).count - (missingCount > 0 ? 1 : 0) }

  /// Nil for columns that are not numeric.
  public func numericSummary() -> NumericSummary? {
    isNumeric ? doubles.map { NumericSummary($0) } : nil
  }
}
