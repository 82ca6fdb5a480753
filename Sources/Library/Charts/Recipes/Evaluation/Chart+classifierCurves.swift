public import Frames
public import Statistics

extension Chart {
  /// ROC curves by name, such as those of several models, with the area under each.
  ///
  /// On a square, with the line of chance. More than six stay grey but for the three best and the three
  /// worst.
  public static func rocCurves(_ curves: KeyValuePairs<String, ROCCurve>) -> Chart {
    rocCurves(Array(curves))
  }

  /// ROC curves of as many models as there are, in this order.
  public static func rocCurves(_ curves: [(String, ROCCurve)]) -> Chart {
    Chart(ClassifierCurvesLayer(kind: .roc, members: curves.map { .init(roc: $1, $0) }))
  }

  /// The ROC curve of each class against all others, with the macro average (every class counts the same) and the micro
  /// average (every row does).
  public static func rocCurves(_ curves: OneVersusRest<ROCCurve>) -> Chart { rocCurves(curves, strangers: 0) }

  private static func rocCurves(_ curves: OneVersusRest<ROCCurve>, strangers: Int) -> Chart {
    let averages: [ClassifierCurvesLayer.Curve] =
      curves.names.count < 2
      ? []
      : [
        .init(roc: curves.macroAverage, "Macro average", role: .macroAverage),
        .init(roc: curves.microAverage, "Micro average", role: .microAverage),
      ]
    return Chart(
      ClassifierCurvesLayer(
        kind: .roc, members: zip(curves.names, curves.curves).map { .init(roc: $1, $0) }, averages: averages,
        strangers: strangers))
  }

  /// The ROC curve of one score.
  /// - Precondition: `isPositive` has one value for each score. Rows without a score are left out with a warning.
  public static func rocCurve(_ scores: PlottableColumn, isPositive: [Bool]) -> Chart {
    rocCurves([scores.label: ROCCurve(scores: scores.numbers, isPositive: isPositive)])
  }

  /// The ROC curves of classes, from a frame with a column of scores for each class, named like it.
  ///
  /// - Parameters:
  ///   - actual: The column with the class of each row; rows of other classes are left out with a warning, as are rows
  ///     without a score.
  ///   - scores: The columns with the scores.
  public static func rocCurves(_ frame: DataFrame, actual: String, scores: [String]) -> Chart {
    let curves = OneVersusRest<ROCCurve>(frame, actual: actual, scores: scores)
    return rocCurves(curves, strangers: strangers(frame, actual, scores))
  }

  /// Precision-recall curves by name, such as those of several models, with the average precision of each.
  ///
  /// On a square; the line of chance is at the share of positive rows. More than six stay grey but for the three
  /// best and the three worst.
  public static func precisionRecallCurves(_ curves: KeyValuePairs<String, PrecisionRecallCurve>) -> Chart {
    precisionRecallCurves(Array(curves))
  }

  /// Precision-recall curves of as many models as there are, in this order.
  public static func precisionRecallCurves(_ curves: [(String, PrecisionRecallCurve)]) -> Chart {
    Chart(
      ClassifierCurvesLayer(
        kind: .precisionRecall, members: curves.map { .init(precisionRecall: $1, $0) },
        prevalence: meanPrevalence(curves.map(\.1))))
  }

  /// The precision-recall curve of each class against all others, with the macro and the micro average.
  public static func precisionRecallCurves(_ curves: OneVersusRest<PrecisionRecallCurve>) -> Chart {
    precisionRecallCurves(curves, strangers: 0)
  }

  private static func precisionRecallCurves(
    _ curves: OneVersusRest<PrecisionRecallCurve>, strangers: Int
  ) -> Chart {
    let averages: [ClassifierCurvesLayer.Curve] =
      curves.names.count < 2
      ? []
      : [
        .init(precisionRecall: curves.macroAverage, "Macro average", role: .macroAverage),
        .init(precisionRecall: curves.microAverage, "Micro average", role: .microAverage),
      ]
    return Chart(
      ClassifierCurvesLayer(
        kind: .precisionRecall, members: zip(curves.names, curves.curves).map { .init(precisionRecall: $1, $0) },
        averages: averages, prevalence: meanPrevalence(curves.curves), strangers: strangers))
  }

  /// The precision-recall curve of one score.
  /// - Precondition: `isPositive` has one value for each score. Rows without a score are left out with a warning.
  public static func precisionRecallCurve(_ scores: PlottableColumn, isPositive: [Bool]) -> Chart {
    precisionRecallCurves([scores.label: PrecisionRecallCurve(scores: scores.numbers, isPositive: isPositive)])
  }

  /// The precision-recall curves of classes, from a frame with a column of scores for each class, named like it.
  public static func precisionRecallCurves(_ frame: DataFrame, actual: String, scores: [String]) -> Chart {
    let curves = OneVersusRest<PrecisionRecallCurve>(frame, actual: actual, scores: scores)
    return precisionRecallCurves(curves, strangers: strangers(frame, actual, scores))
  }

  /// How many rows have a class without scores, or none.
  private static func strangers(_ frame: DataFrame, _ actual: String, _ classes: [String]) -> Int {
    let (texts, classes) = (frame[actual], Set(classes))
    return (0..<texts.count).count { texts.text(at: $0).map { !classes.contains($0) } ?? true }
  }

  private static func meanPrevalence(_ curves: [PrecisionRecallCurve]) -> Double? {
    let shares = curves.filter { !$0.area.isNaN }.map(\.prevalence)
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }
}

extension ClassifierCurvesLayer.Curve {
  init(roc curve: ROCCurve, _ name: String, role: Role = .member) {
    self.init(
      name, role: role, xs: curve.falsePositiveRate, ys: curve.truePositiveRate, area: curve.area,
      count: curve.positiveCount + curve.negativeCount, missing: curve.missingCount)
  }

  init(precisionRecall curve: PrecisionRecallCurve, _ name: String, role: Role = .member) {
    self.init(
      name, role: role, xs: curve.recall, ys: curve.precision, area: curve.area,
      count: curve.positiveCount + curve.negativeCount, missing: curve.missingCount)
  }
}

extension OneVersusRest {
  /// From a frame with a column of scores for each class, named like it. Rows whose class has no column are left out.
  /// - Precondition: The frame has the columns.
  init(_ frame: DataFrame, actual: String, scores columns: [String]) {
    let texts = frame[actual]
    let numbers = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var (rows, classes) = ([Int](), [Int]())
    for row in 0..<texts.count {
      guard let number = texts.text(at: row).flatMap({ numbers[$0] }) else { continue }
      rows.append(row)
      classes.append(number)
    }
    let values = columns.map { frame.doubles($0) }
    self.init(names: columns, classes: classes, scores: rows.flatMap { row in values.map { $0[row] } })
  }
}
