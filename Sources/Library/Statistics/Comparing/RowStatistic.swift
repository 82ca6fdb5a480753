/// How a measure sums up one value for each row of a test.
public enum RowStatistic: String, Sendable, Hashable, Codable, CaseIterable {
  /// The mean of the values: accuracy where they are 1 for right and 0 for wrong.
  case mean
  /// The square root of their mean: the root mean squared error where they are squared errors.
  case rootMean
  /// The mean of the classes' means: balanced accuracy where they are 1 for right and 0 for wrong.
  case classMean
  /// The mean of the classes' F1, of classes that occur or are predicted.
  case macroF1
  /// The mean of the classes' F1, weighted with their rows.
  case weightedF1
}

/// What a model did on each row of a test, and how that is summed up.
public struct RowMeasure: Sendable, Equatable {
  /// How the rows are summed up.
  public var statistic: RowStatistic
  /// A value for each row.
  public var values: [Double]
  /// The class of each row as a number from 0; empty where the statistic does not look at it.
  public var classes: [Int32]
  /// The class that was predicted for each row, in the same numbers; empty where the statistic does not look at it.
  public var predicted: [Int32]

  /// - Parameters:
  ///   - values: one for each row.
  ///   - classes: numbers from 0, one for each row, for all statistics but the means of all rows.
  ///   - predicted: in the same numbers, one for each row, for F1.
  public init(_ statistic: RowStatistic, of values: [Double], classes: [Int32] = [], predicted: [Int32] = []) {
    self.statistic = statistic
    self.values = values
    self.classes = classes
    self.predicted = predicted
  }

  /// The measure of all rows; NaN without rows.
  public var value: Double { RowTally(self).value }

  /// The measure without the rows of each group in turn.
  /// - Parameter rows: of each group.
  func leavingOut(_ rows: [[Int]]) -> [Double] {
    var tally = RowTally(self)
    return rows.map { tally.value(without: $0, of: self) }
  }
}

/// Sums over rows from which a measure is computed, and from which groups of rows can be taken away for a moment.
private struct RowTally {
  private let statistic: RowStatistic
  private var count = 0.0
  private var sum = 0.0
  /// Of each class: its rows, the sum of their values (of rows that were right, for F1), those predicted as it.
  private var rows: [Double] = []
  private var sums: [Double] = []
  private var named: [Double] = []
  /// The sum of the classes' terms and the number of classes that have one.
  private var terms = 0.0
  private var present = 0.0
  private var isTouched: [Bool] = []

  init(_ measure: RowMeasure) {
    statistic = measure.statistic
    let usesClasses = statistic != .mean && statistic != .rootMean
    let usesPredicted = statistic == .macroF1 || statistic == .weightedF1
    precondition(!usesClasses || measure.classes.count == measure.values.count, "a class for every row")
    precondition(!usesPredicted || measure.predicted.count == measure.values.count, "a predicted class for every row")
    if usesClasses {
      let last = max(measure.classes.max() ?? -1, usesPredicted ? measure.predicted.max() ?? -1 : -1)
      rows = [Double](repeating: 0, count: Int(last) + 1)
      (sums, named) = (rows, rows)
      isTouched = [Bool](repeating: false, count: rows.count)
    }
    for row in measure.values.indices { add(row, of: measure, 1) }
    for code in rows.indices { add(term: code, 1) }
  }

  var value: Double { value(count: count, sum: sum, terms: terms, present: present) }

  mutating func value(without left: [Int], of measure: RowMeasure) -> Double {
    let (countBefore, sumBefore, termsBefore, presentBefore) = (count, sum, terms, present)
    var touched: [Int] = []
    for row in left {
      for code in classes(of: row, measure) where !isTouched[code] {
        isTouched[code] = true
        touched.append(code)
        add(term: code, -1)
      }
    }
    for row in left { add(row, of: measure, -1) }
    for code in touched { add(term: code, 1) }
    defer {
      for row in left { add(row, of: measure, 1) }
      for code in touched { isTouched[code] = false }
      // Not by adding again, which would leave what rounding left.
      (count, sum, terms, present) = (countBefore, sumBefore, termsBefore, presentBefore)
    }
    return value
  }

  private func classes(of row: Int, _ measure: RowMeasure) -> [Int] {
    switch statistic {
    case .mean, .rootMean: []
    case .classMean: [Int(measure.classes[row])]
    case .macroF1, .weightedF1: [Int(measure.classes[row]), Int(measure.predicted[row])]
    }
  }

  private mutating func add(_ row: Int, of measure: RowMeasure, _ sign: Double) {
    count += sign
    sum += sign * measure.values[row]
    switch statistic {
    case .mean, .rootMean: break
    case .classMean:
      rows[Int(measure.classes[row])] += sign
      sums[Int(measure.classes[row])] += sign * measure.values[row]
    case .macroF1, .weightedF1:
      rows[Int(measure.classes[row])] += sign
      named[Int(measure.predicted[row])] += sign
      if measure.classes[row] == measure.predicted[row] { sums[Int(measure.classes[row])] += sign }
    }
  }

  private mutating func add(term code: Int, _ sign: Double) {
    switch statistic {
    case .mean, .rootMean: break
    case .classMean:
      guard rows[code] > 0 else { return }
      terms += sign * sums[code] / rows[code]
      present += sign
    case .macroF1, .weightedF1:
      guard rows[code] + named[code] > 0 else { return }
      terms += sign * (statistic == .weightedF1 ? rows[code] : 1) * 2 * sums[code] / (rows[code] + named[code])
      present += sign
    }
  }

  private func value(count: Double, sum: Double, terms: Double, present: Double) -> Double {
    guard count > 0 else { return .nan }
    return switch statistic {
    case .mean: sum / count
    case .rootMean: (sum / count).squareRoot()
    case .classMean, .macroF1: terms / present
    case .weightedF1: terms / count
    }
  }
}
