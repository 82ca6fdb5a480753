public import Frames
import Statistics

extension Evaluation {
  /// A row for each class that occurs: `Class`, `Rows`, `Recall` with `95% CI from` and `95% CI to`, `Precision`, `F1`,
  /// and `ROC AUC` where probabilities were kept. In the order of recall, the highest first.
  public var classTable: DataFrame { classTable(groups: nil) }

  /// A row for each class that occurs, as ``classTable``, with `Groups` beside `Rows` and intervals by groups.
  /// - Parameter groups: rows that are no independent evidence, such as those of one artist; nil when every row is, and
  ///   for Wilson's intervals.
  public func classTable(groups: RowGroups?) -> DataFrame {
    let rows = actual.classCounts
    var named = [Int](repeating: 0, count: rows.count)
    for predicted in predicted.codes { named[Int(predicted)] += 1 }
    let recalls = recalls(groups: groups)
    let order = recalls.indices.filter { recalls[$0] != nil }.sorted { one, other in
      let (left, right) = (recalls[one]?.value ?? 0, recalls[other]?.value ?? 0)
      return left != right ? left > right : one < other
    }
    let shown = order.compactMap { recalls[$0] }
    let right = shown.map { Double($0.count) }
    let precisions: [Double] = zip(order, right).map { $1 / Double(named[$0]) }
    let scores: [Double] = zip(order, right).map { 2 * $1 / Double(rows[$0] + named[$0]) }
    var table = DataFrame(columns: [
      .string(Column(name: "Class", contents: order.map { classNames[$0] })),
      .integer(Column(name: "Rows", values: shown.map(\.rows))),
      .double(Column(name: "Recall", values: shown.map(\.value))),
      .double(Column(name: "95% CI from", doubles: shown.map(\.interval.lower))),
      .double(Column(name: "95% CI to", doubles: shown.map(\.interval.upper))),
      .double(Column(name: "Precision", doubles: precisions)),
      .double(Column(name: "F1", values: scores)),
    ])
    if groups != nil { table.insert(column: Column(name: "Groups", values: shown.map(\.groups)), at: 2) }
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
