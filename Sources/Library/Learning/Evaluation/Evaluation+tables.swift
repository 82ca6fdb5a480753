public import Frames
import Statistics

extension Evaluation {
  /// A row for each class that occurs: `Class`, `Rows`, `Recall` with `95% CI from` and `95% CI to` (Wilson's interval),
  /// `Precision`, `F1`, and `ROC AUC` where probabilities were kept. In the order of recall, the highest first.
  public var classTable: DataFrame {
    let rows = actual.classCounts
    var (named, right) = ([Int](repeating: 0, count: rows.count), [Int](repeating: 0, count: rows.count))
    for (actual, predicted) in zip(actual.codes, predicted.codes) {
      named[Int(predicted)] += 1
      if actual == predicted { right[Int(actual)] += 1 }
    }
    let share = { (code: Int) in Double(right[code]) / Double(rows[code]) }
    let order = rows.indices.filter { rows[$0] > 0 }.sorted { one, other in
      share(one) != share(other) ? share(one) > share(other) : one < other
    }
    let intervals = order.map { ConfidenceInterval.share(right[$0], of: rows[$0]) }
    var table = DataFrame(columns: [
      .string(Column(name: "Class", contents: order.map { classNames[$0] })),
      .integer(Column(name: "Rows", values: order.map { rows[$0] })),
      .double(Column(name: "Recall", values: order.map(share))),
      .double(Column(name: "95% CI from", values: intervals.map(\.lower))),
      .double(Column(name: "95% CI to", values: intervals.map(\.upper))),
      .double(Column(name: "Precision", doubles: order.map { Double(right[$0]) / Double(named[$0]) })),
      .double(Column(name: "F1", values: order.map { 2 * Double(right[$0]) / Double(rows[$0] + named[$0]) })),
    ])
    if let curves = rocCurves?.curves {
      table.append(column: Column(name: "ROC AUC", doubles: order.map { curves[$0].area }))
    }
    return table
  }

  /// Measures with their intervals: `Measure`, `Value`, `95% CI from`, `95% CI to`, `Baseline` (what a random guess
  /// gets), and `× baseline` for shares of rows. What could not be measured is left out.
  public func table(_ measures: [Measure], _ bootstrap: Bootstrap = Bootstrap()) -> DataFrame {
    let estimates = estimates(measures, bootstrap).filter { !$0.value.isNaN }
    return DataFrame(columns: [
      .string(Column(name: "Measure", contents: estimates.map(\.measure.name))),
      .double(Column(name: "Value", values: estimates.map(\.value))),
      .double(Column(name: "95% CI from", doubles: estimates.map(\.interval.lower))),
      .double(Column(name: "95% CI to", doubles: estimates.map(\.interval.upper))),
      .double(Column(name: "Baseline", doubles: estimates.map(\.chance))),
      .double(Column(name: "× baseline", doubles: estimates.map { $0.timesChance ?? .nan })),
    ])
  }
}
