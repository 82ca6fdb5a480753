import Frames
public import Statistics

extension Evaluation {
  /// What became of each row, for two runs to be compared row by row: `Class`, `Predicted`, `Score` (the probability of
  /// the predicted class), `Right` (1 or 0), and a column for every further measure that is a mean over rows.
  ///
  /// - Parameters:
  ///   - name: what was tested; names the file.
  ///   - keys: what each row is, the same in every run, such as a song's identifier. The same key may stand in rows of
  ///     different classes.
  ///   - groups: what several rows share, such as their artist; nil where each row stands for itself.
  ///   - measures: those that runs are to be compared by. Accuracy, balanced accuracy and F1 need no column of their
  ///     own; areas under curves are of no single row and have none.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``.
  public func outcomes(
    _ name: String, keys: [String], keyName: String = "Row", groups: [String]? = nil, groupName: String = "Group",
    measures: [Measure] = []
  ) throws(LearningError) -> RowOutcomes {
    for count in [keys.count, groups?.count].compactMap(\.self) where count != rowCount {
      throw .differentRowCounts(expected: rowCount, found: count)
    }
    let width = ranked.countPerRow
    let names = classNames
    let right = (0..<rowCount).map { ranked.codes[$0 * width] == actual.codes[$0] ? 1 : 0 }
    var frame = DataFrame(columns: [.string(Column(name: keyName, contents: keys))])
    if let groups { frame.append(column: Column(name: groupName, contents: groups)) }
    frame.append(column: Column(name: "Class", contents: actual.codes.map { names[Int($0)] }))
    frame.append(column: Column(name: "Predicted", contents: predicted.codes.map { names[Int($0)] }))
    frame.append(
      column: Column(name: "Score", values: (0..<rowCount).map { Self.short(Double(ranked.probabilities[$0 * width])) })
    )
    frame.append(column: Column(name: "Right", values: right))
    for measure in measures where !frame.containsColumn(measure.outcomeColumn) {
      guard case .mean(let values)? = WeightedMeasure(measure, self) else { continue }
      if measure.isShare {
        frame.append(column: Column(name: measure.outcomeColumn, values: values.map { Int($0) }))
      } else {
        frame.append(column: Column(name: measure.outcomeColumn, values: values.map(Self.short)))
      }
    }
    return try RowOutcomes(
      name, frame, key: keyName, group: groups == nil ? nil : groupName, actual: "Class", predicted: "Predicted")
  }

  /// To six digits behind the point, which a file need not have more of.
  private static func short(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

extension Measure {
  /// The column of outcomes that the measure sums up.
  public var outcomeColumn: String {
    switch self {
    case .accuracy, .balancedAccuracy, .macroF1, .weightedF1: "Right"
    default: name
    }
  }

  /// How it sums them up; nil for what is of no single row.
  public var rowStatistic: RowStatistic? {
    switch self {
    case .accuracy, .topAccuracy, .acceptableAccuracy, .logLoss, .brierScore: .mean
    case .balancedAccuracy: .classMean
    case .macroF1: .macroF1
    case .weightedF1: .weightedF1
    case .rocArea, .averagePrecision: nil
    }
  }

  /// Whether lower values are better.
  public var isLoss: Bool { self == .logLoss || self == .brierScore }
}
