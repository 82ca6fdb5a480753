/// How many of the rows called positive are, at each share of the positive rows found.
///
/// Rows with equal scores are taken together, as scikit-learn's `precision_recall_curve` does; points are in the other
/// order, from none called positive to all.
public struct PrecisionRecallCurve: ClassifierCurve, Hashable, Codable {
  /// Rows with at least this score are called positive at each point; descending, the first is infinite, for none.
  /// Empty for averages of curves.
  public var thresholds: [Double]
  /// Of the rows called positive, the share that are; 1 at the first point, where none are called so.
  public var precision: [Double]
  /// Of the positive rows, the share called positive: from 0 to 1, rising. NaN when there are no positive rows.
  public var recall: [Double]
  /// The mean of the precisions, each weighted with the recall it adds. Nothing is interpolated, which would be too
  /// optimistic. NaN when there are no positive rows.
  public var averagePrecision: Double
  /// Rows of the class; 0 for averages of curves.
  public var positiveCount: Int
  /// Other rows; 0 for averages of curves.
  public var negativeCount: Int
  /// Rows that had no score and were left out.
  public var missingCount: Int

  /// The average precision.
  public var area: Double { averagePrecision }
  /// The precision of calling every row positive: what guessing reaches. NaN for averages of curves.
  public var prevalence: Double { Double(positiveCount) / Double(positiveCount + negativeCount) }

  /// A curve that was computed elsewhere.
  /// - Parameter thresholds: one for each point, or none.
  /// - Precondition: precision and recall have as many points.
  public init(
    thresholds: [Double] = [], precision: [Double], recall: [Double], averagePrecision: Double,
    positiveCount: Int = 0, negativeCount: Int = 0, missingCount: Int = 0
  ) {
    precondition(
      precision.count == recall.count, "\(precision.count) precisions and \(recall.count) recalls: each point has both")
    precondition(
      thresholds.isEmpty || thresholds.count == recall.count,
      "\(thresholds.count) thresholds for \(recall.count) points")
    self.thresholds = thresholds
    self.precision = precision
    self.recall = recall
    self.averagePrecision = averagePrecision
    self.positiveCount = positiveCount
    self.negativeCount = negativeCount
    self.missingCount = missingCount
  }

  /// - Parameters:
  ///   - scores: one for each row, higher for rows more likely to be positive; rows whose score is NaN are left out.
  ///   - isPositive: whether each row is of the positive class.
  /// - Precondition: both have one value for each row.
  public init(scores: [Double], isPositive: [Bool]) {
    let ranked = RankedScores(scores: scores, isPositive: isPositive)
    positiveCount = ranked.positiveCount
    negativeCount = ranked.negativeCount
    missingCount = ranked.missingCount
    let positives = Double(positiveCount)
    thresholds = [.infinity] + ranked.thresholds
    precision =
      [1] + zip(ranked.truePositives, ranked.falsePositives).map { Double($0) / Double($0 + $1) }
    recall = [positiveCount == 0 ? .nan : 0] + ranked.truePositives.map { Double($0) / positives }
    averagePrecision = Self.area(precision, recall)
  }

  private init(averageAt recall: [Double], _ precision: [Double]) {
    self.init(
      precision: precision, recall: recall,
      averagePrecision: recall.isEmpty ? .nan : Self.area(precision, recall))
  }

  private static func area(_ precision: [Double], _ recall: [Double]) -> Double {
    guard recall.first == 0 else { return .nan }
    return recall.indices.dropFirst().reduce(0) { $0 + (recall[$1] - recall[$1 - 1]) * precision[$1] }
  }

  /// The mean of the precisions at each recall that any curve reaches, so that the average precision is the mean of the
  /// average precisions.
  public static func macroAverage(of curves: [PrecisionRecallCurve]) -> PrecisionRecallCurve {
    let curves = curves.filter { !$0.averagePrecision.isNaN }
    guard !curves.isEmpty else { return PrecisionRecallCurve(averageAt: [], []) }
    let recalls = Array(Set(curves.flatMap(\.recall))).sorted()
    var sums = [Double](repeating: 0, count: recalls.count)
    for curve in curves {
      var point = 0
      for (index, recall) in recalls.enumerated() {
        // The first point that finds so many; every curve ends at a recall of 1.
        while curve.recall[point] < recall { point += 1 }
        sums[index] += curve.precision[point]
      }
    }
    return PrecisionRecallCurve(averageAt: recalls, sums.map { $0 / Double(curves.count) })
  }
}
