import Frames
import Runs
import Statistics

/// The rows of two runs side by side.
struct RowPairing {
  let old: RowTable
  let new: RowTable
  let matching: RowMatching
  private let known = KnownColumns()

  /// What was read of columns: a metric for each class looks at the same ones again.
  private final class KnownColumns {
    var numbersOfOld: [String: [Double]] = [:]
    var numbersOfNew: [String: [Double]] = [:]
    var groups: [Int32]?
    /// By column, then by value.
    var pairs: [String: [String: [(old: Int, new: Int)]]] = [:]
  }

  /// Nil where rows are told apart by other columns.
  init?(_ old: RowTable, _ new: RowTable) {
    guard old.keys == new.keys else { return nil }
    self.old = old
    self.new = new
    matching = RowMatching(old.frame, new.frame, on: new.keys)
  }

  /// Whether both runs tested the same.
  var hasSameRows: Bool { matching.onlyOld == 0 && matching.onlyNew == 0 }

  var incomparability: Incomparability? {
    hasSameRows
      ? nil
      : .otherRows(shared: matching.pairs.count, old: old.frame.rowCount, new: new.frame.rowCount)
  }

  /// The rows of a metric's slice, in both runs.
  func pairs(of slice: Metric.Rows.Slice?) -> [(old: Int, new: Int)] {
    guard let slice else { return matching.pairs }
    if known.pairs[slice.column] == nil {
      let (codes, texts) = new.frame[slice.column].texts.categories
      var parts = [[(old: Int, new: Int)]](repeating: [], count: texts.count)
      for pair in matching.pairs where codes[pair.new] >= 0 { parts[Int(codes[pair.new])].append(pair) }
      known.pairs[slice.column] = Dictionary(zip(texts, parts)) { $0 + $1 }
    }
    return known.pairs[slice.column]?[slice.value] ?? []
  }

  /// What both runs did on rows; nil where a value is no number, or the statistic is not known here.
  func measures(
    _ before: Metric.Rows, _ after: Metric.Rows, _ pairs: [(old: Int, new: Int)]
  ) -> (old: RowMeasure, new: RowMeasure)? {
    guard let statistic = RowStatistic(rawValue: after.statistic), before.statistic == after.statistic,
      let one = Self.numbers(before.column, of: old, &known.numbersOfOld),
      let other = Self.numbers(after.column, of: new, &known.numbersOfNew)
    else { return nil }
    let (from, to) = (pairs.map { one[$0.old] }, pairs.map { other[$0.new] })
    guard from.allSatisfy(\.isFinite), to.allSatisfy(\.isFinite) else { return nil }
    guard statistic != .mean, statistic != .rootMean else {
      return (RowMeasure(statistic, of: from), RowMeasure(statistic, of: to))
    }
    guard let actual = after.actual else { return nil }
    // The same number for a class in both runs, whatever else either predicts.
    var numbers: [String: Int32] = [:]
    func codes(_ column: AnyColumn, _ rows: [Int]) -> [Int32] {
      let (codes, texts) = column.texts.filled(with: "").categories
      let known = texts.map { text -> Int32 in
        let number = numbers[text] ?? Int32(numbers.count)
        numbers[text] = number
        return number
      }
      return rows.map { known[Int(codes[$0])] }
    }
    let classes = codes(new.frame[actual], pairs.map(\.new))
    guard statistic != .classMean else {
      return (RowMeasure(statistic, of: from, classes: classes), RowMeasure(statistic, of: to, classes: classes))
    }
    guard let predictedBefore = before.predicted, let predictedAfter = after.predicted else { return nil }
    return (
      RowMeasure(
        statistic, of: from, classes: classes,
        predicted: codes(old.frame[predictedBefore], pairs.map(\.old))),
      RowMeasure(
        statistic, of: to, classes: classes, predicted: codes(new.frame[predictedAfter], pairs.map(\.new)))
    )
  }

  /// A number for each row's group; nil where each row stands for itself.
  func groups(of pairs: [(old: Int, new: Int)]) -> [Int32]? {
    guard let group = new.columns.group else { return nil }
    if known.groups == nil {
      let (codes, texts) = new.frame[group].texts.categories
      var next = Int32(texts.count)
      known.groups = codes.map { code in
        guard code < 0 else { return code }
        next += 1
        return next - 1
      }
    }
    return known.groups.map { groups in pairs.map { groups[$0.new] } }
  }

  /// NaN for what is no number.
  private static func numbers(
    _ column: String, of table: RowTable, _ known: inout [String: [Double]]
  ) -> [Double]? {
    if let known = known[column] { return known }
    let (codes, texts) = table.frame[column].texts.categories
    let values = texts.map { Double($0) ?? .nan }
    let numbers = codes.map { $0 < 0 ? .nan : values[Int($0)] }
    known[column] = numbers
    return numbers
  }
}
